import { InputError } from "../../error.ts";
import type { Source } from "../../source/source.ts";
import { languageOf, placeholderIn, statementIn } from "./placeholder.ts";

export const EXPORT_HINT =
  "Export it with Device > Setup > Operations > Export named configuration snapshot, or `show config running` through the API.";

export const RENDER_HINT =
  "Render it first, as for a deployment, and lint what comes out; list the template itself under `ignore` in panlint.yaml.";

/** As much of a file as tells what it is. */
const HEAD = 4000;

/** What a copied session of the CLI may begin with: comments, prompts, and what configure mode says of itself. */
const BESIDE_COMMANDS = /^([#!]|[\w.@()-]+[>#]( |$)|Entering configuration mode|\[edit\])/;

/** What a file is, by its first line that says something or by its beginning. */
interface OtherKind {
  readonly line?: RegExp;
  readonly head?: RegExp;
  readonly what: string;
  readonly hint: string;
}

/** Files that users take for a configuration. */
const KINDS: readonly OtherKind[] = [
  {
    line: /^(set|delete|edit|rename|move) [a-z-]+ /,
    what: "These are set commands, not an XML export.",
    hint: `panlint reads XML. ${EXPORT_HINT}`,
  },
  {
    line: /^(resource|data|provider|variable|module|output) "|^(terraform|locals) \{/,
    what: "This is a Terraform file, not an XML export.",
    hint: `Apply it, then lint the firewall's own configuration. ${EXPORT_HINT}`,
  },
  {
    line: /^[\w.-]+ \{/,
    what: "This is the CLI's curly-brace output, not an XML export.",
    hint: "Type `set cli config-output-format xml` first, or export the configuration as a file.",
  },
  {
    head: /^\s*[[{][^<]*"(folder|snippet)"\s*:/,
    what: "This is JSON, as of Strata Cloud Manager, not an XML export.",
    hint: "panlint reads what firewalls and Panorama export as XML.",
  },
  {
    head: /^\s*(\{\s*["}]|\[\s*[[{"\]])/,
    what: "This is JSON, as of the REST API, not an XML export.",
    hint: `panlint reads XML. ${EXPORT_HINT}`,
  },
  {
    head: /^\s*(#[^\n]*\n\s*)*(---\s|- (name|hosts|set_fact)\s*:)/,
    what: "This is a YAML file, as of Ansible, not an XML export.",
    hint: `Run the playbook, then lint the firewall's own configuration. ${EXPORT_HINT}`,
  },
  {
    head: /^\s*(<!doctype html|<html)[\s>]/i,
    what: "This is a web page, such as a log-in page, not an XML export.",
    hint: "Log in, or give the API call a key, and download the configuration again.",
  },
  {
    line: /^"?[\w .#-]*"?([,;])("?[\w .#-]*"?\1)+"?[\w .#-]*"?$/,
    what: "This is a table (CSV), not an XML export.",
    hint: `Rules that the web interface exports as a table lack most settings. ${EXPORT_HINT}`,
  },
];

/** Refuses by its own name what is no XML export but is often taken for one. */
export function refuseOtherFiles(source: Source): void {
  const head = source.text(0, Math.min(source.bytes.length, HEAD));
  const first = firstLineOf(head);
  for (const { line, head: beginning, what, hint } of KINDS) {
    if (line?.test(first) || beginning?.test(head)) throw new InputError(what, { offset: 0, hint });
  }
}

function firstLineOf(text: string): string {
  const lines = text.split("\n").map((line) => line.trim());
  return lines.find((line) => line !== "" && !BESIDE_COMMANDS.test(line)) ?? "";
}

/** Refuses a template with statements: what they surround is there or not, so that nothing can be said of the rest. */
export function refuseStatements(source: Source): void {
  if (!["{%", "%{", "{#"].some((opening) => source.bytes.includes(opening))) return;
  const found = statementIn(source.bytes.toString("utf8"));
  if (found === undefined) return;
  throw new InputError(`This is a template (${found.language}), not a configuration.`, {
    offset: found.offset,
    hint: RENDER_HINT,
  });
}

/** What is wrong with a file that is no XML: that it is a template, if it has placeholders, else what the XML reader says. */
export function asTemplateError(source: Source, error: unknown): unknown {
  if (!(error instanceof InputError)) return error;
  const text = placeholderIn(source.bytes.toString("utf8"));
  if (text === undefined) return error;
  return new InputError(`This is a template (${languageOf(text)}), and no XML before it is rendered.`, {
    offset: error.offset,
    hint: RENDER_HINT,
  });
}
