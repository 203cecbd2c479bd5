import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";

/** The table of CONTRIBUTING.md: who may import whom. A root module stands for itself, a folder for its files. */
interface Layer {
  /** Layers it may import values from, or single files of them. */
  readonly values: readonly string[];
  /** Layers it may import types from, besides those. */
  readonly types?: readonly string[];
  /** Modules of Node that it may use; `*` for any. */
  readonly node?: readonly string[];
}

/** Root modules without imports from the house, which everybody may use. */
const LEAVES = ["error.ts", "nearest.ts", "rule-options.ts", "words.ts"];
const LAYERS: { readonly [layer: string]: Layer } = {
  "error.ts": { values: [] },
  "nearest.ts": { values: [] },
  "rule-options.ts": { values: [] },
  "words.ts": { values: [] },
  source: { values: [], node: ["node:buffer", "node:fs", "node:path", "node:stream", "node:zlib"] },
  xml: { values: ["source"] },
  panos: { values: ["xml"], types: ["source"] },
  "rule.ts": { values: ["panos"], types: ["xml"] },
  setup: { values: ["rule.ts"], node: ["node:fs", "node:path", "node:util"] },
  lint: { values: ["rule.ts", "panos", "source"], types: ["setup"], node: ["node:crypto"] },
  coverage: { values: ["panos"], types: ["lint", "rule.ts"] },
  diff: { values: ["panos", "lint/identity.ts"], types: ["lint", "rule.ts"] },
  effective: { values: ["panos"], types: ["rule.ts"] },
  report: { values: [], types: ["coverage", "diff", "effective", "lint", "rule.ts"], node: ["node:crypto"] },
  cli: {
    values: ["coverage", "diff", "effective", "source", "setup", "lint", "report", "rule.ts", "panos", "xml"],
    node: ["*"],
  },
  // The wiring: the only file that imports rules/.
  "bin.ts": { values: ["cli", "report", "rules"], node: ["*"] },
  // The Node API.
  "index.ts": { values: ["source", "xml", "panos", "setup", "lint", "report", "rule.ts"] },
  rules: { values: ["rule.ts"] },
};

const FOUNDATION = ["vocabulary", "document", "settings", "scopes", "panorama", "objects"];
const SUBJECTS = [...FOUNDATION, "profiles", "forwarding", "policy-table", "device", "policies", "network"];
/** Everything that `config.ts` wires. */
const MODEL = [...SUBJECTS, "shadowing", "running", "usage", "flow"];
/** The rooms of `panos/` in their order, and which rooms each may import, types included. `config.ts` is one of them. */
const ROOMS: { readonly [room: string]: readonly string[] } = {
  vocabulary: [],
  document: ["vocabulary"],
  settings: ["vocabulary", "document"],
  scopes: ["vocabulary", "document", "settings"],
  panorama: ["vocabulary", "document", "settings", "scopes"],
  objects: ["vocabulary", "document", "settings", "scopes", "panorama"],
  profiles: FOUNDATION,
  forwarding: FOUNDATION,
  "policy-table": FOUNDATION,
  device: [...FOUNDATION, "forwarding"],
  policies: [...FOUNDATION, "profiles", "forwarding", "policy-table"],
  network: [...FOUNDATION, "forwarding", "device"],
  shadowing: [...FOUNDATION, "policies", "policy-table"],
  running: [...SUBJECTS, "shadowing"],
  usage: SUBJECTS,
  flow: [...SUBJECTS, "usage"],
  "config.ts": MODEL,
  analysis: [...MODEL, "config.ts"],
  posture: [...MODEL, "config.ts"],
  estate: [...MODEL, "config.ts"],
};

/** Third-party packages and the one layer that knows them. */
const OWNERS: { readonly [name: string]: string } = {
  ajv: "setup",
  "csv-stringify": "report",
  "fast-string-width": "report",
  "fast-xml-parser": "xml",
  "fastest-levenshtein": "nearest.ts",
  "ipaddr.js": "panos",
  picocolors: "report",
  picomatch: "source",
  "tar-stream": "source",
  tinyglobby: "source",
  yaml: "setup",
  yargs: "cli",
};

