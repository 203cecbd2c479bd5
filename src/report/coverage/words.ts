import type { FileCoverage } from "../../coverage/coverage.ts";
import type { Verdict } from "../../coverage/standards.ts";
import { plural } from "../../words.ts";

type OtherRulebase = FileCoverage["posture"]["others"][number];
type LogDestination = OtherRulebase["logs"][number]["destinations"][number];

export const KIND_WORDS: Readonly<Record<OtherRulebase["kind"], string>> = {
  decryption: "decryption",
  authentication: "authentication",
  dos: "DoS protection",
  "tunnel-inspect": "tunnel inspection",
};

export const VERDICT_WORDS: Readonly<Record<Verdict, string>> = {
  fail: "fail",
  pass: "pass",
  unknown: "cannot be judged",
};

export const PASS_MEANS = "A pass says that the lint rules for an item found nothing, not that the item is met.";

const PLACE_WORDS: Readonly<Record<LogDestination["kind"], string>> = {
  panorama: "Panorama/SLS",
  syslog: "syslog",
  http: "HTTP",
  email: "e-mail",
  snmptrap: "SNMP trap",
};

/** `syslog "siem"`, `Panorama/SLS` */
export function placeWords({ kind, name }: Pick<LogDestination, "kind" | "name">): string {
  return name === undefined ? PLACE_WORDS[kind] : `${PLACE_WORDS[kind]} "${name}"`;
}

/** `syslog "siem" 12 (3 in part)`; the marks are told in the legend. */
export function destinationWords(destination: LogDestination): string {
  const { rules, inPart, arrives } = destination;
  const part = inPart === 0 ? "" : inPart === rules ? " (in part)" : ` (${inPart} in part)`;
  return `${placeWords(destination)} ${rules}${ARRIVAL_MARKS[arrives]}${part}`;
}

const ARRIVAL_MARKS: Readonly<Record<LogDestination["arrives"], string>> = { yes: "", perhaps: "?", no: "!" };

/** What the marks and words of a table of destinations mean, as far as it has them. */
export function* destinationLegend(logs: readonly OtherRulebase["logs"][number][]): Generator<string> {
  const arrivals = new Set(logs.flatMap(({ destinations }) => destinations.map(({ arrives }) => arrives)));
  if (logs.some(({ kept }) => kept > 0)) yield "kept: the logs stay on the firewall.";
  if (arrivals.has("perhaps")) yield "?: the file does not tell whether there is such a server or Panorama.";
  if (arrivals.has("no")) yield "!: there is no such server or Panorama, so the logs do not arrive.";
}

/** What the file is, in one line. */
export function fileWords({ file }: FileCoverage): string {
  const product = file.product === "panorama" ? "Panorama" : "firewall";
  const { total, disabled } = file.securityRules;
  const rules = `${plural(total, "security rule")}${disabled > 0 ? `, ${disabled} disabled` : ""}`;
  return `${product}${file.panosVersion === undefined ? "" : ` ${file.panosVersion}`}, ${rules}`;
}

/** What a reader must know before the numbers: how the file was understood, what it does not show. */
export function remarksOf({ file, posture }: FileCoverage): readonly string[] {
  const reasons = [...posture.rulebases, ...posture.others].flatMap(({ logs }) =>
    logs.flatMap(({ unknownBecause }) => unknownBecause),
  );
  return [
    ...file.notes.map((note) => `${note}.`),
    ...(file.partial === undefined ? [] : [`This is not the whole policy: ${file.partial}.`]),
    ...[...new Set(reasons)].map((reason) => `Where some logs go is unknown: ${reason}.`),
  ];
}
