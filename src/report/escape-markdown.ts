/**
 * A text that is no markup in Markdown, on one line. Code hosts turn `@name` and `#4` into mentions of people and issues
 * even where they are escaped, but not with a zero-width space behind the sign.
 */
export function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_[\]<>|#~&]/g, (mark) => `\\${mark}`)
    .replace(/(@|\\#)(?=[\p{L}\p{N}])/gu, "$1&#8203;")
    .replace(/\s+/g, " ");
}
