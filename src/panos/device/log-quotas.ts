import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import type { Setting } from "../settings/setting.ts";

/**
 * A number that `quota-settings` gives for one kind of log: percent of the disk, or days until it expires. Its name is
 * `traffic`, `threat`, `decryption`, …; of a collector group `detailed`, `summary`, `infra-audit`, …
 */
type LogQuota = Setting<number>;

/** The quotas or expiration periods of one disk: the device's, or one card's of a chassis. */
export interface LogQuotas {
  readonly disk: "disk" | "log-card" | "mgmt-card";
  /** How the CLI gets there from `quota-settings`: `disk-quota`, `chassis-quota log-card`. */
  readonly words: string;
  readonly element: Element;
  readonly logs: readonly LogQuota[];
  /** All of them together; what is not written is not in it. */
  readonly sum: Setting<number>;
}

/** What stands in `quota-settings`. What is not there is the model's own quota, which no file tells, or never expires. */
export interface QuotaSettings {
  readonly element: Element;
  /** In percent of each disk; more than 100 together is refused at commit. */
  readonly quotas: readonly LogQuotas[];
  /** In days. */
  readonly expiration: readonly LogQuotas[];
}

/** Who speaks in a problem, and to whom it is told. */
export interface QuotaReader {
  readonly file: Export;
  readonly label: string;
}

/** Reads `quota-settings` of a device or a collector group; chassis have quotas for each card. */
export function readQuotaSettings(reader: QuotaReader, element: Element): QuotaSettings {
  return {
    element,
    quotas: listsIn(reader, element, ["disk-quota", "chassis-quota"]),
    expiration: listsIn(reader, element, ["log-expiration-period", "chassis-log-expiration-period"]),
  };
}

function listsIn(
  reader: QuotaReader,
  settings: Element,
  [disk, chassis]: readonly [disk: string, chassis: string],
): readonly LogQuotas[] {
  const lists = Array.from(settings.children(disk), (list) => quotasIn(reader, ["disk", disk], list));
  for (const cards of settings.children(chassis)) {
    for (const card of ["log-card", "mgmt-card"] as const) {
      for (const list of cards.children(card)) lists.push(quotasIn(reader, [card, `${chassis} ${card}`], list));
    }
  }
  return lists.filter(({ logs }) => logs.length > 0);
}

function quotasIn(
  reader: QuotaReader,
  [disk, words]: readonly [disk: LogQuotas["disk"], words: string],
  element: Element,
): LogQuotas {
  const logs: LogQuota[] = [];
  for (const leaf of element.children()) {
    const value = numberIn(reader, leaf);
    if (value !== undefined) logs.push({ name: leaf.name, value, origin: "explicit", element: leaf });
  }
  // Percentages such as 0.1 do not add up exactly.
  const value = Math.round(logs.reduce((sum, log) => sum + log.value, 0) * 1000) / 1000;
  return { disk, words, element, logs, sum: { name: element.name, value, origin: "explicit", element } };
}

function numberIn({ file, label }: QuotaReader, leaf: Element): number | undefined {
  const text = leaf.trimmedText;
  if (text === undefined) return undefined;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  const message = `${label} has "${text}" in ${leaf.name}, which is not a number.`;
  file.problems.addProblem(leaf, message, "Fix the value or export the file again.");
  return undefined;
}
