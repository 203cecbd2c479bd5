/**
 * The public Node API: what a program needs to lint a file, and what the author of a rule needs. Everything else is
 * internal and may change in any version.
 */

// For programs: bytes become a Source, and lintFile gives what the rules found in it.
export { InputError, UserError } from "./error.ts";
export { type ActiveRule, type FileResult, type LintOptions, lintFile } from "./lint/lint-file.ts";
export type { FileReport, ReportedError, ReportedFinding } from "./lint/report.ts";
// For authors of rules.
export {
  type Category,
  type CheckContext,
  defineRule,
  type Finding,
  type OptionSchemas,
  type Precision,
  type Reference,
  type RelatedPlace,
  type Rule,
  type RuleDefinition,
  type Severity,
} from "./rule.ts";
export { decode } from "./source/decode.ts";
export { Source, type SourceDetails } from "./source/source.ts";
// The subtree of an element as a plain object, for what the model does not know.
export { type PlainElement, toObject } from "./xml/to-object.ts";
