import type { Product, Shape } from "../panos/document/document.ts";
import type { Posture } from "../panos/posture/posture-types.ts";
import type { Rule, Severity } from "../rule.ts";
import type { Suppression } from "../setup/suppressions.ts";

/** What one run found, complete and in its final order. Reporters turn it into text and nothing else. */
export interface Report {
  readonly files: readonly FileReport[];
  readonly findings: readonly ReportedFinding[];
  /** What was found and is not reported, in the same order; only those who ask are shown it. */
  readonly hidden: readonly HiddenFinding[];
  readonly errors: readonly ReportedError[];
  /** The rule of each entry of a baseline that nothing answers to any more; undefined when there is no baseline. */
  readonly mended?: readonly string[] | undefined;
  /** Lint rules that failed: what they would have found is not in the report. */
  readonly crashes: readonly Crash[];
  /** Every rule that was on, in the order of `rules/index.ts`, with the severity it reports by default. */
  readonly rules: readonly { readonly rule: Rule; readonly severity: Severity }[];
  readonly summary: Summary;
  /** Sentences on the inputs as a whole, such as what was left out of an archive, in the order of the inputs. */
  readonly remarks: readonly string[];
}

/** All that one file gave. `file` is undefined when it could not be understood. */
export interface FileResult {
  readonly file: FileReport | undefined;
  readonly findings: readonly ReportedFinding[];
  readonly hidden: readonly HiddenFinding[];
  readonly errors: readonly ReportedError[];
  readonly crashes: readonly Crash[];
}

/** A lint rule that failed on one file: our fault. */
export interface Crash {
  readonly rule: string;
  /** Logical path of the policy rule it died on, where that is known. */
  readonly policyRule: string | undefined;
  readonly file: string;
  readonly error: Error;
}

/** One input that was read and understood. */
export interface FileReport {
  readonly path: string;
  /** Path from the project's root. */
  readonly uri: string;
  /** How its policy logs; undefined when no reporter shows it. */
  readonly posture: Posture | undefined;
  readonly product: Product;
  readonly panosVersion: string | undefined;
  readonly shape: Shape;
  /** Why the file shows only a part of what runs; undefined when it can be taken for the whole. */
  readonly partial: string | undefined;
  /** What was done to the bytes, such as a conversion from UTF-16, and how they were understood. */
  readonly notes: readonly string[];
  readonly securityRules: RuleCounts;
  readonly virtualSystems: number;
  readonly deviceGroups: number;
}

interface RuleCounts {
  readonly total: number;
  readonly disabled: number;
  readonly pre: number;
  readonly local: number;
  readonly post: number;
}

/** A stretch of one line, 1-based, UTF-16 columns, `endColumn` after the last character. */
export interface Region {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** The line around a region, cut where it is long, secrets masked; `start` and `end` are where the region is in it. */
export interface Excerpt {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

export interface ReportedPlace {
  /** As in a finding; another file than the finding's where files of the run belong together. */
  readonly file: string;
  readonly uri: string;
  readonly region: Region;
  readonly message: string;
}

export interface ReportedFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** What to do, one sentence. */
  readonly help: string | undefined;
  /** The commands to type in configure mode, in order. */
  readonly commands: readonly string[];
  /** Path as shown to the user. */
  readonly file: string;
  /** Path from the project's root, with forward slashes. */
  readonly uri: string;
  readonly region: Region;
  /** Undefined when the run was told that no reporter shows it. */
  readonly excerpt: Excerpt | undefined;
  /** Logical path of what the finding is about. */
  readonly path: string;
  /** The setting or element that is wrong, such as `log-end`; it may be absent, and the region that of its owner. */
  readonly setting: string;
  /** The same for the same mistake in the same place of the policy, wherever it stands in the file. */
  readonly identity: string;
  readonly policyRule: ReportedPolicyRule | undefined;
  readonly related: readonly ReportedPlace[];
  /** The suppression that hid it until its last day. */
  readonly lapsed?: Suppression | undefined;
  /** Findings of the same cause that are told as related places of this one. */
  readonly absorbed?: readonly ReportedFinding[];
}

export interface ReportedPolicyRule {
  readonly kind: string;
  readonly name: string;
  readonly uuid: string | undefined;
  readonly rulebase: string;
  /** Logical path of the scope. */
  readonly scope: string;
  /** The device group, or `shared`, from which Panorama pushed it into the file; undefined where it can be edited. */
  readonly owner: string | undefined;
  /** The policy rule for a reader: `device group "DMZ" › pre-rulebase › security rule "allow-web" (#12)`. */
  readonly title: string;
}

/** An input, or a part of one, that could not be read or understood. */
export interface ReportedError {
  readonly file: string;
  readonly uri: string;
  readonly line: number | undefined;
  readonly column: number | undefined;
  readonly message: string;
  readonly hint: string | undefined;
}

/** Live findings by severity, and hidden ones by what hides them. */
export interface Summary {
  readonly error: number;
  readonly warning: number;
  readonly note: number;
  /** By a tag, a marker or an option, and by a suppression of the configuration. */
  readonly suppressed: number;
  /** By a baseline. */
  readonly baselined: number;
  /** Because an older version of the file has them too. */
  readonly unchanged: number;
}

/** Why a finding is not reported. */
export type Hidden =
  /** The policy rule's tag, name or description exempts it. `what` is the tag, the pattern or the marker. */
  | {
      readonly kind: "exemption";
      readonly by: "tag" | "name" | "marker";
      readonly what: string;
      readonly reason: string | undefined;
    }
  | { readonly kind: "suppression"; readonly suppression: Suppression }
  | { readonly kind: "baseline"; readonly file: string }
  /** `since` is the Git revision or the file that was compared with. */
  | { readonly kind: "unchanged"; readonly since: string };

export interface HiddenFinding {
  readonly finding: ReportedFinding;
  readonly because: Hidden;
}
