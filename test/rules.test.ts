import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { rules } from "../rules/index.ts";
import { CATEGORIES, EXCEPT_OPTIONS, type Finding, type Rule } from "../src/rule.ts";
import { carryOut } from "./support/rule-commands.ts";
import { compose, type ExampleInput, lintExample, lintText, optionsFor, reportOf } from "./support/rule-examples.ts";
import { ruleFilesIn } from "./support/rule-index.ts";
import { linesOfLogic } from "./support/rule-logic.ts";
import { indexOf } from "./support/rule-page-parts.ts";
import { HEADINGS, pathOf, RULES, readPage, renderPage } from "./support/rule-pages.ts";

// UPDATE=1 (`npm run generate`) first writes all that is generated; after that the pages are tested as always.
if (process.env.UPDATE === "1") {
  for (const rule of rules) writeFileSync(pathOf(rule, "md"), renderPage(rule, readPage(rule)));
  writeFileSync(join(RULES, "README.md"), indexOf(rules));
}

/** Options that all rules about policy rules have; a page need not show them. */
const COMMON_OPTIONS = Object.keys(EXCEPT_OPTIONS);
/** More means that the model lacks a query, or that the rule is two; 40 to 60 is usual. */
const MAX_LOGIC = 90;
const pages = rules.map((rule) => ({ id: rule.id, rule, page: readPage(rule) }));

describe.each(pages)("$id", ({ id, rule, page }) => {
  test("has a page with the fixed headings in their order, none of them empty", () => {
    expect(page.sections.map(({ heading }) => heading)).toEqual(HEADINGS);
    expect(page.sections.filter(({ body }) => body === "")).toEqual([]);
  });

  test("has a page whose generated parts are fresh", () => {
    expectFresh(`${rule.category}/${id}.md`, page.text, renderPage(rule, page));
  });

  test("has at least two bad and two good examples", () => {
    expect(page.bad.length).toBeGreaterThanOrEqual(2);
    expect(page.good.length).toBeGreaterThanOrEqual(2);
  });

  page.bad.forEach((example, at) => {
    test(`bad example ${at + 1} gives the report under it`, () => {
      const report = reportOf(rule, example);
      expect(report).not.toBe("");
      expect(report).toBe(example.report);
      for (const [, line, column] of report.matchAll(/^(?: {2}see )?(\d+):(\d+)/gm)) {
        expect(example.xml.split("\n")[Number(line) - 1]?.slice(Number(column) - 1)).toMatch(/^<\w/);
      }
    });
  });

  page.good.forEach((example, at) => {
    test(`good example ${at + 1} gives no report`, () => {
      expect(reportOf(rule, example)).toBe("");
    });
  });

  const examples = [...page.bad, ...page.good];

  for (const example of examples) {
    for (const option of Object.keys(example.options)) {
      test(`the option ${option} of an example makes a difference`, () => {
        const { [option]: _, ...others } = example.options;
        expect(reportOf(rule, { ...example, options: others })).not.toBe(reportOf(rule, example));
      });
    }
  }

  test("has an example of every option of its own", () => {
    const shown = new Set(examples.flatMap(({ options }) => Object.keys(options)));
    const own = Object.keys(rule.options).filter((name) => !COMMON_OPTIONS.includes(name));
    expect(own.filter((name) => !shown.has(name))).toEqual([]);
  });

  test("has the options exceptTags and exceptRules when its findings are about policy rules, and only then", () => {
    const found = page.bad.flatMap((example) => rawFindings(rule, example));
    const aboutPolicyRules = found.some(({ policyRule }) => policyRule !== undefined);
    expect(COMMON_OPTIONS.filter((name) => name in rule.options)).toEqual(aboutPolicyRules ? COMMON_OPTIONS : []);
  });

  test("has an id in kebab case, which names the flaw", () => {
    expect(id).toMatch(/^(?!no-)[a-z]+(-[a-z]+)+$/);
  });

  test("has nothing left to fill in", () => {
    const lines = [...readFileSync(pathOf(rule, "ts"), "utf8").split("\n"), ...page.text.split("\n")];
    expect(lines.filter((line) => line.includes("TODO"))).toEqual([]);
  });

  test("describes itself and its options in sentences", () => {
    expect(rule.summary).toMatch(SENTENCE);
    for (const { description } of Object.values(rule.options)) expect(description).toMatch(SENTENCE);
  });

  test("speaks in sentences", () => {
    for (const { message, help, commands, related } of page.bad.flatMap((example) => lintExample(example, rule))) {
      expect(message).toMatch(ONE_SENTENCE);
      for (const place of related) expect(place.message).toMatch(ONE_SENTENCE);
      expect(help).toMatch(SENTENCE);
      for (const command of commands) expect(command).toMatch(/^(set|delete) \S/);
    }
  });

  page.bad.forEach((example, at) => {
    test(`the commands of bad example ${at + 1} mend what they are given for`, () => {
      const { text } = compose(example.product, example.xml);
      for (const { identity, commands } of lintExample(example, rule)) {
        const mended = commands.reduce<string | undefined>(
          (before, command) => before && carryOut(before, command),
          text,
        );
        // Commands for rules that Panorama pushed are for Panorama, not for the firewall of the example.
        if (mended === undefined) expect(example.xml).toContain(' loc="');
        else if (commands.length > 0) {
          const active = { rule, severity: undefined, options: optionsFor(rule, example.options) };
          expect(lintText(mended, [active]).map((finding) => finding.identity)).not.toContain(identity);
        }
      }
    });
  });

  test(`has at most ${MAX_LOGIC} lines of logic`, () => {
    expect(linesOfLogic(readFileSync(pathOf(rule, "ts"), "utf8")).length).toBeLessThanOrEqual(MAX_LOGIC);
  });
});

