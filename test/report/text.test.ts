import { describe, expect, test } from "@jest/globals";
import type { ReportedError } from "../../src/lint/report.ts";
import { text } from "../../src/report/findings/text.ts";
import { fileReport, finding, render, report } from "../support/cli-reports.ts";

const BROKEN: ReportedError = {
  file: "broken.xml",
  uri: "broken.xml",
  line: 3,
  column: 14,
  message: "The element <rules> is not closed.",
  hint: "Check that the export was copied completely.",
};
const ARCHIVE: ReportedError = {
  file: "backup.zip",
  uri: "backup.zip",
  line: undefined,
  column: undefined,
  message: "This is a zip archive, not an exported configuration.",
  hint: undefined,
};

const SMALL = report(
  [
    finding(98),
    finding(101, {
      rule: "rule-without-log-forwarding",
      severity: "error",
      message: 'Security rule "Web-Browsing-98" has no log-forwarding profile.',
      policyRule: finding(98).policyRule,
      region: { line: 101, column: 3, endLine: 101, endColumn: 33 },
      excerpt: { text: '  <entry name="Web-Browsing-98">', start: 2, end: 32 },
      help: undefined,
      commands: [],
      related: [
        {
          file: "panorama.xml",
          uri: "panorama.xml",
          region: { line: 77, column: 5, endLine: 77, endColumn: 9 },
          message: "This profile exists.",
        },
      ],
    }),
    finding(206, {
      rule: "interzone-default-not-logged",
      severity: "note",
      message: 'Traffic that interzone-default denies is not logged in vsys "vsys1".',
      file: "data-centre/running-config.xml",
      policyRule: undefined,
      path: "vsys/vsys1/rulebase/default-security-rules/interzone-default",
      excerpt: undefined,
      commands: [],
      related: [1, 2, 3, 4, 5, 6, 7].map((line) => ({
        file: "data-centre/running-config.xml",
        uri: "data-centre/running-config.xml",
        region: { line, column: 1, endLine: line, endColumn: 2 },
        message: `Place ${line}.`,
      })),
    }),
  ],
  { errors: [BROKEN, ARCHIVE] },
);

test("a report is grouped by file and policy rule; files that were not checked come last, and then the sum of it", () => {
  expect(`\n${render(text, SMALL)}`).toMatchInlineSnapshot(`
"
branch-office.xml

  vsys "vsys1" › rulebase › security rule "Web-Browsing-98" (#98)

    warning: Security rule "Web-Browsing-98" logs at session start and at session end; keep session end only. [log-start-and-end]
       --> branch-office.xml:98:19
    98 | <log-start>yes</log-start>
       | ^^^^^^^^^^^^^^^^^^^^^^^^^^
       = help: Turn off Log at Session Start.
       = type: set rulebase security rules Web-Browsing-98 log-start no

    error: Security rule "Web-Browsing-98" has no log-forwarding profile. [rule-without-log-forwarding]
        --> branch-office.xml:101:3
    101 | <entry name="Web-Browsing-98">
        | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
        = panorama.xml:77: This profile exists.

data-centre/running-config.xml

  vsys/vsys1/rulebase/default-security-rules/interzone-default

    note: Traffic that interzone-default denies is not logged in vsys "vsys1". [interzone-default-not-logged]
        --> data-centre/running-config.xml:206:19
        = line 1: Place 1.
        = line 2: Place 2.
        = line 3: Place 3.
        = line 4: Place 4.
        = line 5: Place 5.
        = and 2 more
        = help: Turn off Log at Session Start.

broken.xml:3:14
    not checked: The element <rules> is not closed.
      = help: Check that the export was copied completely.

backup.zip
    not checked: This is a zip archive, not an exported configuration.

Read 2 files (2 firewalls, 2 vsys): 24 security rules (24 local, 2 of them disabled).
2 files could not be read or understood completely.
Found 1 error, 1 warning, 1 note.
1 can be fixed with the commands given, 1 is below the threshold of --fail-on.
"
`);
});

test("a policy rule is named once in a file, and again in the next", () => {
  const shown = render(text, report([finding(1), finding(1), finding(1, { file: "data-centre.xml" })]), {
    quiet: true,
  });
  expect(shown.match(/^(\w.*| {2}\w.*| {4}warning)/gm)).toEqual([
    "branch-office.xml",
    '  vsys "vsys1" › rulebase › security rule "Web-Browsing-1" (#1)',
    "    warning",
    "    warning",
    "data-centre.xml",
    '  vsys "vsys1" › rulebase › security rule "Web-Browsing-1" (#1)',
    "    warning",
  ]);
});

test("--quiet leaves out the sum", () => {
  const quiet = render(text, SMALL, { quiet: true });
  expect(render(text, SMALL).startsWith(quiet)).toBe(true);
  expect(quiet).not.toContain("Read 2 files");
  expect(render(text, report([]), { quiet: true })).toBe("");
});

