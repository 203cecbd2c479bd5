import { describe, expect, test } from "@jest/globals";
import { plainText, sectionOf } from "../../src/report/page.ts";

const PAGE = "# a-rule\n\nIntro.\n\n## Why\n\nBecause.\n\n### Really\n\nYes.\n\n## Fix\n\nTurn it on.\n";

describe("a section of a rule page", () => {
  test.each([
    ["reaches to the next heading of its level", "Why", "Because.\n\n### Really\n\nYes."],
    ["may be the last one", "Fix", "Turn it on."],
    ["is empty when there is none", "Options", ""],
    ["is not begun by a heading of another level", "Really", ""],
  ])("%s", (_, heading, expected) => {
    expect(sectionOf(PAGE, heading)).toBe(expected);
  });
});

describe("as plain text", () => {
  test.each([
    [
      "emphasis is gone",
      "the action *allow* and **Web interface:** clear it",
      "the action allow and Web interface: clear it",
    ],
    ["emphasis in the middle of a word is gone", "re*new*al", "renewal"],
    ["emphasis over a line end is gone", "at *Session\nStart*.", "at Session\nStart."],
    ["code keeps its characters", "`*` and `?`, `log_start_ok`, `<log-end>`", "* and ?, log_start_ok, <log-end>"],
    ["a lone star stays", "5 * 3 is 15, and 2 * 3 is 6", "5 * 3 is 15, and 2 * 3 is 6"],
    ["underscores stay", "a_name_like_this", "a_name_like_this"],
    ["a link is its text", "See [the page](https://example.com/a_b_c).", "See the page."],
    ["a code block has no fences", "Type:\n\n```sh\nset x\n```\n\nDone.", "Type:\n\nset x\n\nDone."],
  ])("%s", (_, markdown, expected) => {
    expect(plainText(markdown)).toBe(expected);
  });
});
