// npm runs this in a fresh checkout and for an install straight from Git (`npm install git+https://…`, pre-commit).
// It prints nothing on standard output: pre-commit up to 4.6.0 takes all that `npm pack` prints for a file name.
import { spawnSync } from "node:child_process";
import { existsSync, lstatSync, mkdirSync, realpathSync, unlinkSync } from "node:fs";
import { basename, join } from "node:path";

const root = import.meta.dirname;

try {
  if (!existsSync(join(root, "dist", "cli.js"))) {
    if (!["esbuild", "typescript"].every((name) => existsSync(join(root, "node_modules", name)))) installBuildTools();
    await import("./build.mjs");
  }
  replaceLinkToClone();
} catch (error) {
  console.error(`panlint could not build its command: ${error.message}`);
  console.error("To see more, run in a clone of the repository: npm install && npm run build");
  process.exitCode = 1;
}

// For a global install npm installs nothing in its clone of the repository before it runs this script (npm/cli#8440).
function installBuildTools() {
  // --ignore-scripts also keeps npm from running this script again.
  const flags = ["--ignore-scripts", "--include=dev", "--include=optional", "--no-save", "--no-audit", "--no-fund"];
  const { status, error, stdout, stderr } = npm(["install", ...flags]);
  if (status === 0) return;
  console.error(`${stdout ?? ""}${stderr ?? ""}`);
  throw error ?? new Error("npm could not install what the build needs, see above.");
}

function npm(args) {
  const options = { cwd: root, env: environmentForThisFolder(), encoding: "utf8" };
  const path = process.env.npm_execpath;
  if (path?.endsWith("npm-cli.js")) return spawnSync(process.execPath, [path, ...args], options);
  return spawnSync("npm", args, { ...options, shell: process.platform === "win32" });
}

// The npm that runs this script hands its own options down; with these among them the packages would end up elsewhere
// or nowhere. What leads to the registry (proxy, certificates, cache) must stay.
function environmentForThisFolder() {
  const where = ["global", "location", "prefix", "local_prefix", "workspace", "workspaces"];
  const what = ["omit", "include", "only", "also", "production", "dry_run", "package_lock_only"];
  const foreign = new Set([...where, ...what].map((name) => `npm_config_${name}`));
  const kept = Object.entries(process.env).filter(([name]) => !foreign.has(name.toLowerCase()));
  return { ...Object.fromEntries(kept), npm_config_global: "false" };
}

// The same npm fault: instead of installing into its clone, npm links the clone as the global package, installs the
// real package through that link, and deletes the clone. An empty folder in place of the link receives the package.
function replaceLinkToClone() {
  const { npm_config_global: isGlobal, npm_config_prefix: prefix } = process.env;
  if (isGlobal !== "true" || prefix === undefined || !basename(root).startsWith("git-clone")) return;
  const modules = process.platform === "win32" ? join(prefix, "node_modules") : join(prefix, "lib", "node_modules");
  const link = join(modules, "panlint");
  if (!lstatSync(link, { throwIfNoEntry: false })?.isSymbolicLink() || realpathSync(link) !== realpathSync(root))
    return;
  unlinkSync(link);
  mkdirSync(link);
}
