/** How much of the file of a lint rule is logic. */

/** What `defineRule` is given besides the generator, in the format that biome writes. */
const DATA = /^ {2}(?:id|summary|category|severity|precision|since|references|standards|options):/;
/** The last line of something that began on a line of its own, with the same indent. */
const END = (indent: number): RegExp => new RegExp(`^ {${indent}}[\\]}]`);

/** The lines of a rule's file without metadata and options, imports, comments and blank lines. */
export function linesOfLogic(text: string): readonly string[] {
  const logic: string[] = [];
  /** The end of what is left out at present. */
  let end: RegExp | undefined;
  for (const line of text.split("\n")) {
    if (end !== undefined) {
      if (end.test(line)) end = undefined;
      continue;
    }
    const isData = DATA.test(line);
    if (isData || line.startsWith("import ")) {
      if (/[[{]$/.test(line)) end = END(isData ? 2 : 0);
      else if (/:$/.test(line)) end = /[,]$/;
    } else if (/^\s*\/\*/.test(line)) {
      if (!line.includes("*/")) end = /\*\//;
    } else if (!/^\s*(?:\/\/.*)?$/.test(line)) {
      logic.push(line);
    }
  }
  return logic;
}
