import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { UsageError } from "../error.ts";
import { nearest } from "../nearest.ts";
import { FORMATS, type Format } from "../report/index.ts";
import type { Input } from "../source/inputs.ts";
import { checkWritable } from "./streams.ts";

/** A report that is wanted. */
export interface Target {
  readonly format: Format | "set-script";
  /** The absolute path of the file; undefined for standard output. */
  readonly file: string | undefined;
}

export interface ReportArguments {
  readonly format: Format | undefined;
  readonly output: string | undefined;
  /** Each `format` or `format=file`. */
  readonly report: readonly string[];
  /** The file for the commands. */
  readonly setScript: string | undefined;
}

/**
 * The reports that the arguments ask for. Throws UsageError for what can be seen to be wrong before anything is read:
 * an unknown format, two reports in one place, a file that cannot be written or that is an input.
 */
export function reportTargets(args: ReportArguments, cwd: string, inputs: readonly Input[]): readonly Target[] {
  const fileOf = (path: string | undefined): string | undefined =>
    path === undefined ? undefined : resolve(cwd, path);
  const reports = wanted(args).map(({ format, path }) => ({ format, file: fileOf(path) }));
  if (args.setScript === undefined) return checked(reports, inputs);
  if (args.setScript === "-" || args.setScript === "") {
    throw new UsageError("--set-script wants a file.", { hint: "Somebody has to review it before it is pasted." });
  }
  return checked([...reports, { format: "set-script", file: fileOf(args.setScript) }], inputs);
}

function wanted({ format, output, report }: ReportArguments): readonly { format: Format; path: string | undefined }[] {
  if (report.length === 0) return [{ format: format ?? "text", path: output }];
  if (format !== undefined || output !== undefined) {
    throw new UsageError(`--report does not go together with --${format === undefined ? "output" : "format"}.`, {
      hint: "Give one --report for each report: --report text --report sarif=panlint.sarif.",
    });
  }
  return report.map((each) => {
    const { name, path } = partsOf(each);
    return { format: formatCalled(name), path };
  });
}

function partsOf(text: string): { readonly name: string; readonly path: string | undefined } {
  const at = text.indexOf("=");
  if (at < 0) return { name: text, path: undefined };
  const path = text.slice(at + 1);
  if (path === "" || path === "-") {
    throw new UsageError(`--report ${text} names no file.`, {
      hint: `For standard output leave out the equals sign: --report ${text.slice(0, at)}.`,
    });
  }
  return { name: text.slice(0, at), path };
}

function formatCalled(name: string): Format {
  // The keys of FORMATS, which Object.keys widens to string.
  const names = Object.keys(FORMATS) as Format[];
  const found = names.find((each) => each === name);
  if (found !== undefined) return found;
  const near = nearest(name, new Set(names));
  throw new UsageError(`There is no report format "${name}".`, {
    hint: near === undefined ? `There are ${names.join(", ")}.` : `Did you mean "${near}"?`,
  });
}

function checked(targets: readonly Target[], inputs: readonly Input[]): readonly Target[] {
  const read = new Set(inputs.map(({ path }) => placeOf(path)));
  const taken = new Set<string | undefined>();
  for (const { file } of targets) {
    const place = file === undefined ? undefined : placeOf(file);
    if (taken.has(place)) {
      throw new UsageError(`Two reports go to ${file ?? "standard output"}.`, {
        hint: file === undefined ? "Give all but one a file: --report sarif=panlint.sarif." : "Name another file.",
      });
    }
    taken.add(place);
    if (file === undefined || place === undefined) continue;
    if (read.has(place)) {
      throw new UsageError(`The report would replace ${file}, which is to be checked.`, { hint: "Name another file." });
    }
    checkWritable(file);
  }
  return targets;
}

/** The file that a path leads to, whatever links are on the way. */
function placeOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    // It does not exist yet.
    return path;
  }
}
