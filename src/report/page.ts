/** The text below a second-level heading of a rule page, without the heading; empty when there is none. */
export function sectionOf(page: string, heading: string): string {
  const lines = page.split("\n");
  const start = lines.indexOf(`## ${heading}`);
  if (start < 0) return "";
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => line.startsWith("## "));
  return (end < 0 ? rest : rest.slice(0, end)).join("\n").trim();
}

/** Code, whose stars mean nothing, or emphasis. */
const MARKED = /`([^`]+)`|\*\*(\S(?:[^*]*[^*\s])?)\*\*|\*([^*\s](?:[^*]*[^*\s])?)\*/g;

/** Markdown as plain text: no code fences, emphasis or links; paragraphs stay. */
export function plainText(markdown: string): string {
  return markdown
    .replace(/^```.*$/gm, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(MARKED, "$1$2$3")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
