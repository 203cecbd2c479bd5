import { GROUPINGS } from "../report/findings/groupings.ts";
import { FORMATS, type Format } from "../report/index.ts";
import type { Threshold } from "./threshold.ts";

const THRESHOLDS = ["error", "warning", "note", "never"] as const satisfies readonly Threshold[];
// The keys of FORMATS, which Object.keys widens to string.
const FORMAT_NAMES = Object.keys(FORMATS) as Format[];

/** Options that several commands have. */
export const OUTPUT = { type: "string", requiresArg: true, describe: "write the report to this file" } as const;
export const CONFIG = {
  type: "string",
  requiresArg: true,
  describe: "use this configuration file; --no-config for none",
} as const;
export const ESTATE = {
  type: "boolean",
  describe: "read a Panorama, its firewalls and pushed policy of this run as one estate",
} as const;

export const ROOT = {
  type: "string",
  requiresArg: true,
  describe: "name files from this folder, so that its own name does not count; default: the Git root",
} as const;

const SEVERAL = { type: "string", array: true, requiresArg: true } as const;

/** The options of linting, in the order of the help. */
export const LINT_OPTIONS = {
  format: { choices: FORMAT_NAMES, describe: "how to report; text by default" },
  output: OUTPUT,
  report: {
    ...SEVERAL,
    default: [] as string[],
    describe: "format=file, or format for standard output; again for each further report",
  },
  "set-script": {
    type: "string",
    requiresArg: true,
    describe: "write the commands of all findings to this file, for review",
  },
  "group-by": {
    choices: GROUPINGS,
    default: "file",
    describe: "what the text report puts together",
  },
  "fail-on": { choices: THRESHOLDS, default: "warning", describe: "exit with 1 from this severity on" },
  config: CONFIG,
  rule: { ...SEVERAL, default: [] as string[], describe: "id=severity, or id=off" },
  estate: ESTATE,
  "exit-zero": { type: "boolean", default: false, describe: "findings do not make it exit with 1" },
  "stdin-filename": { type: "string", requiresArg: true, describe: "the file that standard input stands for" },
  baseline: {
    type: "string",
    requiresArg: true,
    describe: "report nothing that this file knows; --no-baseline for all",
  },
  root: ROOT,
  "new-from": { type: "string", requiresArg: true, describe: "report only what is new since this Git revision" },
  "compare-to": {
    type: "string",
    requiresArg: true,
    describe: "report only what this older version of the input has not",
  },
  suppressions: {
    type: "boolean",
    default: true,
    describe: "--no-suppressions shows what suppressions, tags and markers hide",
  },
  "show-hidden": {
    type: "boolean",
    default: false,
    describe: "show what is hidden, too, and by what; in text, json and sarif",
  },
  timing: { type: "boolean", default: false, describe: "tell on standard error what each rule took" },
  quiet: { type: "boolean", default: false, describe: "findings only, no summary" },
  "allow-empty": { type: "boolean", default: false, describe: "exit with 0 when there is nothing to check" },
} as const;
