import type { CoverageReporter } from "./coverage/reporter.ts";
import type { DiffReporter } from "./diff/reporter.ts";
import type { Reporter } from "./findings/reporter.ts";

/** The output formats. Each is loaded only when it is asked for. */
export const FORMATS = {
  text: async () => (await import("./findings/text.ts")).text,
  json: async () => (await import("./findings/json.ts")).json,
  sarif: async () => (await import("./findings/sarif.ts")).sarif,
  github: async () => (await import("./findings/github.ts")).github,
  gitlab: async () => (await import("./findings/gitlab.ts")).gitlab,
  junit: async () => (await import("./findings/junit.ts")).junit,
  rdjson: async () => (await import("./findings/rdjson.ts")).rdjson,
  markdown: async () => (await import("./findings/markdown.ts")).markdown,
  csv: async () => (await import("./findings/csv.ts")).csv,
  html: async () => (await import("./findings/html.ts")).html,
} as const satisfies Record<string, () => Promise<Reporter>>;

export type Format = keyof typeof FORMATS;

/** Not a report: what to type, for `--set-script`. */
export const SET_SCRIPT = async (): Promise<Reporter> => (await import("./findings/set-script.ts")).setScript;

/** The same for `panlint coverage`. */
export const COVERAGE_FORMATS = {
  text: async () => (await import("./coverage/text.ts")).coverageText,
  json: async () => (await import("./coverage/json.ts")).coverageJson,
  csv: async () => (await import("./coverage/csv.ts")).coverageCsv,
  markdown: async () => (await import("./coverage/markdown.ts")).coverageMarkdown,
} as const satisfies Record<string, () => Promise<CoverageReporter>>;

export type CoverageFormat = keyof typeof COVERAGE_FORMATS;

/** The same for `panlint diff`. */
export const DIFF_FORMATS = {
  text: async () => (await import("./diff/text.ts")).diffText,
  json: async () => (await import("./diff/json.ts")).diffJson,
  markdown: async () => (await import("./diff/markdown.ts")).diffMarkdown,
} as const satisfies Record<string, () => Promise<DiffReporter>>;

export type DiffFormat = keyof typeof DIFF_FORMATS;
