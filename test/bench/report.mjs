/**
 * @typedef {import("./measure.mjs").Sample} Sample
 *
 * @typedef {object} Group What was measured in turn.
 * @property {string} title
 * @property {number} [rules] security rules in the config, if a config was read
 * @property {number} [fileSize] of the config, in bytes
 * @property {Map<string, Sample[]>} samples by the command's name
 *
 * @typedef {object} Ratio
 * @property {string} what
 * @property {number | undefined} value undefined when one side was not measured
 * @property {number | undefined} target the value may be this high; undefined where no target is set
 */

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
const MEGABYTE = 1e6;

/** The whole report in Markdown. @param {{ groups: Group[], facts: string[], notes: string[] }} bench */
export function report({ groups, facts, notes }) {
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

/** "41.0 MB" */
export function megabytes(bytes) {
  return `${(bytes / MEGABYTE).toFixed(1)} MB`;
}

/** The middle value, or the mean of the two middle ones. @param {readonly number[]} values */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

function ratioTable(groups) {
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

/** @param {Group} group @returns {Ratio[]} */
function ratiosOf({ rules, fileSize, samples }) {
  const cpuRatio = (name, other) => divide(medianOf(samples, name, "cpu"), medianOf(samples, other, "cpu"));
  const beside = (other, target) => {
    return { what: `CPU: panlint / ${other}`, value: cpuRatio(NAMES.panlint, other), target };
  };
  if (fileSize === undefined) {
    const what = `CPU: ${NAMES.version} / ${NAMES.node}`;
    return [{ what, value: cpuRatio(NAMES.version, NAMES.node), target: 1.6 }];
  }
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

function verdict(value, target) {
  if (value === undefined || target === undefined) return "";
  return value <= target ? "met" : "**not met**";
}

function commandTable(groups) {
  const rows = groups.flatMap(({ title, samples }) => {
    return [...samples].map(([name, list]) => [
      title,
      name,
      String(list.length),
      spread(list.map(({ cpu }) => cpu.toFixed(3))),
      spread(list.map(({ memory }) => (memory / MEGABYTE).toFixed(1))),
    ]);
  });
  return table(["Input", "Command", "Runs", "CPU (s)", "Peak memory (MB)"], rows);
}

function spread(figures) {
  const numbers = figures.map(Number);
  const digits = figures[0].split(".")[1].length;
  return [Math.min(...numbers), median(numbers), Math.max(...numbers)].map((n) => n.toFixed(digits)).join(" / ");
}

function medianOf(samples, name, figure) {
  const list = samples.get(name);
  return list === undefined ? undefined : median(list.map((sample) => sample[figure]));
}

function divide(a, b) {
  // Zero: shorter than the clock can tell.
  return a === undefined || b === undefined || b === 0 ? undefined : a / b;
}

function list(sentences) {
  return sentences.map((sentence) => `- ${sentence}`).join("\n");
}

function table(head, rows) {
  const lines = [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`);
  return lines.join("\n");
}
