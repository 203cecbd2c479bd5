/** What differs between the outputs of two builds, once what may differ is put aside. */

/** What a command left behind, by name: stdout, stderr, exit code and each report it wrote. */
export type Outputs = ReadonlyMap<string, string>;

/** Parts of the outputs that are not the same, by kind. */
export interface Comparison {
  /** Kinds of differences that are meant. */
  readonly allowed: readonly string[];
  /** The first differing line of each other part. */
  readonly differences: readonly string[];
}

/** Each makes the same of both forms; a difference that is then gone is of its kind. They build on one another. */
const ALLOWED: readonly { readonly kind: string; readonly normalise: (text: string) => string }[] = [
  { kind: "address of a rule page", normalise: withOneAddress },
  { kind: "option table", normalise: (text) => withoutCommonOptions(withOneAddress(text)) },
];

/** Compares all parts of what two builds left behind. */
export function compareOutputs(here: Outputs, there: Outputs): Comparison {
  const allowed: string[] = [];
  const differences: string[] = [];
  for (const part of new Set([...here.keys(), ...there.keys()])) {
    const [a, b] = [here.get(part), there.get(part)];
    if (a === b) continue;
    const kind =
      a === undefined || b === undefined
        ? undefined
        : ALLOWED.find(({ normalise }) => normalise(a) === normalise(b))?.kind;
    if (kind !== undefined) allowed.push(kind);
    else differences.push(`${part}, ${firstDifference(a, b)}`);
  }
  return { allowed, differences };
}

/** A page of a rule is named by its file, or by its row in the list of all. */
function withOneAddress(text: string): string {
  return text
    .replaceAll(/(\/blob\/main\/rules\/)(?:[a-z-]+\/)?([a-z0-9-]+)\.md/g, "$1README.md#$2")
    .replaceAll(/([(<])(?:\.\.\/)?(?:[a-z-]+\/)?([a-z0-9-]+)\.md([)>])/g, "$1../README.md#$2$3");
}

/** Option tables without what not every rule has; without any option, there is no section either. */
function withoutCommonOptions(text: string): string {
  return text
    .replaceAll(/^\| `?(?:exceptTags|exceptRules)`? \|.*\n/gm, "")
    .replaceAll(/^(?:OPTIONS|## Options)\n(?:\n|In .*\n|\| Option \|.*\n|\| --- .*\n)*(?=[A-Z#])/gm, "");
}

function firstDifference(here: string | undefined, there: string | undefined): string {
  if (here === undefined || there === undefined) return `only ${here === undefined ? "there" : "here"}`;
  const [a, b] = [here, there].map((text) => withOneAddress(text).split("\n"));
  const line = a?.findIndex((each, at) => each !== b?.[at]) ?? 0;
  const at = line < 0 ? (a?.length ?? 0) : line;
  return `line ${at + 1}\n  here:  ${around(a?.[at], b?.[at])}\n  there: ${around(b?.[at], a?.[at])}`;
}

/** A line, long ones only from shortly before they differ. */
function around(line: string | undefined, other: string | undefined): string {
  if (line === undefined) return "(no such line)";
  const same = [...line].findIndex((char, at) => char !== other?.[at]);
  const start = Math.max(0, same - 60);
  return `${start > 0 ? "…" : ""}${line.slice(start, start + 200)}`;
}
