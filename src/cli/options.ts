/** Options and positionals that several commands have, and short ways to write others. */

export const PATHS = {
  paths: { type: "string", array: true, default: [], describe: "default: the working directory" },
} as const;

export const OUTPUT = text("write the report to this file");
export const CONFIG = text("use this configuration file; --no-config for none");
export const ROOT = text("name files from this folder, so that its own name does not count; default: the Git root");
export const ESTATE = {
  type: "boolean",
  describe: "read a Panorama, its firewalls and pushed policy of this run as one estate",
} as const;

/** An option with a value of any kind. */
export function text(describe: string) {
  return { type: "string", requiresArg: true, describe } as const;
}

/** An option that may be given several times. */
export function texts(describe: string) {
  return { type: "string", array: true, requiresArg: true, default: [], describe } as const;
}

/** An option that is off unless it is given. */
export function flag(describe: string) {
  return { type: "boolean", default: false, describe } as const;
}

/** The format of what is printed. */
export function format<const C extends readonly string[]>(choices: C, describe: string) {
  return { choices, default: "text", describe } as const;
}

/** The keys of a table, with their type. */
export function namesIn<T extends object>(table: T): readonly (keyof T & string)[] {
  // Object.keys widens them to string.
  return Object.keys(table) as (keyof T & string)[];
}
