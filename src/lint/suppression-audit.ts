import type { Suppression } from "../setup/suppressions.ts";
import type { HiddenFinding } from "./report.ts";
import { isExpired } from "./suppress.ts";

/** What hides findings, for somebody who has to answer for it. */
export interface AuditRow {
  readonly kind: "suppression" | "tag" | "name" | "marker";
  /** Lint rules. */
  readonly rules: readonly string[];
  /** What is hidden: a place of the configuration's suppression, or the policy rule. */
  readonly place: string;
  readonly reason: string | undefined;
  readonly owner: string | undefined;
  readonly ticket: string | undefined;
  readonly expires: string | undefined;
  /** How many findings of the run it hides. */
  readonly hides: number;
  readonly state: SuppressionState;
  /** Where it is written: `panlint.yaml:12`, or the file of the policy rule. */
  readonly source: string;
}

type SuppressionState = "in use" | "unused" | "expires soon" | "expired";

/** Within how many days a suppression is said to expire soon. */
const SOON = 30;

/** All suppressions of the configuration, and the exemptions that hide something. `now` is the time of the run. */
export function auditOf(
  suppressions: readonly Suppression[],
  hidden: readonly HiddenFinding[],
  now: Date,
): readonly AuditRow[] {
  const written = suppressions.map((suppression): AuditRow => {
    const { rules, reason, owner, ticket, expires, config } = suppression;
    const hides = hidden.filter(
      ({ because }) => because.kind === "suppression" && because.suppression === suppression,
    ).length;
    const state = stateOf(suppression, hides, now);
    const source = `${config.path}:${config.line}`;
    return {
      kind: "suppression",
      rules,
      place: placeOf(suppression),
      reason,
      owner,
      ticket,
      expires,
      hides,
      state,
      source,
    };
  });
  return [...written, ...exemptions(hidden)];
}

function stateOf(suppression: Suppression, hides: number, now: Date): SuppressionState {
  if (isExpired(suppression, dayOf(now))) return "expired";
  if (hides === 0) return "unused";
  const soon = new Date(now.getTime() + SOON * 24 * 60 * 60 * 1000);
  return isExpired(suppression, dayOf(soon)) ? "expires soon" : "in use";
}

function dayOf(time: Date): string {
  return time.toISOString().slice(0, 10);
}

/** `device-group DMZ, policy-rule legacy-*`; everywhere when nothing restricts it. */
export function placeOf({ where }: Suppression): string {
  const parts = Object.entries(where).map(([name, value]) => `${name} ${value}`);
  return parts.length === 0 ? "everywhere" : parts.join(", ");
}

/** Tags, name patterns and markers: one row for each lint rule and policy rule. */
function exemptions(hidden: readonly HiddenFinding[]): readonly AuditRow[] {
  const rows = new Map<string, AuditRow>();
  for (const { finding, because } of hidden) {
    if (because.kind !== "exemption") continue;
    const place = finding.path;
    const key = JSON.stringify([because.by, because.what, finding.rule, finding.file, place]);
    const known = rows.get(key);
    rows.set(key, {
      kind: because.by,
      rules: [finding.rule],
      place: because.by === "marker" ? place : `${place} (${because.by} ${because.what})`,
      reason: because.reason,
      owner: undefined,
      ticket: undefined,
      expires: undefined,
      hides: (known?.hides ?? 0) + 1,
      state: "in use",
      source: finding.file,
    });
  }
  return [...rows.values()];
}
