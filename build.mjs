// Writes dist/: the Node API (index.js, types/), the command (cli.js) and the licences of everything bundled into them.
// The command comes last, because prepare.mjs takes its presence for a finished build.
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

const root = import.meta.dirname;
const dist = join(root, "dist");
const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

// Bundled CommonJS packages call require() for Node's own modules, which an ES module does not have.
const requireForCommonJs =
  'import { createRequire as createBundleRequire } from "node:module";\n' +
  "const require = createBundleRequire(import.meta.url);";

rmSync(dist, { recursive: true, force: true });
const api = await bundle("src/index.ts", "index", requireForCommonJs);
writeTypes();
const cli = await bundle("src/bin.ts", "cli", requireForCommonJs);
chmodSync(join(dist, "cli.js"), 0o755);
writeFileSync(join(dist, "third-party-licenses.txt"), licenceTexts([cli, api]));

// Start-up time is felt in a commit hook, so parts that only some runs need (YAML and schema, globbing, each report
// format) are files of their own, loaded on demand. Not minified: that saves 2 %, and a readable bundle can be reviewed
// where a release commits it.
async function bundle(entry, name, banner) {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    outdir: dist,
    entryNames: name,
    chunkNames: "chunks/[name]-[hash]",
    splitting: true,
    bundle: true,
    // yargs measures its help texts with a package that loads Intl.Segmenter at start, a third of all start-up time.
    alias: { "string-width": "fast-string-width" },
    platform: "node",
    format: "esm",
    target: manifest.engines.node.replace(">=", "node"),
    charset: "utf8",
    banner: { js: banner },
    define: { __PANLINT_VERSION__: JSON.stringify(manifest.version) },
    legalComments: "none", // third-party-licenses.txt has the whole texts
    metafile: true,
    logLevel: "warning",
  });
  return metafile;
}

function licenceTexts(metafiles) {
  const texts = new Map();
  for (const path of metafiles.flatMap((metafile) => Object.keys(metafile.inputs))) {
    const folder = /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(path)?.[0];
    if (folder === undefined) continue;
    const { name, version, license, author } = JSON.parse(readFileSync(join(root, folder, "package.json"), "utf8"));
    const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    // A few packages only name their licence.
    const text = file ? readFileSync(join(root, folder, file), "utf8").trim() : `${license}, ${author?.name ?? author}`;
    texts.set(`${name} ${version}`, text);
  }
  const sections = [...texts].sort().map(([title, text]) => `${title}\n${"-".repeat(title.length)}\n\n${text}\n`);
  return `panlint contains the following packages.\n\n${sections.join("\n\n")}`;
}

function writeTypes() {
  const project = join(dist, "types", "tsconfig.json");
  mkdirSync(join(dist, "types"), { recursive: true });
  writeFileSync(
    project,
    JSON.stringify({
      extends: "../../tsconfig.json",
      compilerOptions: {
        noEmit: false,
        declaration: true,
        emitDeclarationOnly: true,
        rootDir: "../..",
        outDir: ".",
      },
      files: ["../../src/index.ts"],
      include: [],
    }),
  );
  const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
  // Its messages go to standard error: `npm pack` must keep standard output to itself.
  const { status } = spawnSync(process.execPath, [tsc, "-p", project], {
    stdio: ["ignore", process.stderr, "inherit"],
  });
  if (status !== 0) throw new Error("tsc could not write the declarations, see above.");
  rmSync(project);
}