const MAX_LINES = 250;
/** Longer files, and why they are not divided. */
const LONG_FILES: { readonly [file: string]: string } = {
  "src/xml/markup-reader.ts": "all checks of what stands between two texts; they share the cursor",
};

interface Import {
  readonly from: string;
  /** What is imported: `panos`, `rule.ts`, `node:fs`, `yaml`. */
  readonly what: string;
  /** The file that is imported, for the house's own. */
  readonly file: string | undefined;
  readonly typeOnly: boolean;
}

const ROOT = fileURLToPath(new URL("..", import.meta.url));
const FILES = [...filesIn("src"), ...filesIn("rules")];
const IMPORTS = FILES.flatMap(importsOf);

function filesIn(folder: string): readonly string[] {
  const files = readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" });
  return files
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file).replaceAll(sep, "/"))
    .sort();
}

function textOf(file: string): string {
  return readFileSync(join(ROOT, file), "utf8");
}

/** Without comments and the insides of texts, where words mean nothing. */
function codeOf(file: string): string {
  return textOf(file).replace(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|"(?:[^"\\\n]|\\.)*"/g, (part) =>
    part.startsWith('"') ? '""' : "",
  );
}

/** `src/panos/scopes/scope.ts` is in the layer `panos`, `src/rule.ts` is one of its own. */
function layerOf(file: string): string {
  const [top = "", second = ""] = file.split("/");
  return top === "src" ? second : top;
}

/** `src/panos/scopes/scope.ts` is in the room `scopes`; undefined outside of `panos/`. */
function roomOf(file: string | undefined): string | undefined {
  return file?.startsWith("src/panos/") ? file.split("/")[2] : undefined;
}

function importsOf(from: string): readonly Import[] {
  const text = textOf(from);
  const clause = String.raw`((?:type\s+)?(?:\w+|\*(?:\s+as\s+\w+)?|(?:\w+\s*,\s*)?\{[^{}]*\}))\s+from\s+`;
  const written = [...text.matchAll(new RegExp(`^(?:import|export)\\s+(?:${clause})?"([^"]+)"`, "gm"))].map(
    ([, names = "", what = ""]) => ({ what, typeOnly: isTypeOnly(names) }),
  );
  const dynamic = [...text.matchAll(/\bimport\("([^"]+)"\)/g)].map(([, what = ""]) => ({ what, typeOnly: false }));
  return [...written, ...dynamic].map(({ what, typeOnly }) => {
    if (!what.startsWith(".")) return { from, what, file: undefined, typeOnly };
    const file = relative(ROOT, join(ROOT, dirname(from), what)).replaceAll(sep, "/");
    return { from, what: layerOf(file), file, typeOnly };
  });
}

/** `import type { A }` and `import { type A, type B }`. */
function isTypeOnly(clause: string): boolean {
  if (/^type\s/.test(clause)) return true;
  const names = /^\{([^}]*)\}\s*$/
    .exec(clause)?.[1]
    ?.split(",")
    .filter((name) => name.trim() !== "");
  return names?.every((name) => /^\s*type\s/.test(name)) ?? false;
}

function isForeign({ what, file }: Import): boolean {
  return file === undefined && !what.startsWith("node:");
}

function packageOf({ what }: Import): string {
  return /^(?:@[^/]+\/)?[^/]+/.exec(what)?.[0] ?? what;
}