describe("colour", () => {
  // What ends up in the terminal as a command to it: ESC and the one-character form of ESC [.
  const COMMANDS = /[\u001b\u009b]/;

  test("is left out unless it is asked for", () => {
    expect(render(text, SMALL, { color: false })).not.toMatch(COMMANDS);
  });

  test("adds nothing but colour", () => {
    const colored = render(text, SMALL, { color: true });
    expect(colored).toMatch(COMMANDS);
    expect(colored.replace(/\u001b\[\d+m/g, "")).toBe(render(text, SMALL, { color: false }));
  });

  test("gives each severity its own colour", () => {
    const words = ["error", "warning", "note"].map((severity) => {
      const shown = render(text, SMALL, { color: true });
      return new RegExp(`\u001b\\[1m(\u001b\\[\\d+m)${severity}\u001b`).exec(shown)?.[1];
    });
    expect(new Set(words).size).toBe(3);
  });
});

describe("carets are under what they mean", () => {
  /** The marked part is in square brackets. */
  test.each([
    ["plain", "[<log-end>no</log-end>]", "<log-end>no</log-end>", "^^^^^^^^^^^^^^^^^^^^^"],
    ["indented by blanks", "      [<a/>] <b/>", "<a/> <b/>", "^^^^"],
    ["indented by tabs", "\t\t[<a/>]", "<a/>", "^^^^"],
    ["behind a tab", "<x>\t[<a/>]", "<x> <a/>", "    ^^^^"],
    ["with a tab inside", "<x>[<a>\t</a>]", "<x><a> </a>", "   ^^^^^^^^"],
    ["behind wide characters", "<x>東京</x>[<a/>]", "<x>東京</x><a/>", "           ^^^^"],
    ["with wide characters inside", "[<a>東京</a>]", "<a>東京</a>", "^^^^^^^^^^^"],
    ["behind an emoji", "<x>🔥</x>[<a/>]", "<x>🔥</x><a/>", "         ^^^^"],
    ["behind combining characters", "<x>u\u0308</x>[<a/>]", "<x>u\u0308</x><a/>", "        ^^^^"],
    ["behind umlauts", "<x>Zürich</x>[<a/>]", "<x>Zürich</x><a/>", "             ^^^^"],
    ["with nothing inside", "<x>[]", "<x>", "   ^"],
    ["that are blanks themselves", "[  ]<a/>", "  <a/>", "^^"],
    ["with more on both sides than is shown", "…<x>[<a/>]</x>…", "…<x><a/></x>…", "    ^^^^"],
  ])("%s", (_, marked, line, carets) => {
    const [start, end] = [marked.indexOf("["), marked.indexOf("]") - 1];
    const excerpt = { text: marked.replace(/[[\]]/g, ""), start, end };
    const lines = render(text, report([finding(7, { excerpt })])).split("\n");
    const at = lines.findIndex((each) => each.startsWith("    7 | "));
    expect(lines.slice(at, at + 2)).toEqual([`    7 | ${line}`, `      | ${carets}`]);
  });

  test("in a column as wide as the line number", () => {
    const shown = render(text, report([finding(123_456)]));
    expect(shown.split("\n").slice(5, 8)).toEqual([
      "           --> branch-office.xml:123456:19",
      "    123456 | <log-start>yes</log-start>",
      "           | ^^^^^^^^^^^^^^^^^^^^^^^^^^",
    ]);
  });
});

describe("the sum says what was read and what was found", () => {
  const PANORAMA = {
    product: "panorama",
    virtualSystems: 0,
    deviceGroups: 5,
    securityRules: { total: 40, disabled: 2, pre: 25, local: 0, post: 15 },
  } as const;
  const NO_RULES = { total: 0, disabled: 0, pre: 0, local: 0, post: 0 };

  test.each<[string, Parameters<typeof report>[1], string]>([
    [
      "one firewall",
      { files: [fileReport("a.xml")] },
      "Read 1 file (1 firewall, 1 vsys): 12 security rules (12 local, 1 of them disabled).\nNothing found.\n",
    ],
    [
      "firewalls and Panorama",
      { files: [fileReport("a.xml", { virtualSystems: 3 }), fileReport("b.xml"), fileReport("c.xml", PANORAMA)] },
      "Read 3 files (2 firewalls, 1 Panorama, 4 vsys, 5 device groups): 64 security rules " +
        "(25 pre, 24 local, 15 post, 4 of them disabled).\nNothing found.\n",
    ],
    [
      "a file without security rules",
      { files: [fileReport("a.xml", { securityRules: NO_RULES, virtualSystems: 0 })] },
      "Read 1 file (1 firewall): 0 security rules.\nNothing found, but there is no policy to judge.\n",
    ],
    [
      "what was done to a file, and what it does not show",
      { files: [fileReport("a.xml.gz", { notes: ["unpacked from gzip"], partial: "the file is a fragment" })] },
      "Read 1 file (1 firewall, 1 vsys): 12 security rules (12 local, 1 of them disabled).\n" +
        "a.xml.gz: unpacked from gzip.\na.xml.gz: judged with care: the file is a fragment.\nNothing found.\n",
    ],
    [
      "findings that the user exempted",
      {
        files: [fileReport("a.xml")],
        summary: { error: 0, warning: 1, note: 2, suppressed: 3, baselined: 0, unchanged: 0 },
      },
      "Read 1 file (1 firewall, 1 vsys): 12 security rules (12 local, 1 of them disabled).\n" +
        "Found 0 errors, 1 warning, 2 notes (3 suppressed).\n",
    ],
    [
      "two errors in one file",
      { files: [fileReport("broken.xml")], errors: [BROKEN, { ...BROKEN, line: 9 }] },
      "Read 1 file (1 firewall, 1 vsys): 12 security rules (12 local, 1 of them disabled).\n" +
        "1 file could not be read or understood completely.\nNothing found.\n",
    ],
    [
      "no file that could be read",
      { errors: [BROKEN, ARCHIVE] },
      "2 files could not be read or understood completely.\n",
    ],
    ["no file at all", {}, ""],
  ])("of %s", (_, parts, expected) => {
    const shown = render(text, report([], parts));
    expect(shown.slice(shown.search(/^(?:Read|\d+ files? could)/m))).toBe(expected);
  });
});
