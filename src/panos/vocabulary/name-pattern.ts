/** A name pattern of a lint rule's options: `*` for any characters, `?` for one; everything else as it is. */
export function namePattern(text: string): RegExp {
  const escaped = text.replace(/[.+^${}()|[\]\\]/g, "\\$&");
  return new RegExp(`^${escaped.replaceAll("*", ".*").replaceAll("?", ".")}$`);
}
