import { describe, expect, test } from "@jest/globals";
import { Ajv } from "ajv";
import type { Report, ReportedError } from "../../src/lint/report.ts";
import { csv } from "../../src/report/findings/csv.ts";
import { github } from "../../src/report/findings/github.ts";
import { gitlab } from "../../src/report/findings/gitlab.ts";
import { junit } from "../../src/report/findings/junit.ts";
import { markdown } from "../../src/report/findings/markdown.ts";
import { rdjson } from "../../src/report/findings/rdjson.ts";
import { Element } from "../../src/xml/element.ts";
import { scan } from "../../src/xml/scanner.ts";
import { fileReport, finding, render, report } from "../support/cli-reports.ts";
import { GITLAB, JUNIT, RDJSON } from "../support/report-schemas.ts";
import { type Tree, treeOf } from "../support/xml-tree.ts";

/* What the readers of each format ask for, whatever names a configuration holds. */

const NAMES = [
  "Web Browsing",
  "#1 50%0A off, really: yes",
  "Zürich → 東京 🔥",
  "a|b||c",
  "two\nlines\r\nand \"quotes\" and 'these'",
  "]]> <b> & &amp; -->",
  "::error::not mine",
  "=1+1",
  "@everyone *bold* `code` [link](x) <img src=x>",
  "\u0001 and half a pair \ud83d",
] as const;
const PATHS = ["sites/a b.xml", "sites/#1 50%.xml", "Zürich, Süd: 1.xml", "=x.xml"] as const;

const LEVELS = ["error", "warning", "note"] as const;
const HOSTILE = report(
  NAMES.map((name, index) => {
    const file = PATHS[index % PATHS.length] ?? "";
    const policyRule = { ...namedRule(index), name, title: `security rule "${name}"` };
    return finding(index + 1, {
      severity: LEVELS[index % 3] ?? "note",
      file,
      message: `Security rule "${name}" logs at session start.`,
      commands: [`set rulebase security rules "${name}" log-start no`, "delete x; y"],
      path: `vsys/vsys1/rulebase/security/${name}`,
      policyRule,
    });
  }),
);
const TROUBLE: ReportedError = {
  file: "broken %, #.xml",
  uri: "broken %, #.xml",
  line: 3,
  column: 14,
  message: "The element <rules> is not closed.",
  hint: "Check that the export was copied completely.",
};
const CRASH = { rule: "log-start-only", policyRule: undefined, file: "a.xml", error: new Error("no such thing") };
const TROUBLED = report([finding(7)], { errors: [TROUBLE], crashes: [CRASH] });
const NOTHING = report([], { files: [fileReport("clean.xml", { partial: "the file is a fragment" })] });

function namedRule(index: number): NonNullable<ReturnType<typeof finding>["policyRule"]> {
  const { policyRule } = finding(index);
  if (policyRule === undefined) throw new Error("The finding has no policy rule.");
  return policyRule;
}

function valid(schema: object, text: string): unknown {
  const validate = new Ajv({ allErrors: true }).compile(schema);
  const content = JSON.parse(text);
  validate(content);
  expect(validate.errors ?? []).toEqual([]);
  return content;
}

const ALL: readonly (readonly [string, Report])[] = [
  ["hostile names", HOSTILE],
  ["files that were not checked", TROUBLED],
  ["nothing", NOTHING],
  ["no file", report([])],
];

