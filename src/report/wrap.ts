import stringWidth from "fast-string-width";

/**
 * Breaks a text into lines of at most `width` columns at its blanks; a word that is longer has a line of its own. `line`
 * stays with its number.
 */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const word of text.split(/(?<!\bline) /)) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (line !== "" && stringWidth(longer) > width) {
      lines.push(line);
      line = word;
    } else line = longer;
  }
  return [...lines, line];
}
