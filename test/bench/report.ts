import type { Sample, Samples } from "./measure.ts";
import { list, median, table } from "./tables.ts";

/** What was measured in turn. */
export interface Group {
  readonly title: string;
  /** The config that was read, if one was. */
  readonly config?: { readonly rules: number; readonly fileSize: number };
  readonly samples: Samples;
}

interface Ratio {
  readonly what: string;
  /** Undefined when one side was not measured. */
  readonly value: number | undefined;
  /** The value may be this high; undefined where no target is set. */
  readonly target: number | undefined;
}

/** Names of the commands, as the tables print them. */
export const NAMES = {
  node: "bare node",
  version: "panlint --version",
  panlint: "panlint",
  configured: "panlint with a panlint.yaml",
  xmllint: "xmllint --stream",
  fastXmlParser: "fast-xml-parser",
};

/** The size, in security rules, that each target is about. */
export const SMALL = 1_000;
const LARGE = 100_000;

/** What a run of the bench found out. */
export interface Bench {
  readonly groups: readonly Group[];
  readonly facts: readonly string[];
  readonly notes: readonly string[];
}

/** The whole report in Markdown. */
export function report({ groups, facts, notes }: Bench): string {
  const sections = [
    "# Benchmark",
    list(facts),
    "## Ratios of medians",
    ratioTable(groups),
    "## Each command: minimum / median / maximum",
    commandTable(groups),
  ];
  if (notes.length > 0) sections.push("## Not measured", list(notes));
  return `${sections.join("\n\n")}\n`;
}

function ratioTable(groups: readonly Group[]): string {
  const rows = groups.flatMap((group) => {
    return ratiosOf(group).map(({ what, value, target }) => [
      group.title,
      what,
      value === undefined ? "not measured" : value.toFixed(2),
      target === undefined ? "" : `≤ ${target}`,
      verdict(value, target),
    ]);
  });
  return table(["Input", "Ratio", "Measured", "Target", ""], rows);
}

function ratiosOf({ config, samples }: Group): readonly Ratio[] {
  const cpuRatio = (name: string, other: string) =>
    divide(medianOf(samples, name, "cpu"), medianOf(samples, other, "cpu"));
  const beside = (other: string, target: number | undefined): Ratio => {
    return { what: `CPU: panlint / ${other}`, value: cpuRatio(NAMES.panlint, other), target };
  };
  if (config === undefined) {
    const what = `CPU: ${NAMES.version} / ${NAMES.node}`;
    return [{ what, value: cpuRatio(NAMES.version, NAMES.node), target: 1.6 }];
  }
  const { rules, fileSize } = config;
  const configured = `CPU: ${NAMES.configured} / ${NAMES.panlint}`;
  const value = divide(medianOf(samples, NAMES.panlint, "memory"), fileSize);
  return [
    beside(NAMES.node, rules === SMALL ? 3 : undefined),
    beside(NAMES.xmllint, rules === LARGE ? 2 : undefined),
    beside(NAMES.fastXmlParser, undefined),
    ...(rules === SMALL
      ? [{ what: configured, value: cpuRatio(NAMES.configured, NAMES.panlint), target: undefined }]
      : []),
    { what: "Memory: panlint's peak / file size", value, target: rules === LARGE ? 3 : undefined },
  ];
}

function verdict(value: number | undefined, target: number | undefined): string {
  if (value === undefined || target === undefined) return "";
  return value <= target ? "met" : "**not met**";
}

function commandTable(groups: readonly Group[]): string {
  const rows = groups.flatMap(({ title, samples }) => {
    return [...samples].map(([name, all]) => [
      title,
      name,
      String(all.length),
      spread(
        all.map(({ cpu }) => cpu),
        3,
      ),
      spread(
        all.map(({ memory }) => memory / 1e6),
        1,
      ),
    ]);
  });
  return table(["Input", "Command", "Runs", "CPU (s)", "Peak memory (MB)"], rows);
}

function spread(numbers: readonly number[], digits: number): string {
  return [Math.min(...numbers), median(numbers), Math.max(...numbers)].map((n) => n.toFixed(digits)).join(" / ");
}

function medianOf(samples: Samples, name: string, figure: keyof Sample): number | undefined {
  const all = samples.get(name);
  return all === undefined ? undefined : median(all.map((sample) => sample[figure]));
}

function divide(a: number | undefined, b: number | undefined): number | undefined {
  // Zero: shorter than the clock can tell.
  return a === undefined || b === undefined || b === 0 ? undefined : a / b;
}
