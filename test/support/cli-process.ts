/** Runs the built command, `dist/cli.js`, as users do. */
import { type SpawnSyncOptions, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Outcome } from "./cli-program.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
export const COMMAND = join(ROOT, "dist", "cli.js");

/** What the bundle is made of. */
const SOURCES = ["src", "rules", "package.json", "build.mjs"];

/** Present while a test file builds, so that the test files that run beside it wait. */
const LOCK = join(ROOT, "node_modules", ".building");

/** Builds the command unless it is newer than everything it is made of. `npm test` has built it already. */
export async function buildIfStale(): Promise<void> {
  while (!takeLock()) await setTimeout(100);
  try {
    const built = existsSync(COMMAND) ? statSync(COMMAND).mtimeMs : 0;
    if (SOURCES.every((each) => newest(join(ROOT, each)) <= built)) return;
    const { status, stderr } = spawnSync(process.execPath, [join(ROOT, "build.mjs")], { encoding: "utf8" });
    if (status !== 0) throw new Error(`The command cannot be built:\n${stderr}`);
  } finally {
    rmdirSync(LOCK);
  }
}

/** Whether the lock is ours now. One that is older than any build was left by a run that was interrupted. */
function takeLock(): boolean {
  const held = statSync(LOCK, { throwIfNoEntry: false });
  if (held !== undefined && Date.now() - held.mtimeMs > 300_000) rmdirSync(LOCK);
  try {
    mkdirSync(LOCK);
    return true;
  } catch {
    return false;
  }
}

function newest(path: string): number {
  const stat = statSync(path);
  if (!stat.isDirectory()) return stat.mtimeMs;
  // Rule pages are read where they stand, not bundled.
  const names = readdirSync(path).filter((name) => !name.endsWith(".md"));
  return Math.max(...names.map((name) => newest(join(path, name))));
}

export interface ProcessOptions {
  readonly cwd: string;
  readonly input?: string | Buffer;
  readonly env?: { readonly [name: string]: string };
  /** Options for Node itself. */
  readonly node?: readonly string[];
}

/** Runs the command to its end. Colour variables of the terminal that runs the tests are not handed down. */
export function panlint(args: readonly string[], options: ProcessOptions): Outcome {
  const { NO_COLOR: _, FORCE_COLOR: __, ...env } = process.env;
  const settings: SpawnSyncOptions = {
    cwd: options.cwd,
    env: { ...env, ...options.env },
    input: options.input ?? "",
    maxBuffer: 1 << 28,
    timeout: 110_000,
  };
  const { status, stdout, stderr } = spawnSync(process.execPath, [...(options.node ?? []), COMMAND, ...args], settings);
  return { code: status, stdout: stdout.toString(), stderr: stderr.toString() };
}
