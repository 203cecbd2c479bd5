import { Element } from "../../xml/element.ts";
import type { ElementTable } from "../../xml/element-table.ts";

/** `{{ jinja }}`, `${terraform}`; a template variable of PAN-OS, `$name`, is none. */
const PLACEHOLDER = /\{\{[^{}]*[\w"')][^{}]*\}\}|\$\{[^{}]+\}/;
/** Statements of a template language: what they surround is there or not. */
const STATEMENT =
  /\{%[-+]?\s*(?:if|elif|else|endif|for|endfor|set|block|endblock|include|import|from|extends|macro|raw|with|filter|call|do)\b[^%]*%\}|%\{~?\s*(?:if|else|endif|for|endfor)\b[^}]*\}|\{#[^#]*#\}/;

/** Elements whose text is for people or for other machines, in which braces mean nothing to PAN-OS. */
const FREE_TEXT: ReadonlySet<string> = new Set([
  "description",
  "comment",
  "comments",
  "login-banner",
  "motd-and-banner",
  "message",
  "banner-header",
  "banner-footer",
  "payload",
  "format",
  "pattern",
  "value",
  "page",
  "public-key",
  "phash",
]);

/** Whether a text stands for a value that some tool was to fill in. */
export function isPlaceholder(text: string | undefined): boolean {
  return text !== undefined && PLACEHOLDER.test(text);
}

/** The first placeholder in a text. */
export function placeholderIn(text: string): string | undefined {
  return PLACEHOLDER.exec(text)?.[0];
}

/** The first statement or comment of a template language in a text, and its language. */
export function statementIn(text: string): { readonly offset: number; readonly language: string } | undefined {
  const found = STATEMENT.exec(text);
  if (found === null) return undefined;
  return {
    offset: Buffer.byteLength(text.slice(0, found.index)),
    language: found[0].startsWith("%") ? "Terraform" : "Jinja",
  };
}

/** The language that a placeholder is of. */
export function languageOf(placeholder: string): string {
  return placeholder.includes("{{") ? "Jinja" : "Terraform or shell";
}

/** The elements that hold a placeholder where PAN-OS reads a value or a name, in document order. */
export function* placeholders(table: ElementTable): Generator<readonly [element: Element, text: string]> {
  const offsets = ["{{", "${"].flatMap((opening) => offsetsOf(table.bytes, opening)).sort((a, b) => a - b);
  let last = -1;
  for (const offset of offsets) {
    const index = innermostAt(table, offset);
    if (index === last) continue;
    last = index;
    const element = new Element(table, index);
    const text = placeholderOf(element);
    if (text !== undefined && !isInFreeText(element)) yield [element, text];
  }
}

function placeholderOf(element: Element): string | undefined {
  const texts = [element.trimmedText, ...element.attributes().map(([, value]) => value)];
  return texts.find(isPlaceholder);
}

function isInFreeText(element: Element): boolean {
  for (let at: Element | undefined = element; at !== undefined; at = at.parent) {
    if (FREE_TEXT.has(at.name)) return true;
  }
  return false;
}

function offsetsOf(bytes: Buffer, text: string): readonly number[] {
  const offsets: number[] = [];
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) offsets.push(at);
  return offsets;
}

/** The element whose start tag or own content holds an offset. */
function innermostAt({ start, end, parent, count }: ElementTable, offset: number): number {
  let low = 0;
  let high = count - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((start[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  while (low > 0 && (end[low] ?? 0) <= offset) low = parent[low] ?? 0;
  return low;
}
