import { styleText } from "node:util";

/** A rule page for the terminal: headings stand out, code is indented, link targets follow their text. */
export function* markdownForTerminal(markdown: string, color: boolean): Generator<string> {
  const style = (format: "bold" | "cyan", text: string): string =>
    color ? styleText(format, text, { validateStream: false }) : text;
  let code = false;
  for (const line of markdown.replace(/<!--[\s\S]*?-->\n?/g, "").split("\n")) {
    if (line.startsWith("```")) code = !code;
    else if (code) yield `    ${style("cyan", line)}\n`;
    else if (line.startsWith("#")) yield `${style("bold", line.replace(/^#+ /, "").toUpperCase())}\n`;
    else yield `${inline(line)}\n`;
  }
}

function inline(line: string): string {
  return line
    .replace(/\[([^\]]+)\]\(([^)]+)\)/g, "$1 <$2>")
    .replace(/\*\*([^*]+)\*\*/g, "$1")
    .replaceAll("\\|", "|")
    .replaceAll("`", "");
}
