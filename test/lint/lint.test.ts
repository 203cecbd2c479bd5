import { expect, test } from "@jest/globals";
import { InputError } from "../../src/error.ts";
import { LintRun } from "../../src/lint/lint.ts";
import { firewallWith, list, rule, sourceOf } from "../support/panos-config.ts";
import { active, EACH_RULE, ruleThat } from "../support/panos-lint.ts";

const CLEAN = firewallWith();

test("a run without inputs knows that it is empty", () => {
  const run = new LintRun({ excerpts: true });
  expect(run.isEmpty).toBe(true);
  run.add(sourceOf(CLEAN), []);
  expect(run.isEmpty).toBe(false);
});

test("a report is ordered by file, whatever order the files came in, and counts what it holds", () => {
  const run = new LintRun({ excerpts: true });
  const note = ruleThat("note-rule", () => ({}), "note");
  run.add(sourceOf(firewallWith(rule("web", list("tag", "lint-log-exempt")), rule("mail")), "b.xml"), [
    active(EACH_RULE),
  ]);
  run.add(sourceOf("<html/>", "c.xml"), [active(EACH_RULE)]);
  run.add(sourceOf(firewallWith(rule("dns")), "B.xml"), [active(EACH_RULE, { severity: "error" }), active(note)]);
  run.addUnreadable("a.xml", "a.xml", new InputError("Permission denied.", { hint: "Ask for it." }));
  const report = run.report();
  expect(report.files.map(({ path }) => path)).toEqual(["B.xml", "b.xml"]);
  expect(report.findings.map((each) => `${each.file} ${each.severity} ${each.rule}`)).toEqual([
    "B.xml error each-rule",
    "B.xml note note-rule",
    "b.xml warning each-rule",
  ]);
  expect(report.errors.map(({ file, line, message }) => [file, line, message])).toEqual([
    ["a.xml", undefined, "Permission denied."],
    ["c.xml", 1, "The root element <html> is not one that a PAN-OS configuration export begins with."],
  ]);
  expect(report.summary).toEqual({ error: 1, warning: 1, note: 1, suppressed: 1, baselined: 0, unchanged: 0 });
  expect(report.rules.map((each) => [each.rule.id, each.severity])).toEqual([
    ["each-rule", "warning"],
    ["note-rule", "note"],
  ]);
});

test("crashes of all files are collected", () => {
  const failing = ruleThat("failing", () => {
    throw new Error("x");
  });
  const run = new LintRun({ excerpts: false });
  for (const name of ["b.xml", "a.xml"]) run.add(sourceOf(firewallWith(rule("web")), name), [active(failing)]);
  expect(run.report().crashes.map(({ file, rule: id }) => [file, id])).toEqual([
    ["a.xml", "failing"],
    ["b.xml", "failing"],
  ]);
});