describe("github", () => {
  interface Command {
    readonly level: string;
    readonly properties: { readonly [name: string]: string };
    readonly text: string;
  }

  /** As the runner reads a line: up to the second `::` commas part properties, and percent signs are decoded. */
  function commandsIn(text: string): readonly Command[] {
    return text.split("\n").flatMap((line) => {
      const [, level = "", pairs = "", data = ""] = /^\s*::(\w+) ?(.*?)::(.*)$/.exec(line) ?? [];
      const properties = pairs.split(",").map((pair) => {
        const at = pair.indexOf("=");
        return [pair.slice(0, at), decoded(pair.slice(at + 1))] as const;
      });
      return level === "" ? [] : [{ level, properties: Object.fromEntries(properties), text: decoded(data) }];
    });
  }

  function decoded(text: string): string {
    const signs = { "%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%" } as const;
    // The pattern matches only these keys.
    return text.replace(/%0D|%0A|%3A|%2C|%25/g, (sign) => signs[sign as keyof typeof signs]);
  }

  test("gives an annotation for each finding, the most severe first", () => {
    const commands = commandsIn(render(github, HOSTILE));
    expect(commands.map(({ level }) => level)).toEqual([
      ...Array(4).fill("error"),
      ...Array(3).fill("warning"),
      ...Array(3).fill("notice"),
    ]);
    const sorted = LEVELS.flatMap((level) => HOSTILE.findings.filter(({ severity }) => severity === level));
    for (const [index, { message, help, commands: typed, uri, region, rule }] of sorted.entries()) {
      expect(commands[index]?.text).toBe([message, help, ...typed].join("\n"));
      const place = { file: uri, line: String(region.line), col: String(region.column), title: rule };
      expect(commands[index]?.properties).toEqual(place);
    }
  });

  test("lets no name begin a command of its own", () => {
    const lines = render(github, HOSTILE).trimEnd().split("\n");
    expect(lines.filter((each) => each.startsWith("::"))).toHaveLength(NAMES.length);
    expect(lines.filter((each) => !each.startsWith("::")).every((each) => each.startsWith("panlint: "))).toBe(true);
    expect(render(github, HOSTILE, { quiet: true }).trimEnd().split("\n")).toHaveLength(NAMES.length);
  });

  test("says first what was not checked", () => {
    expect(commandsIn(render(github, TROUBLED)).slice(0, 2)).toEqual([
      {
        level: "error",
        properties: { file: TROUBLE.uri, line: "3", col: "14", title: "not checked" },
        text: `${TROUBLE.message}\n${TROUBLE.hint}`,
      },
      {
        level: "error",
        properties: { file: "a.xml", title: "not checked" },
        text: "The rule log-start-only failed: no such thing.\nThis is a fault of panlint.",
      },
    ]);
  });

  test("says on standard error that GitHub shows ten of a level", () => {
    const many = (count: number): Report => report(Array.from({ length: count }, (_, index) => finding(index + 1)));
    expect(github.remarks?.(many(10), { showHidden: false })).toEqual([]);
    expect(github.remarks?.(many(11), { showHidden: false })).toEqual([
      "GitHub shows 10 errors, 10 warnings and 10 notices of a step; all are in its log.",
    ]);
  });
});

describe("gitlab", () => {
  interface Issue {
    readonly description: string;
    readonly check_name: string;
    readonly fingerprint: string;
    readonly severity: string;
    readonly location: { readonly path: string };
  }

  test.each(ALL)("meets the schema with %s", (_, content) => {
    valid(GITLAB, render(gitlab, content));
  });

  test("has the identities as fingerprints and the rules in the descriptions", () => {
    // The schema above says so.
    const issues = valid(GITLAB, render(gitlab, HOSTILE)) as readonly Issue[];
    expect(issues.map(({ fingerprint }) => fingerprint)).toEqual(HOSTILE.findings.map(({ identity }) => identity));
    for (const { description, check_name } of issues) expect(description.startsWith(`${check_name}: `)).toBe(true);
    expect(issues.slice(0, 3).map(({ severity }) => severity)).toEqual(["major", "minor", "info"]);
    expect(issues.map(({ location }) => location.path)).toEqual(HOSTILE.findings.map(({ uri }) => uri));
  });

  test("blocks for what was not checked", () => {
    const issues = valid(GITLAB, render(gitlab, TROUBLED)) as readonly Issue[];
    expect(issues.map(({ severity, check_name }) => [severity, check_name])).toEqual([
      ["blocker", "not-checked"],
      ["blocker", "not-checked"],
      ["minor", "log-start-and-end"],
    ]);
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(3);
  });
});

