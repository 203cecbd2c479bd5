/** The made-up configs that the bench times on, kept in .bench/ from one run to the next. */
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { generateConfig, generatorStamp, type Kind } from "./generate.ts";

export const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const FOLDER = join(ROOT, ".bench");
const SEED = 1;

/** What most users have: a preset, and a word on some rules. */
const CONFIGURED = "extends: recommended\nrules:\n  log-start-and-end: error\n  chatty-service-logged: off\n";

/** A config to time on. */
export interface TimedConfig {
  /** From the project's folder. */
  readonly path: string;
  /** How many security rules it has. */
  readonly rules: number;
  /** In bytes. */
  readonly fileSize: number;
}

/** The panlint.yaml that some commands are timed with. */
export function preparePanlintYaml(): string {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, "panlint.yaml");
  writeFileSync(file, CONFIGURED);
  return file;
}

/** The config of this size: the one in .bench/ if the same generator wrote it, else a new one. */
export function prepareConfig(type: Kind, rules: number): TimedConfig {
  mkdirSync(FOLDER, { recursive: true });
  const file = join(FOLDER, `${type}-${rules}.xml`);
  const noteFile = `${file}.json`;
  const stamp = JSON.stringify({ type, rules, seed: SEED, generator: generatorStamp() });
  if (!isFresh(file, noteFile, stamp)) {
    progress(`generating ${relative(ROOT, file)}`);
    const { bytes } = generateConfig({ type, rules, out: file, seed: SEED });
    writeFileSync(noteFile, JSON.stringify({ stamp, bytes }));
  }
  return { path: relative(ROOT, file), rules, fileSize: statSync(file).size };
}

function isFresh(file: string, noteFile: string, stamp: string): boolean {
  if (!existsSync(file) || !existsSync(noteFile)) return false;
  const note = JSON.parse(readFileSync(noteFile, "utf8"));
  // The size shows an interrupted generation, which leaves the older note beside a shorter file.
  return note.stamp === stamp && note.bytes === statSync(file).size;
}

/** Says on stderr what is happening. */
export function progress(sentence: string): void {
  process.stderr.write(`bench: ${sentence}\n`);
}
