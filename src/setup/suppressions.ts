import { UsageError } from "../error.ts";

/** Findings that the configuration file hides, by where they are, with the reason. */
export interface Suppression {
  /** Lint rule ids. */
  readonly rules: readonly string[];
  readonly where: SuppressedPlace;
  readonly reason: string;
  readonly owner: string | undefined;
  readonly ticket: string | undefined;
  /** The last day on which it holds, `YYYY-MM-DD`. */
  readonly expires: string | undefined;
  /** Where it is written; the path as shown to the user. */
  readonly config: ConfigPlace & { readonly path: string };
}

/** What a finding must be about; what is not given restricts nothing. All texts are patterns with `*` and `?`. */
export interface SuppressedPlace {
  readonly "device-group"?: string;
  readonly vsys?: string;
  readonly template?: string;
  readonly rulebase?: "pre" | "local" | "post" | "default";
  /** The policy rule's name. */
  readonly "policy-rule"?: string;
  /** One of the policy rule's tags. */
  readonly tag?: string;
  /** The file, by its path or the end of it. */
  readonly file?: string;
  /** The logical path, as reports show it. */
  readonly path?: string;
}

/** A suppression as it is written. */
export type RawSuppression = SuppressedPlace & {
  readonly rule: string | readonly string[];
  readonly reason: string;
  readonly owner?: string;
  readonly ticket?: string;
  readonly expires?: string;
};

/** Where something stands in a configuration file, and the text of that line. */
export interface ConfigPlace {
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

/**
 * The suppressions of a configuration file; `places` are where they stand in it, `firm` the rules whose findings nothing
 * may hide. Throws UsageError for a day that no calendar has, and for a rule that may not be suppressed.
 */
export function suppressionsOf(
  raw: readonly RawSuppression[],
  places: readonly ConfigPlace[],
  { path, firm }: { readonly path: string; readonly firm: ReadonlySet<string> },
): readonly Suppression[] {
  return raw.map(({ rule, reason, owner, ticket, expires, ...where }, at) => {
    const place = places[at] ?? { line: 1, column: 1, text: "" };
    const { line, column } = place;
    const rules = [rule].flat();
    const wrong = rules.find((id) => firm.has(id));
    if (wrong !== undefined) {
      throw new UsageError(`${path}:${line}:${column}: "${wrong}" may not be suppressed.`, {
        hint: "Under rules it has suppressible: false.",
      });
    }
    if (expires !== undefined && !isDay(expires)) {
      throw new UsageError(`${path}:${line}:${column}: There is no day ${expires}.`, {
        hint: "Write it as YYYY-MM-DD.",
      });
    }
    return { rules, where, reason, owner, ticket, expires, config: { path, ...place } };
  });
}

function isDay(text: string): boolean {
  const time = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(time.getTime()) && time.toISOString().startsWith(text);
}