describe("rdjson", () => {
  test.each(ALL)("meets the schema with %s", (_, content) => {
    valid(RDJSON, render(rdjson, content));
  });

  test("has whole lines, the page of the rule, and what to do below the message", () => {
    const { diagnostics } = JSON.parse(render(rdjson, report([finding(12)])));
    expect(diagnostics).toEqual([
      {
        message:
          'Security rule "Web-Browsing-12" logs at session start and at session end; keep session end only.\n' +
          "Turn off Log at Session Start.\nset rulebase security rules Web-Browsing-12 log-start no",
        location: { path: "branch-office.xml", range: { start: { line: 12 }, end: { line: 12 } } },
        severity: "WARNING",
        code: {
          value: "log-start-and-end",
          url: "https://github.com/panlint/panlint/blob/main/rules/README.md#log-start-and-end",
        },
      },
    ]);
  });
});

describe("junit", () => {
  function read(content: Report, counted: readonly ("error" | "warning" | "note")[] = ["error", "warning"]): Tree {
    const root = treeOf(new Element(scan(Buffer.from(render(junit, content, { counted }))), 0));
    expectJunit(root);
    return root;
  }

  /** Allowed elements and attributes only, and counts that are right. */
  function expectJunit({ name, attributes, children }: Tree): void {
    const allowed = JUNIT[name];
    if (allowed === undefined) throw new Error(`There is no element <${name}>.`);
    const names = attributes.map(([each]) => each);
    expect(names).toEqual(expect.arrayContaining([...allowed.required]));
    expect([...allowed.required, ...(allowed.optional ?? [])]).toEqual(expect.arrayContaining(names));
    for (const child of children) {
      expect(allowed.children).toContain(child.name);
      expectJunit(child);
    }
    if (name !== "testsuite") return;
    const cases = children.filter((child) => child.name === "testcase");
    const results = (result: string): string =>
      String(cases.filter((each) => each.children.some((child) => child.name === result)).length);
    expect(Object.fromEntries(attributes)).toMatchObject({
      tests: String(cases.length),
      failures: results("failure"),
      errors: results("error"),
      skipped: results("skipped"),
    });
  }

  function attributeOf(tree: Tree | undefined, name: string): string | undefined {
    return tree?.attributes.find(([each]) => each === name)?.[1];
  }

  test.each(ALL)("meets the schema with %s", (_, content) => {
    expect(read(content).name).toBe("testsuites");
  });

  test("keeps every text, but for characters that XML does not have", () => {
    const cases = read(HOSTILE).children.flatMap((suite) => suite.children);
    const messages = cases.map((each) => attributeOf(each.children[0], "message"));
    const expected = HOSTILE.findings.map(({ message }) =>
      message.replace("\u0001", "\ufffd").replace(/\ud83d/u, "\ufffd"),
    );
    expect(messages.toSorted()).toEqual(expected.toSorted());
  });

  test("fails for what makes the run fail; the rest is skipped", () => {
    const results = (root: Tree): readonly (string | undefined)[] =>
      root.children.flatMap((suite) => suite.children).map((each) => each.children[0]?.name);
    const three = report(LEVELS.map((severity, index) => finding(index, { severity })));
    expect(results(read(three))).toEqual(["failure", "failure", "skipped"]);
    expect(results(read(three, ["error"]))).toEqual(["failure", "skipped", "skipped"]);
    expect(results(read(three, []))).toEqual(["skipped", "skipped", "skipped"]);
  });

  test("names test cases without lines, each once, and passes for a file without findings", () => {
    const same = { path: "shared/log-settings", setting: "entry" };
    const [flawed, clean] = read(
      report([finding(1, same), finding(2, same)], { files: [fileReport("branch-office.xml"), fileReport("ok.xml")] }),
    ).children;
    expect(flawed?.children.map((each) => attributeOf(each, "name"))).toEqual([
      "shared/log-settings: entry",
      "shared/log-settings: entry (2)",
    ]);
    expect(clean?.children.map((each) => [each.name, attributeOf(each, "name"), each.children.length])).toEqual([
      ["testcase", "nothing found", 0],
    ]);
  });

  test("says what was judged with care, and has errors for what was not judged", () => {
    expect(read(NOTHING).children[0]?.children.at(-1)?.text).toBe(
      "clean.xml: judged with care: the file is a fragment.",
    );
    const suites = read(TROUBLED).children;
    expect(suites.map((suite) => [attributeOf(suite, "name"), attributeOf(suite, "errors")])).toEqual([
      [TROUBLE.file, "1"],
      ["a.xml", "1"],
      ["branch-office.xml", "0"],
    ]);
  });
});

