/** How much of the file of a lint rule is logic. */

/** What `defineRule` is given besides the generator; options may have a name, where functions need their type. */
const DATA = /^ {2}(?:id|summary|category|severity|precision|since|references|standards|options):|^const OPTIONS =/;

/**
 * The lines of a rule's file without metadata and options, imports, comments and blank lines. The file is formatted, so
 * that what begins on one line ends on the next with the same indent.
 */
export function linesOfLogic(text: string): readonly string[] {
  const logic: string[] = [];
  /** The end of what is left out at present. */
  let end: RegExp | undefined;
  for (const line of text.split("\n")) {
    if (end !== undefined) {
      if (end.test(line)) end = undefined;
      continue;
    }
    if (DATA.test(line) || line.startsWith("import ")) {
      const indent = /^ */.exec(line)?.[0].length ?? 0;
      if (/[[{]$/.test(line)) end = new RegExp(`^ {${indent}}[\\]}]`);
      else if (/:$/.test(line)) end = /,$/;
    } else if (/^\s*\/\*/.test(line)) {
      if (!line.includes("*/")) end = /\*\//;
    } else if (!/^\s*(?:\/\/.*)?$/.test(line)) {
      logic.push(line);
    }
  }
  return logic;
}
