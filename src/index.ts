/**
 * The public Node API: what a program needs to lint a file, and what the author of a rule needs. Everything else is
 * internal and may change in any version.
 */

// For programs: bytes become a Source, and lintFile gives what the rules found in it.
export { InputError, UserError } from "./error.ts";
export { lintFile } from "./lint/lint-file.ts";
export type { ActiveRule, LintOptions } from "./lint/options.ts";
export type { FileReport, FileResult, Report, ReportedError, ReportedFinding } from "./lint/report.ts";
export { Config } from "./panos/config.ts";
export { openDocument, type PanosDocument } from "./panos/document/document.ts";
export * from "./rule.ts";
export { decode } from "./source/decode.ts";
export { Source, type SourceDetails } from "./source/source.ts";
// The subtree of an element as a plain object, for what the model does not know.
export { type PlainElement, toObject } from "./xml/to-object.ts";
