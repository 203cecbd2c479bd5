import type { FileReport, Report } from "../../lint/report.ts";
import { plural } from "../../words.ts";
import { isMendable } from "./placeholders.ts";
import type { ReportContext } from "./reporter.ts";

/** What was read and what was found, in a few lines: a reader must see that the right thing was checked. */
export function summaryLines(report: Report, context: Pick<ReportContext, "counted">): readonly string[] {
  const { files, errors } = report;
  const unread = new Set(errors.map((error) => error.file)).size;
  const problem = unread > 0 ? [`${plural(unread, "file")} could not be read or understood completely.`] : [];
  // "Nothing found" would sound like good news.
  if (files.length === 0) return [...report.remarks, ...problem];
  return [
    `Read ${plural(files.length, "file")} (${products(files)}): ${policyRules(files)}.`,
    ...files.flatMap(remarksOf),
    ...report.remarks,
    ...problem,
    counts(report),
    ...totals(report, context),
  ];
}

function counts({ summary, files }: Report): string {
  const { error, warning, note, suppressed, baselined, unchanged } = summary;
  const found = [plural(error, "error"), plural(warning, "warning"), plural(note, "note")];
  const what = error + warning + note === 0 ? nothingFound(files) : `Found ${found.join(", ")}`;
  const hidden = [
    ...(suppressed > 0 ? [`${suppressed} suppressed`] : []),
    ...(baselined > 0 ? [`${baselined} in the baseline`] : []),
    ...(unchanged > 0 ? [`${unchanged} unchanged`] : []),
  ];
  return `${what}${hidden.length > 0 ? ` (${hidden.join(", ")})` : ""}.`;
}

/** Where there are no policy rules, that nothing was found is no good news. */
function nothingFound(files: readonly FileReport[]): string {
  const judged = files.some(({ securityRules }) => securityRules.total > 0);
  return judged ? "Nothing found" : "Nothing found, but there is no policy to judge";
}

/** What can be done about the findings, where there is something to say. */
function totals({ findings }: Report, { counted }: Pick<ReportContext, "counted">): readonly string[] {
  const mendable = findings.filter(isMendable).length;
  const below = findings.filter(({ severity }) => !counted.includes(severity)).length;
  const parts = [
    ...(mendable > 0 ? [`${mendable} can be fixed with the commands given`] : []),
    ...(below > 0 ? [`${plural(below, "is", "are")} below the threshold of --fail-on`] : []),
  ];
  return parts.length === 0 ? [] : [`${parts.join(", ")}.`];
}

function products(files: readonly FileReport[]): string {
  const count = (product: string): number => files.filter((file) => file.product === product).length;
  const scopes = (of: (file: FileReport) => number): number => files.reduce((sum, file) => sum + of(file), 0);
  const parts = [
    count("firewall") > 0 ? plural(count("firewall"), "firewall") : "",
    count("panorama") > 0 ? `${count("panorama")} Panorama` : "",
    scopes((file) => file.virtualSystems) > 0 ? `${scopes((file) => file.virtualSystems)} vsys` : "",
    scopes((file) => file.deviceGroups) > 0
      ? plural(
          scopes((file) => file.deviceGroups),
          "device group",
        )
      : "",
  ];
  return parts.filter((part) => part !== "").join(", ");
}

function policyRules(files: readonly FileReport[]): string {
  const sum = (key: keyof FileReport["securityRules"]): number =>
    files.reduce((total, file) => total + file.securityRules[key], 0);
  const parts = (["pre", "local", "post"] as const).flatMap((key) => (sum(key) > 0 ? [`${sum(key)} ${key}`] : []));
  if (sum("disabled") > 0) parts.push(`${sum("disabled")} of them disabled`);
  return `${plural(sum("total"), "security rule")}${parts.length > 0 ? ` (${parts.join(", ")})` : ""}`;
}

/** What is special about a file, in sentences with its name in front. */
export function remarksOf(file: FileReport): string[] {
  const texts = [...file.notes, ...(file.partial === undefined ? [] : [`judged with care: ${file.partial}`])];
  return texts.map((text) => `${file.path}: ${text}.`);
}
