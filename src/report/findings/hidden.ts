import type { Hidden, Report, ReportedFinding } from "../../lint/report.ts";

/** What hides a finding, for a reader: `by the suppression in panlint.yaml:12: The proxy team counts by start`. */
export function hiddenWords(because: Hidden): string {
  switch (because.kind) {
    case "baseline":
      return `by the baseline ${because.file}`;
    case "unchanged":
      return `because ${because.since} has it, too`;
    case "exemption":
      return `${EXEMPTED_BY[because.by](because.what)}${because.reason === undefined ? "" : `: ${because.reason}`}`;
    case "suppression": {
      const { config, reason, owner, ticket, expires } = because.suppression;
      const more = [owner, ticket, expires && `until ${expires}`].filter((each) => each !== undefined);
      const details = more.length === 0 ? "" : ` (${more.join(", ")})`;
      return `by the suppression in ${config.path}:${config.line}: ${reason}${details}`;
    }
  }
}

const EXEMPTED_BY = {
  tag: (what) => `by the tag "${what}"`,
  name: (what) => `by its name, which the option exceptRules has as "${what}"`,
  marker: () => "by lint-ignore in its description",
} as const satisfies { readonly [by: string]: (what: string) => string };

/** The same for programs. */
export function hiddenJson(because: Hidden): object {
  switch (because.kind) {
    case "baseline":
      return { kind: "baseline", file: because.file };
    case "unchanged":
      return { kind: "unchanged", since: because.since };
    case "exemption":
      return { kind: because.by, name: because.what, reason: because.reason ?? null };
    case "suppression": {
      const { where, reason, owner, ticket, expires, config } = because.suppression;
      const details = { owner: owner ?? null, ticket: ticket ?? null, expires: expires ?? null };
      return { kind: "suppression", reason, ...details, where, file: config.path, line: config.line };
    }
  }
}

/** Live and hidden findings in the order of their places, and what hides those that are hidden. */
export function withHidden({ findings, hidden }: Report): {
  readonly findings: readonly ReportedFinding[];
  readonly because: ReadonlyMap<ReportedFinding, Hidden>;
} {
  const because = new Map(hidden.map((each) => [each.finding, each.because]));
  return { findings: [...findings, ...because.keys()].sort(byPlace), because };
}

function byPlace(a: ReportedFinding, b: ReportedFinding): number {
  if (a.file !== b.file) return a.file < b.file ? -1 : 1;
  return a.region.line - b.region.line || a.region.column - b.region.column;
}
