/** Carries out the configure-mode commands that findings give, so that tests see whether they do what they promise. */
import { Element } from "../../src/xml/element.ts";
import { scan } from "../../src/xml/scanner.ts";

interface Command {
  readonly verb: "set" | "delete";
  /** From the scope to the policy rule's entry. */
  readonly path: readonly Step[];
  /** Leaves of the rule: with values for `set`, a name alone for `delete`. */
  readonly leaves: readonly (readonly [name: string, value: string])[];
}

interface Step {
  readonly name: string;
  readonly entry?: string;
}

/** The document after a command; undefined when the command is for a scope that is not in it. */
export function carryOut(text: string, command: string): string | undefined {
  const { verb, path, leaves } = parseCommand(command);
  // Offsets are bytes; latin1 makes every byte one character.
  let document = Buffer.from(text).toString("latin1");
  for (const [leaf, value] of leaves) {
    const [scope, rest] = scopeIn(rootOf(document), path);
    if (scope === undefined) return undefined;
    document = verb === "set" ? setLeaf(document, scope, rest, leaf, value) : deleteLeaf(document, scope, rest, leaf);
  }
  return Buffer.from(document, "latin1").toString("utf8");
}

function parseCommand(command: string): Command {
  const words = [...command.matchAll(/"((?:[^"\\]|\\.)*)"|\S+/g)].map(
    ([word, quoted]) => quoted?.replaceAll('\\"', '"') ?? word,
  );
  const [verb, ...rest] = words;
  if (verb !== "set" && verb !== "delete") throw new Error(`This is no command: ${command}`);
  const rules = rest.indexOf("rules");
  if (rules < 0) throw new Error(`This command is not about a policy rule: ${command}`);
  const path: Step[] = [];
  for (let at = 0; at < rules; at++) {
    const name = rest[at] ?? "";
    if (name === "device-group" || name === "vsys") path.push({ name, entry: rest[++at] ?? "" });
    else path.push({ name });
  }
  path.push({ name: "rules", entry: rest[rules + 1] ?? "" });
  const change = rest.slice(rules + 2);
  if (verb === "delete") return { verb, path, leaves: change.map((name) => [name, ""]) };
  if (change.length % 2 !== 0) throw new Error(`A value is missing or not quoted: ${command}`);
  return { verb, path, leaves: change.flatMap((name, at) => (at % 2 === 0 ? [[name, change[at + 1] ?? ""]] : [])) };
}

function rootOf(document: string): Element {
  return new Element(scan(Buffer.from(document, "latin1")), 0);
}

/** The scope a path begins in, and the rest of the path. Without a word for it, it is the only vsys. */
function scopeIn(root: Element, path: readonly Step[]): [Element | undefined, readonly Step[]] {
  const [first, ...rest] = path;
  if (first?.name === "shared") return [root.child("shared"), rest];
  const device = root.find("devices", "entry");
  if (first?.entry !== undefined) return [device && stepDown(device, first), rest];
  const systems = [...(device?.child("vsys")?.children("entry") ?? [])];
  if (systems.length > 1) throw new Error("Several virtual systems, and the command names none.");
  return [systems[0], path];
}

function stepDown(element: Element, { name, entry }: Step): Element | undefined {
  const child = element.child(name);
  if (entry === undefined) return child;
  return [...(child?.children("entry") ?? [])].find((each) => each.attribute("name") === entry);
}

function setLeaf(document: string, scope: Element, path: readonly Step[], leaf: string, value: string): string {
  let at = scope;
  let xml = `<${leaf}>${value}</${leaf}>`;
  for (const [index, step] of path.entries()) {
    const next = stepDown(at, step);
    if (next !== undefined) at = next;
    else {
      for (const missing of path.slice(index).reverse()) xml = wrap(missing, xml);
      return insert(document, at, xml);
    }
  }
  const present = at.child(leaf);
  return present === undefined ? insert(document, at, xml) : splice(document, present.span, xml);
}

function deleteLeaf(document: string, scope: Element, path: readonly Step[], leaf: string): string {
  const owner = path.reduce<Element | undefined>((at, step) => at && stepDown(at, step), scope);
  const present = owner?.child(leaf);
  if (present === undefined) throw new Error(`There is no ${leaf} to delete.`);
  return splice(document, present.span, "");
}

function wrap({ name, entry }: Step, xml: string): string {
  return entry === undefined ? `<${name}>${xml}</${name}>` : `<${name}><entry name="${entry}">${xml}</entry></${name}>`;
}

function insert(document: string, element: Element, xml: string): string {
  const tag = document.slice(element.tagSpan.start, element.tagSpan.end);
  if (tag.endsWith("/>")) return splice(document, element.tagSpan, `${tag.slice(0, -2)}>${xml}</${element.name}>`);
  const close = document.lastIndexOf("</", element.span.end);
  return splice(document, { start: close, end: close }, xml);
}

function splice(document: string, { start, end }: { start: number; end: number }, xml: string): string {
  return document.slice(0, start) + xml + document.slice(end);
}
