const OPENING = Buffer.from("<result>");
const CLOSING = Buffer.from("</result>");

/**
 * Several `<entry>` elements beside each other, as somebody cut them out of an export, put into a `<result>` as the XML
 * API returns them; undefined for anything else. Only the columns of the first line change.
 */
export function wrapSiblings(bytes: Buffer): Buffer | undefined {
  const head = bytes.toString("latin1", 0, 512);
  const before = /^\s*(?:<\?xml\s[^>]*\?>\s*)?(?=<entry[\s/>])/.exec(head)?.[0];
  if (before === undefined || !hasSecondRoot(bytes.toString("latin1", before.length))) return undefined;
  return Buffer.concat([Buffer.from(before, "latin1"), OPENING, bytes.subarray(before.length), CLOSING]);
}

/** Whether a second `<entry>` follows the end of the first. */
function hasSecondRoot(text: string): boolean {
  let depth = 0;
  for (const { index, 0: tag } of text.matchAll(/<entry(?=[\s/>])(?:"[^"]*"|'[^']*'|[^>"'])*>|<\/entry\s*>/g)) {
    if (tag.startsWith("</")) depth--;
    else if (!tag.endsWith("/>")) depth++;
    if (depth === 0) return /^\s*<entry[\s/>]/.test(text.slice(index + tag.length, index + tag.length + 512));
  }
  return false;
}
