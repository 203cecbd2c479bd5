#!/usr/bin/env node
import { createHash } from "node:crypto";
import { readdirSync, readFileSync, realpathSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { Build, type Planted } from "./synthetic/build.ts";
import { writeFirewall } from "./synthetic/firewall.ts";
import { writePanorama } from "./synthetic/panorama.ts";
import { Random } from "./synthetic/random.ts";
import { XmlWriter } from "./synthetic/xml-writer.ts";

const USAGE = `Usage: npx tsx test/bench/generate.ts --type firewall|panorama --rules N --out FILE [--seed N]

Writes a made-up PAN-OS running config with N security rules, about 2 KB for each, and prints as JSON what is in it:
the number of security rules with each planted flaw. The same arguments give the same bytes.`;

/** The kinds of configs. */
export type Kind = "firewall" | "panorama";

/** What to generate. */
export interface Wanted {
  readonly type: Kind;
  /** Security rules in the whole file, `FEWEST_RULES` or more; about 2 KB of file for each. */
  readonly rules: number;
  /** The file to write. */
  readonly out: string;
  readonly seed?: number | undefined;
}

/** What a generated config holds. */
export interface Truth extends Planted {
  readonly type: Kind;
  readonly rules: number;
  readonly seed: number;
  readonly bytes: number;
}

const WRITERS: Readonly<Record<Kind, (build: Build, rules: number) => void>> = {
  firewall: writeFirewall,
  panorama: writePanorama,
};
const DEFAULT_SEED = 1;
/** Fewer would leave a device group or a virtual system without any. */
export const FEWEST_RULES = 20;

/** Writes a made-up PAN-OS config and says what is in it. The same arguments give the same bytes. */
export function generateConfig({ type, rules, out, seed = DEFAULT_SEED }: Wanted): Truth {
  const xml = new XmlWriter(out);
  const build = new Build(xml, new Random(seed));
  try {
    xml.block(`<?xml version="1.0"?>`);
    const attributes = `version="10.2.0" urldb="paloaltonetworks" detail-version="10.2.9"`;
    xml.element("config", attributes, () => WRITERS[type](build, rules));
  } finally {
    xml.finish();
  }
  return { type, rules, seed, bytes: xml.bytes, ...build.truth() };
}

/** Changes when the generator does, so that files of an older one are not taken for new. */
export function generatorStamp(): string {
  const folder = new URL("./synthetic/", import.meta.url);
  const files = readdirSync(folder).sort();
  const hash = createHash("sha256").update(readFileSync(new URL(import.meta.url)));
  for (const name of files) hash.update(name).update(readFileSync(new URL(name, folder)));
  return hash.digest("hex").slice(0, 16);
}

function readArguments(): Wanted | undefined {
  const { values } = parseArgs({
    options: {
      type: { type: "string" },
      rules: { type: "string" },
      out: { type: "string" },
      seed: { type: "string", default: String(DEFAULT_SEED) },
      help: { type: "boolean", short: "h" },
    },
  });
  const { type, out, help } = values;
  const [rules, seed] = [Number(values.rules), Number(values.seed)];
  if (help) return undefined;
  if (type !== "firewall" && type !== "panorama") throw new Error("--type must be firewall or panorama.");
  if (!Number.isSafeInteger(rules) || rules < FEWEST_RULES) throw new Error(`--rules must be ${FEWEST_RULES} or more.`);
  if (!Number.isSafeInteger(seed)) throw new Error("--seed must be a whole number.");
  if (!out) throw new Error("--out must name the file to write.");
  return { type, rules, out, seed };
}

function main() {
  try {
    const wanted = readArguments();
    console.log(wanted === undefined ? USAGE : JSON.stringify(generateConfig(wanted), undefined, 2));
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : error} Try --help.`);
    process.exitCode = 2;
  }
}

// Imported, this file only offers its functions.
const script = process.argv[1];
if (script !== undefined && realpathSync(script) === fileURLToPath(import.meta.url)) main();