const SENTENCE = /^[A-Z].*\.$/;
/** No full stop inside, unless in a name. */
const ONE_SENTENCE = /^[A-Z](?:[^."]|\.\S|"[^"]*")*\.$/;

function expectFresh(file: string, actual: string, expected: string): void {
  if (actual === expected) return;
  const [is, should] = [actual.split("\n"), expected.split("\n")];
  const at = should.findIndex((line, index) => line !== is[index]);
  throw new Error(
    `rules/${file} is stale: run npm run generate\n\nline ${at + 1} is:     ${is[at]}\nand should be: ${should[at]}`,
  );
}

test("rules/README.md is fresh", () => {
  expectFresh("README.md", readFileSync(join(RULES, "README.md"), "utf8"), indexOf(rules));
});

test("every rule file and every page belongs to a rule in the index", () => {
  const pages = CATEGORIES.flatMap((category) =>
    readdirSync(join(RULES, category)).map((file) => join(category, file)),
  );
  const files = [
    ...ruleFilesIn(RULES).map(({ category, id }) => join(category, `${id}.ts`)),
    ...pages.filter((file) => !file.endsWith(".ts")),
  ];
  const own = rules.flatMap(({ category, id }) => [join(category, `${id}.md`), join(category, `${id}.ts`)]);
  expect(files.sort()).toEqual(own.sort());
});

test("lines of logic are all but metadata, options, imports, comments and blank lines", () => {
  const file = `import {
  defineRule,
} from "../../src/rule.ts";

/** Why. */
const DAY = 24;

export default defineRule({
  id: "a-flaw",
  summary:
    "It is wrong.",
  references: [
    { title: "A page" },
  ],
  options: {
    days: { type: "integer", default: DAY, description: "How many." },
  },
  // Looks.
  *check({ config }) {
    yield* look(config);
  },
});
`;
  const logic = ["const DAY = 24;", "export default defineRule({", "  *check({ config }) {"];
  expect(linesOfLogic(file)).toEqual([...logic, "    yield* look(config);", "  },", "});"]);
});

describe("all rules together", () => {
  test.each(["firewall", "panorama"] as const)("find nothing in the %s around the examples", (product) => {
    const xml =
      '<entry name="web-out"><action>allow</action><profile-setting><group><member>strict</member></group></profile-setting><log-setting>to-siem</log-setting></entry>\n';
    for (const rule of rules) expect(lintExample({ product, xml, options: {} }, rule)).toEqual([]);
  });

  // That no rule has a profile says already that a device's logs go nowhere.
  const saidInstead = new Map([["logs-stored-only-locally", "rule-without-log-forwarding"]]);

  test("leave nothing out beside each other unless another says it of the same policy rule", () => {
    for (const { rule, page } of pages) {
      for (const example of page.bad) {
        const together = lintExample(example, rule, allBut(rule));
        const missing = lintExample(example, rule).filter(
          ({ identity }) => !together.some((finding) => finding.identity === identity),
        );
        const instead = saidInstead.get(rule.id);
        if (instead !== undefined && together.some((finding) => finding.rule === instead)) continue;
        for (const { path } of missing) expect(together.map((finding) => finding.path)).toContain(path);
      }
    }
  });

  test("a log at session start that one asks for is accepted by the other", () => {
    const asking = pages.find(({ id }) => id === "long-lived-rule-without-log-start");
    const judging = rules.find(({ id }) => id === "log-start-and-end");
    if (asking === undefined || judging === undefined) throw new Error("A rule is missing.");
    for (const { product, xml, options } of asking.page.bad) {
      const active = { rule: asking.rule, severity: undefined, options: optionsFor(asking.rule, options) };
      const commands = lintExample({ product, xml, options }, asking.rule).flatMap((finding) => finding.commands);
      const mended = commands.reduce((text, command) => carryOut(text, command) ?? "", compose(product, xml).text);
      expect(mended).toContain("<log-start>yes</log-start>");
      // No list of its own: only what the other has may be accepted.
      const strict = {
        rule: judging,
        severity: undefined,
        options: optionsFor(judging, { allowApps: [], allowTags: [] }),
      };
      expect(lintText(mended, [active, strict])).toEqual([]);
      expect(lintText(mended, [strict])).not.toEqual([]);
    }
  });

  test("an empty profile for new rules is told once, by whom it concerns: before a rule has it, and after", () => {
    const told = (used: string): readonly string[] => {
      const xml = `<entry name="web-out"><action>allow</action><log-setting>${used}</log-setting></entry>
        <log-settings><profiles><entry name="default"/></profiles></log-settings>`;
      const ids = ["default-log-forwarding-profile-missing", "log-forwarding-profile-has-no-effect"];
      const active = rules.filter(({ id }) => ids.includes(id));
      const all = active.map((rule) => ({ rule, severity: undefined, options: optionsFor(rule, {}) }));
      return lintText(compose("firewall", xml).text, all).map(({ rule, severity }) => `${rule} ${severity}`);
    };
    expect(told("to-siem")).toEqual(["default-log-forwarding-profile-missing warning"]);
    expect(told("default")).toEqual(["log-forwarding-profile-has-no-effect error"]);
  });

  // Two things that are not written, such as overrides of default rules, may have the same container to point at.
  test("tell one cause once: no two of them report the same setting of the same thing in an example", () => {
    const twice = pages.flatMap(({ rule, page }) =>
      [...page.bad, ...page.good].flatMap((example) => {
        const findings = lintExample(example, rule, allBut(rule));
        const at = findings.map(({ region, setting, path }) => `${region.line}:${region.column} ${setting} ${path}`);
        return findings.filter((_, index) => at.indexOf(at[index] ?? "") !== at.lastIndexOf(at[index] ?? ""));
      }),
    );
    expect(twice.map(({ rule, message }) => `${rule}: ${message}`)).toEqual([]);
  });
});

/** What a rule itself says of an example, before the findings are resolved. */
function rawFindings(rule: Rule, example: ExampleInput): readonly Finding[] {
  const findings: Finding[] = [];
  const watched: Rule = {
    ...rule,
    *check(context) {
      for (const finding of rule.check(context)) {
        findings.push(finding);
        yield finding;
      }
    },
  };
  lintExample(example, watched);
  return findings;
}

function allBut(rule: Rule): readonly Rule[] {
  return rules.filter((other) => other !== rule);
}
