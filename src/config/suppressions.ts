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
  /** Where it is written. */
  readonly config: { readonly path: string; readonly line: number; readonly column: number };
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

/** The suppressions of a configuration file; `places` are where they stand in it. */
export function suppressionsOf(
  raw: readonly RawSuppression[],
  places: readonly { readonly line: number; readonly column: number }[],
  path: string,
): readonly Suppression[] {
  return raw.map(({ rule, reason, owner, ticket, expires, ...where }, at) => ({
    rules: [rule].flat(),
    where,
    reason,
    owner,
    ticket,
    expires,
    config: { path, line: places[at]?.line ?? 1, column: places[at]?.column ?? 1 },
  }));
}
