import { InputError } from "../error.ts";
import type { Config } from "../panos/config.ts";
import type { Source } from "../source/source.ts";
import type { ReportedError } from "./report.ts";

/** An input error with its place in the file. */
export function errorIn(source: Source, error: InputError): ReportedError {
  const position = error.offset === undefined ? undefined : source.positionAt(error.offset);
  return {
    file: source.name,
    uri: source.uri,
    line: position?.line,
    column: position?.column,
    message: error.message,
    hint: error.hint,
  };
}

/** What could not be read in a file, with its place. What the model was not asked for, it has not noticed. */
export function problemsIn(source: Source, config: Config): readonly ReportedError[] {
  return config.file.problems.all.map(({ element, message, hint }) =>
    errorIn(source, new InputError(message, { offset: element.span.start, hint })),
  );
}

/** The error of an input whose bytes could not be read or decoded. */
export function unreadable(file: string, uri: string, { message, hint }: InputError): ReportedError {
  return { file, uri, line: undefined, column: undefined, message, hint };
}
