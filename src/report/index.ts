import type { Reporter } from "./reporter.ts";

/** The output formats. Each is loaded only when it is asked for. */
export const FORMATS = {
  text: async () => (await import("./text.ts")).text,
  json: async () => (await import("./json.ts")).json,
  sarif: async () => (await import("./sarif.ts")).sarif,
} as const satisfies Record<string, () => Promise<Reporter>>;

export type Format = keyof typeof FORMATS;
