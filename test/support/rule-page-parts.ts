/** The parts of the rule pages that are made from the metadata of the rules. */

import { CATEGORIES, type Category, type OptionSchema, type Rule } from "../../src/rule.ts";
import { choiceOf } from "../../src/setup/active-rules.ts";
import { PRESET_SUMMARIES, type PresetName } from "../../src/setup/presets.ts";

const CATEGORY_TITLES: Readonly<Record<Category, string>> = {
  "session-logging": "Session logging",
  "log-forwarding": "Log forwarding",
  "threat-inspection": "Threat inspection",
  "log-storage": "Log storage",
  "device-log-settings": "Device log settings",
  "default-rules": "Default rules",
  "other-rulebases": "Other rulebases",
  hygiene: "Hygiene",
};

/** Title, summary and the facts in one row. */
export function headOf(rule: Rule): string {
  const facts = table(
    ["Category", "Severity", "Precision", "Since", "Standards"],
    [[rule.category, rule.severity, rule.precision.replace("-", " "), rule.since, standardsOf(rule) || "none"]],
  );
  return `# ${rule.id}\n\n${rule.summary}\n\n${facts}`;
}

/** The table of all options with their defaults. */
export function optionsOf(rule: Rule): string {
  if (Object.keys(rule.options).length === 0) return "This rule has no options.";
  const rows = Object.entries(rule.options).map(([name, schema]) => [
    code(name),
    valuesOf(schema),
    defaultOf(schema),
    schema.description,
  ]);
  return `In \`panlint.yaml\`, below \`rules:\` and \`${rule.id}:\`.\n\n${table(["Option", "Values", "Default", "Meaning"], rows)}`;
}

/** Links, then the controls of standards. */
export function referencesOf(rule: Rule): string {
  const links = rule.references.map(({ title, url }) => `- ${url === undefined ? title : `[${title}](${url})`}`);
  const controls = Object.entries(rule.standards ?? {}).map(([standard, ids]) => `- ${standard}: ${ids.join(", ")}`);
  return [...links, ...controls].join("\n");
}

/** rules/README.md as a whole. */
export function indexOf(rules: readonly Rule[]): string {
  const sections = CATEGORIES.flatMap((category) => {
    const members = rules.filter((rule) => rule.category === category);
    if (members.length === 0) return [];
    const rows = members.map((rule) => [
      `<a id="${rule.id}"></a>[${rule.id}](${rule.category}/${rule.id}.md)`,
      rule.summary,
      ...PRESET_NAMES.map((preset) => severityIn(rule, preset)),
    ]);
    return [`## ${CATEGORY_TITLES[category]}\n\n${table(["Rule", "What is wrong", ...PRESET_NAMES], rows)}`];
  });
  return `${["# Rules", HOW_TO_CHOOSE, PRESETS_INTRO, presetList(rules), ...sections].join("\n\n")}\n`;
}

// The keys of PRESET_SUMMARIES, which Object.keys widens to string.
const PRESET_NAMES = Object.keys(PRESET_SUMMARIES) as PresetName[];

function severityIn(rule: Rule, preset: PresetName): string {
  const { severity } = choiceOf(rule, [preset]);
  if (severity === "off") return "–";
  return severity === "default" ? rule.severity : severity;
}

/** What each preset is for, and which options it sets. */
function presetList(rules: readonly Rule[]): string {
  return PRESET_NAMES.map((preset) => {
    const set = rules.flatMap((rule) => {
      const { severity, options } = choiceOf(rule, [preset]);
      if (severity === "off" || Object.keys(options).length === 0) return [];
      const values = Object.entries(options).map(([name, value]) => code(`${name}: ${JSON.stringify(value)}`));
      return [`${rule.id} ${values.join(", ")}`];
    });
    const options = set.length === 0 ? "" : ` Options: ${set.join("; ")}.`;
    return `- ${code(preset)}: ${PRESET_SUMMARIES[preset]}${options}`;
  }).join("\n");
}

const PRESETS_INTRO = `## Presets

A preset is a choice of rules with severities and options. \`extends\` in \`panlint.yaml\` names one or several; of several,
later ones win, and what they contradict each other in is told. Without it, \`recommended\` is used. The tables below show the
severity of each rule by preset, – for off; a rule that grades its findings also reports below that.
\`panlint rules --preset stig\` shows one preset.`;

const HOW_TO_CHOOSE = `Leave all rules on for a first run and read what they say about your own firewalls. An error means that the
configuration does not do what it seems to do, or that evidence is lost; a warning departs from what Palo Alto Networks
recommends; a note is worth knowing and often right as it is. If there is too much to mend at once, begin with the
errors, then with log forwarding: a log that never leaves the firewall is soon overwritten. If a security rule is meant
to be as it is, exempt that one security rule, with a reason, and leave the lint rule on for the others. Turn a lint
rule off only where its page says that it does not fit your site. Every page says what a finding costs you, shows bad
and good examples, and gives the fix for the web interface, the CLI and the XML.`;

function standardsOf(rule: Rule): string {
  return Object.entries(rule.standards ?? {})
    .map(([standard, ids]) => `${standard} ${ids.join(", ")}`)
    .join("; ");
}

function valuesOf(schema: OptionSchema): string {
  switch (schema.type) {
    case "boolean":
      return `${code("true")}, ${code("false")}`;
    case "string":
      return schema.enum?.map(code).join(", ") ?? "text";
    case "array":
      if (schema.items.type === "integer") return "list of numbers";
      if (typeof schema.items.type !== "string") return "list of texts or numbers";
      return schema.items.enum === undefined ? "list of texts" : `list of ${schema.items.enum.map(code).join(", ")}`;
    case "object": {
      const what = schema.values.type === "array" ? "a list of texts" : numberOf(schema.values);
      return `mapping of ${schema.keys?.map(code).join(", ") ?? "names"} to ${what}`;
    }
    default:
      return numberOf(schema);
  }
}

function numberOf({ type, minimum, maximum }: { type: string; minimum?: number; maximum?: number }): string {
  const from = minimum === undefined ? [] : [`from ${minimum}`];
  const to = maximum === undefined ? [] : [`to ${maximum}`];
  return [type === "integer" ? "whole number" : "number", ...from, ...to].join(" ");
}

function defaultOf({ default: value }: OptionSchema): string {
  if (typeof value !== "object") return value === "" ? "empty" : code(String(value));
  const parts = Array.isArray(value)
    ? value.map(String)
    : Object.entries(value).map(([key, each]) => `${key}: ${Array.isArray(each) ? `[${each.join(", ")}]` : each}`);
  return parts.length === 0 ? "empty" : parts.map(code).join(", ");
}

function code(text: string): string {
  return `\`${text}\``;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
