/** The public Node API: everything here keeps its promises within a major version. */
export { InputError, UserError } from "./error.ts";
export { lintFile } from "./lint/lint-file.ts";
export type { ActiveRule, LintOptions } from "./lint/options.ts";
export type { FileReport, FileResult, Report, ReportedError, ReportedFinding } from "./lint/report.ts";
export { Config } from "./panos/config.ts";
export { openDocument, type PanosDocument } from "./panos/document/document.ts";
export * from "./rule.ts";
export { decode } from "./source/decode.ts";
export { Source, type SourceDetails } from "./source/source.ts";
export { scan } from "./xml/scanner.ts";
export { type PlainElement, toObject } from "./xml/to-object.ts";