describe("csv", () => {
  /** As RFC 4180 says. */
  function rowsIn(text: string): readonly (readonly string[])[] {
    const rows: string[][] = [[]];
    for (const [, quoted, plain = "", end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^,"\n]*))(,|\n)/g)) {
      rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
      if (end === "\n") rows.push([]);
    }
    return rows.slice(0, -1);
  }

  test("has a row of as many cells for each finding, with what to type", () => {
    const [head = [], ...rows] = rowsIn(render(csv, HOSTILE));
    expect(rows).toHaveLength(NAMES.length);
    for (const row of rows) expect(row).toHaveLength(head.length);
    const cell = (row: readonly string[], name: string): string | undefined => row[head.indexOf(name)];
    expect(rows.map((row) => cell(row, "policy rule"))).toEqual(
      NAMES.map((name) => (/^[=@]/.test(name) ? `'${name}` : name)),
    );
    expect(rows.map((row) => cell(row, "message"))).toEqual(HOSTILE.findings.map(({ message }) => message));
    expect(cell(rows[0] ?? [], "commands")).toBe(
      'set rulebase security rules "Web Browsing" log-start no; delete x; y',
    );
  });

  test("lets nothing run as a formula", () => {
    for (const row of rowsIn(render(csv, HOSTILE))) for (const cell of row) expect(cell).not.toMatch(/^[=+\-@\t\r]/);
  });

  test("says what was not checked", () => {
    expect(rowsIn(render(csv, TROUBLED))[1]?.slice(0, 5)).toEqual(["not checked", "", TROUBLE.file, "3", "14"]);
  });
});

describe("markdown", () => {
  test("keeps names from being markup, mentions or new cells", () => {
    const text = render(markdown, HOSTILE);
    const rows = text.split("\n").filter((line) => line.startsWith("| ") && !/^\| (?:---|Where)/.test(line));
    expect(rows).toHaveLength(NAMES.length);
    for (const row of rows) expect(row.match(/(?<!\\)\|/g)).toHaveLength(3);
    expect(text).toContain('Security rule "@&#8203;everyone \\*bold\\* \\`code\\` \\[link\\](x) \\<img src=x\\>" logs');
    expect(text).toContain('rule "\\#&#8203;1 50%0A off, really: yes" logs');
  });

  test.each([
    ["findings, by severity", HOSTILE, "## panlint: 4 errors, 3 warnings, 3 notes\n"],
    ["nothing found", NOTHING, "## panlint: nothing found\n"],
    ["nothing to find something in", report([]), "## panlint: nothing to check\n"],
    ["no file that could be read", report([], { errors: [TROUBLE] }), "## panlint: not everything was checked\n"],
  ])("has in its heading %s", (_, content, heading) => {
    expect(render(markdown, content).startsWith(heading)).toBe(true);
  });

  test("says what was not checked", () => {
    expect(render(markdown, TROUBLED)).toContain(
      "**Not checked**: broken %, \\#.xml:3: The element \\<rules\\> is not closed. Check that the export",
    );
  });

  test("is no longer than a comment may be, and says what it leaves out", () => {
    const many = report(
      Array.from({ length: 1000 }, (_, index) => finding(index, { severity: index === 999 ? "error" : "note" })),
    );
    const text = render(markdown, many);
    expect(text.length).toBeLessThan(65_536);
    const listed = text.match(/^\| branch-office\.xml:/gm)?.length ?? 0;
    expect(listed).toBeGreaterThan(100);
    const told = `${1000 - listed} more findings are left out here, the least severe; the other formats have all.`;
    expect(text).toContain(`**${told}**`);
    expect(markdown.remarks?.(many, { showHidden: false })).toEqual([
      `The Markdown report is cut to what a comment takes: ${told}`,
    ]);
    expect(text.indexOf(":999 |")).toBeLessThan(text.indexOf("### Notes"));
  });
});