function mayImport({ from, what, file, typeOnly }: Import): boolean {
  const layer = layerOf(from);
  const { values, types = [], node = [] } = LAYERS[layer] ?? { values: [] };
  if (file === undefined) return node.includes("*") || node.includes(what);
  if (what === layer) return true;
  if (layer !== "rules" && LEAVES.includes(what)) return true;
  return values.includes(what) || values.includes(file.replace(/^src\//, "")) || (typeOnly && types.includes(what));
}

function shown({ from, what, file, typeOnly }: Import): string {
  return `${from} imports ${typeOnly ? "types from " : ""}${file ?? what}`;
}

describe("the layers", () => {
  test("are all in the table", () => {
    expect([...new Set(FILES.map(layerOf))].filter((layer) => !(layer in LAYERS))).toEqual([]);
  });

  test.each(Object.keys(LAYERS))("%s imports what it may and nothing else", (layer) => {
    const own = IMPORTS.filter((each) => layerOf(each.from) === layer && !isForeign(each));
    expect(own.filter((each) => !mayImport(each)).map(shown)).toEqual([]);
  });

  test("imports are found at all, of every kind", () => {
    const all = IMPORTS.map(shown);
    expect(all).toContain("src/bin.ts imports rules/index.ts");
    expect(all).toContain("src/panos/policies/rule-entry.ts imports types from src/xml/element.ts");
    expect(all).toContain("src/rule.ts imports src/panos/scopes/command.ts");
    expect(all).toContain("rules/index.ts imports rules/session-logging/log-start-and-end.ts");
    expect(all).toContain("rules/session-logging/log-start-and-end.ts imports src/rule.ts");
  });

  test("only bin.ts knows the rules", () => {
    const outside = IMPORTS.filter(({ from, what }) => what === "rules" && layerOf(from) !== "rules");
    expect(outside.map(shown)).toEqual(["src/bin.ts imports rules/index.ts"]);
  });

  test("a third-party package has one owner", () => {
    const strange = IMPORTS.filter((each) => isForeign(each) && OWNERS[packageOf(each)] !== layerOf(each.from));
    expect(strange.map(shown)).toEqual([]);
  });

  test("a package with an owner is used by it", () => {
    const used = new Set(IMPORTS.filter(isForeign).map(packageOf));
    expect(Object.keys(OWNERS).filter((name) => !used.has(name))).toEqual([]);
  });

  test("are no circle, whether by values or by types", () => {
    const between = IMPORTS.filter(({ from, what, file }) => file !== undefined && what !== layerOf(from));
    expect(circleIn(between.map(({ from, what }) => [layerOf(from), what]))).toBeUndefined();
  });

  test("have no circle of files, whether by values or by types", () => {
    const all = IMPORTS.flatMap(({ from, file }) => (file === undefined ? [] : [[from, file] as const]));
    expect(circleIn(all)).toBeUndefined();
  });
});

describe("the rooms of panos/", () => {
  test("are all in the table, and in CONTRIBUTING.md with a sentence each", () => {
    const rooms = [...new Set(FILES.flatMap((file) => roomOf(file) ?? []))];
    expect(rooms.sort()).toEqual(Object.keys(ROOMS).sort());
    const page = textOf("CONTRIBUTING.md");
    const told = Object.keys(ROOMS).filter((room) => /\| `[^|]*` \| [A-Z][^|]{20,}\. \|/.test(rowOf(page, room)));
    expect(told).toEqual(Object.keys(ROOMS));
  });

  test.each(Object.entries(ROOMS))("%s imports rooms above it only, types included", (room, allowed) => {
    const strange = IMPORTS.filter(({ from, file }) => {
      const other = roomOf(file);
      return roomOf(from) === room && other !== undefined && other !== room && !allowed.includes(other);
    });
    expect(strange.map(shown)).toEqual([]);
  });

  test("are listed so that each is below all that it may import", () => {
    const order = Object.keys(ROOMS);
    const upward = Object.entries(ROOMS).flatMap(([room, allowed]) =>
      allowed.filter((other) => order.indexOf(other) >= order.indexOf(room)).map((other) => `${room} above ${other}`),
    );
    expect(upward).toEqual([]);
  });
});

/** The row of a table in Markdown that begins with this code. */
function rowOf(page: string, code: string): string {
  const start = `| \`${code.endsWith(".ts") ? code : `${code}/`}\` |`;
  return page.split("\n").find((line) => line.startsWith(start)) ?? "";
}

/** One way from a node back to itself, as `a → b → a`; undefined when there is none. */
function circleIn(edges: readonly (readonly [from: string, to: string])[]): string | undefined {
  const successors = new Map<string, Set<string>>();
  for (const [from, to] of edges) successors.set(from, (successors.get(from) ?? new Set()).add(to));
  const done = new Set<string>();
  const visit = (node: string, path: readonly string[]): string | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node].join(" → ");
    if (done.has(node)) return undefined;
    for (const next of successors.get(node) ?? []) {
      const circle = visit(next, [...path, node]);
      if (circle !== undefined) return circle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of successors.keys()) {
    const circle = visit(node, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

test("a circle is found, and the way round it is shown", () => {
  const chain = [
    ["a", "b"],
    ["b", "c"],
    ["c", "d"],
    ["a", "d"],
  ] as const;
  expect(circleIn(chain)).toBeUndefined();
  expect(circleIn([...chain, ["c", "b"]])).toBe("b → c → b");
  expect(circleIn([["a", "a"]])).toBe("a → a");
});

/** The files in which a word of code stands, without those that may use it. */
function filesWith(word: RegExp, allowed: (file: string) => boolean = () => false): readonly string[] {
  return FILES.filter((file) => word.test(codeOf(file)) && !allowed(file));
}

describe("the code", () => {
  const touchesProcess = (file: string): boolean => ["cli", "bin.ts"].includes(layerOf(file));

  test("touches the process in cli/ and bin.ts only", () => {
    expect(filesWith(/\bprocess\b|\bconsole\b/, touchesProcess)).toEqual([]);
    expect(IMPORTS.filter(({ what, from }) => what === "node:process" && !touchesProcess(from)).map(shown)).toEqual([]);
    expect(filesWith(/\bprocess\b/)).toContain("src/bin.ts");
  });

  test("never ends the process: an exit code is set, and output is written to its end", () => {
    expect(filesWith(/\bprocess\s*\.\s*(?:exit|abort|kill|reallyExit)\b/)).toEqual([]);
    expect(filesWith(/\bprocess\s*\.\s*exitCode\b/)).toEqual(["src/bin.ts"]);
  });

  const inRules = (file: string): boolean => layerOf(file) === "rules" && file !== "rules/index.ts";
  const isRule = (file: string): boolean => inRules(file) && /^export default defineRule\(/m.test(codeOf(file));

  test("has names for its exports; only a lint rule is the default of its file", () => {
    expect(filesWith(/^export default\b|\bas default\b/m, isRule)).toEqual([]);
  });

  test("in rules/ is a lint rule, or helps those of its category", () => {
    const helpers = FILES.filter((file) => inRules(file) && !isRule(file));
    const uses = IMPORTS.filter(({ file }) => file !== undefined && helpers.includes(file));
    expect(helpers.filter((helper) => uses.every(({ file, from }) => file !== helper || !isRule(from)))).toEqual([]);
    expect(uses.filter(({ file = "", from }) => dirname(file) !== dirname(from)).map(shown)).toEqual([]);
  });

  test("passes exports on in the three indexes and in the door of the rules only", () => {
    const doors = ["src/index.ts", "src/rule.ts", "src/report/index.ts", "rules/index.ts"];
    expect(filesWith(/^export (?:type )?(?:\*|\{[^}]*\}) from\b/m, (file) => doors.includes(file))).toEqual([]);
  });

  test("stands in files with names in kebab case", () => {
    expect(FILES.filter((file) => !/^[a-z0-9/-]+\.ts$/.test(file))).toEqual([]);
  });

  test(`stands in files of at most ${MAX_LINES} lines, apart from those that say why`, () => {
    const long = FILES.filter((file) => textOf(file).split("\n").length - 1 > MAX_LINES);
    expect(long).toEqual(Object.keys(LONG_FILES));
  });
});
