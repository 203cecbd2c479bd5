import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "@jest/globals";
import { parseBaseline, renderBaseline } from "../../src/lint/baseline.ts";
import { tgzOf } from "../support/archives.ts";
import { branchOffice, CLEAN, FLAWED, folderWith, SECURITY_RULES } from "../support/cli-files.ts";
import { run } from "../support/cli-program.ts";
import { parseReport } from "../support/cli-reports.ts";

/** Rules and counts of a run's findings. */
async function found(cwd: string, ...args: readonly string[]) {
  const { code, stdout, stderr } = await run([...args, "--format", "json"], { cwd });
  const { findings, summary, remarks } = parseReport(stdout);
  return { code, stderr, rules: findings.map(({ rule }) => rule), summary, remarks };
}

const ALL = ["unresolved-log-forwarding-profile", "log-start-and-end", "log-start-only"];
/** The one mistake in place of another: as many findings as before. */
const SWAPPED = branchOffice(
  SECURITY_RULES.error,
  SECURITY_RULES.warning.replace("Web-Browsing", "Web-Admin"),
  SECURITY_RULES.note,
);

describe("a baseline", () => {
  test("hides what it knows; the same file from another run is the same bytes", async () => {
    const cwd = folderWith({ "fw.xml": FLAWED });
    const written = await run(["baseline"], { cwd });
    expect(written).toEqual({
      code: 0,
      stdout: "",
      stderr: "panlint: panlint-baseline.txt: 3 known findings (3 added, 0 dropped).\n",
    });
    const text = readFileSync(join(cwd, "panlint-baseline.txt"), "utf8");
    const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
    expect(lines.map((line) => line.replace(/^[0-9a-f]{32}\t/, ""))).toEqual([
      "log-start-only\tfw.xml\tvsys/vsys1/rulebase/security/Block-Telnet",
      "unresolved-log-forwarding-profile\tfw.xml\tvsys/vsys1/rulebase/security/Camera-Upload",
      "log-start-and-end\tfw.xml\tvsys/vsys1/rulebase/security/Web-Browsing",
    ]);
    const { code, rules, summary } = await found(cwd, "--baseline", "panlint-baseline.txt");
    expect({ code, rules, baselined: summary.baselined }).toEqual({ code: 0, rules: [], baselined: 3 });
    expect((await found(cwd)).rules).toEqual(ALL);
  });

  test("shows in the HTML report what it knows and what is fixed", async () => {
    const cwd = folderWith({ "fw.xml": FLAWED });
    await run(["baseline"], { cwd });
    writeFileSync(join(cwd, "fw.xml"), SWAPPED);
    const { stdout } = await run(["--baseline", "panlint-baseline.txt", "--format", "html"], { cwd });
    expect(stdout).toMatch(/<b class="">2<\/b>in the baseline.*<b class="">1<\/b>fixed since the baseline/);
  });

  test("is used when the configuration names it, unless --no-baseline", async () => {
    const cwd = folderWith({ "panlint.yaml": "baseline: known/old.txt", "known/.keep": "", "fw.xml": FLAWED });
    expect((await run(["baseline", "fw.xml"], { cwd })).stderr).toContain("known/old.txt: 3 known findings");
    expect((await found(cwd)).code).toBe(0);
    expect((await found(cwd, "--no-baseline")).rules).toEqual(ALL);
  });

  test("fails when one finding is swapped for another, and says that the old one is fixed", async () => {
    const cwd = folderWith({ "fw.xml": FLAWED });
    await run(["baseline"], { cwd });
    writeFileSync(join(cwd, "fw.xml"), SWAPPED);
    const { code, rules, remarks } = await found(cwd, "--baseline", "panlint-baseline.txt");
    expect({ code, rules }).toEqual({ code: 1, rules: ["log-start-and-end"] });
    expect(remarks).toEqual([
      "panlint-baseline.txt: 1 entry is stale, for nothing like that is found any more; drop it with panlint baseline --prune.",
    ]);
  });

  test("is updated and pruned on demand only", async () => {
    const cwd = folderWith({ "fw.xml": FLAWED });
    await run(["baseline"], { cwd });
    writeFileSync(join(cwd, "fw.xml"), SWAPPED);
    const refused = await run(["baseline"], { cwd });
    expect(refused.code).toBe(2);
    expect(refused.stderr).toContain("There is a baseline panlint-baseline.txt already.");
    expect((await run(["baseline", "--update"], { cwd })).stderr).toContain("4 known findings (1 added, 0 dropped)");
    expect((await run(["baseline", "--prune"], { cwd })).stderr).toContain("3 known findings (0 added, 1 dropped)");
    expect((await found(cwd, "--baseline", "panlint-baseline.txt")).code).toBe(0);
  });

  test("can be checked without writing it", async () => {
    const cwd = folderWith({ "fw.xml": FLAWED });
    const check = (...more: readonly string[]) => run(["baseline", "--check", ...more], { cwd });
    expect(await check()).toMatchObject({ code: 2, stderr: expect.stringContaining("There is no baseline") });
    await run(["baseline"], { cwd });
    const text = readFileSync(join(cwd, "panlint-baseline.txt"), "utf8");
    expect(await check()).toMatchObject({ code: 0, stderr: "panlint: panlint-baseline.txt: up to date.\n" });
    expect((await check("--update")).stderr).toContain("--check writes nothing");
    writeFileSync(join(cwd, "fw.xml"), SWAPPED);
    expect(await check()).toMatchObject({
      code: 1,
      stderr:
        "panlint: panlint-baseline.txt: 1 finding is not in it, 1 entry is stale; panlint baseline --update --prune brings it up to date.\n",
    });
    expect(readFileSync(join(cwd, "panlint-baseline.txt"), "utf8")).toBe(text);
  });

  test("keeps what it knows of files that are not looked at", async () => {
    const cwd = folderWith({ "a.xml": FLAWED, "b.xml": FLAWED });
    await run(["baseline"], { cwd });
    const { remarks } = await found(cwd, "a.xml", "--baseline", "panlint-baseline.txt");
    expect(remarks).toEqual([]);
    expect((await run(["baseline", "a.xml", "--prune"], { cwd })).stderr).toContain(
      "6 known findings (0 added, 0 dropped)",
    );
  });

  test("keeps the reasons that people add, and drops what is known of a file that is gone", async () => {
    const cwd = folderWith({ "a.xml": FLAWED, "b.xml": FLAWED });
    await run(["baseline"], { cwd });
    const file = join(cwd, "panlint-baseline.txt");
    writeFileSync(file, readFileSync(file, "utf8").replace(/(a\.xml\t.*Web-Browsing)/, "$1\tproxy, CHG-42"));
    rmSync(join(cwd, "b.xml"));
    const { stderr } = await run(["baseline", "--update", "--prune"], { cwd });
    expect(stderr).toContain("3 known findings (0 added, 3 dropped)");
    expect(readFileSync(file, "utf8")).toMatch(/\ta\.xml\t.*Web-Browsing\tproxy, CHG-42\n/);
    expect((await found(cwd, "--baseline", file)).summary.baselined).toBe(3);
  });

  test("outlives a renamed folder when --root names it", async () => {
    const cwd = folderWith({ "week-1/fw.xml": FLAWED, "week-2/fw.xml": FLAWED });
    await run(["baseline", "week-1", "--root", "week-1"], { cwd });
    const args = ["week-2", "--baseline", "panlint-baseline.txt"];
    expect((await found(cwd, ...args, "--root", "week-2")).rules).toEqual([]);
    expect((await found(cwd, ...args)).rules).toEqual(ALL);
    const { code, stderr } = await run([...args, "--root", "week-3"], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining("week-3 is no folder.")]);
  });

  test("is not written when something was not understood", async () => {
    const cwd = folderWith({ "fw.xml": FLAWED, "broken.xml": "<config>" });
    const { code, stderr } = await run(["baseline"], { cwd });
    expect(code).toBe(3);
    expect(stderr).toContain("no baseline was written");
    expect(existsSync(join(cwd, "panlint-baseline.txt"))).toBe(false);
  });

  test.each([
    ["a line that is none", "nonsense", "old.txt:1: This is no line of a baseline."],
    ["a merge conflict", "# head\n<<<<<<< HEAD\n", "old.txt:2: Here Git left a merge conflict."],
  ])("with %s is refused", async (_, text, message) => {
    const cwd = folderWith({ "fw.xml": FLAWED, "old.txt": text });
    const { code, stderr } = await run(["--baseline", "old.txt"], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test("that does not exist is an error", async () => {
    const { code, stderr } = await run(["--baseline", "no.txt"], { cwd: folderWith({ "fw.xml": FLAWED }) });
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining("The baseline no.txt cannot be read: there is no such file."),
    ]);
  });

  test("is read as it is written, in any order", () => {
    const entries = ["b", "a"].map((letter) => ({
      identity: letter.repeat(32),
      rule: "r",
      uri: "x y.xml",
      path: `p/${letter}`,
    }));
    const text = renderBaseline(entries);
    expect(renderBaseline(entries.toReversed())).toBe(text);
    expect([...parseBaseline(text, "f").entries.values()]).toEqual(entries.toReversed());
    expect([...parseBaseline(text.replaceAll("\n", "\r\n"), "f").entries.keys()]).toHaveLength(2);
  });
});

describe("--compare-to", () => {
  test("reports only what the older version has not, under another name", async () => {
    const cwd = folderWith({ "old/last-week.xml": FLAWED, "fw.xml": SWAPPED });
    const { rules, summary } = await found(cwd, "fw.xml", "--compare-to", "old/last-week.xml");
    expect({ rules, unchanged: summary.unchanged }).toEqual({ rules: ["log-start-and-end"], unchanged: 2 });
  });

  test("compares archives member by member", async () => {
    const old = await tgzOf(["a/fw1.xml", FLAWED], ["a/fw2.xml", CLEAN]);
    const now = await tgzOf(["a/fw1.xml", SWAPPED], ["a/fw2.xml", CLEAN], ["a/fw3.xml", FLAWED]);
    const cwd = folderWith({ "last-week.tgz": old, "today.tgz": now });
    const { rules, summary } = await found(cwd, "today.tgz", "--compare-to", "last-week.tgz");
    expect({ rules, unchanged: summary.unchanged }).toEqual({ rules: ["log-start-and-end", ...ALL], unchanged: 2 });
  });

  test("says so when the older archive cannot be read to its end", async () => {
    const archive = await tgzOf(["running-config.xml", FLAWED]);
    const cwd = folderWith({ "cut.tgz": archive.subarray(0, -30), "today.tgz": archive });
    const { remarks } = await found(cwd, "today.tgz", "--compare-to", "cut.tgz");
    expect(remarks).toContainEqual(expect.stringMatching(/^today\.tgz: its older version cannot be compared, /));
  });

  test("does not compare an archive with a file", async () => {
    const cwd = folderWith({ "old.tgz": await tgzOf(["running-config.xml", FLAWED]), "fw.xml": FLAWED });
    for (const pair of [
      ["fw.xml", "old.tgz"],
      ["old.tgz", "fw.xml"],
    ] as const) {
      const { code, stderr } = await run([pair[0], "--compare-to", pair[1]], { cwd });
      expect([code, stderr]).toEqual([2, expect.stringContaining("old.tgz is an archive, and fw.xml is none")]);
    }
  });

  test.each([
    ["several inputs", [".", "--compare-to", "a.xml"], "--compare-to compares one configuration"],
    ["no such file", ["a.xml", "--compare-to", "no.xml"], "no.xml cannot be read: there is no such file."],
    ["a revision too", ["a.xml", "--compare-to", "b.xml", "--new-from", "HEAD"], "Leave one of them out."],
  ])("with %s is refused", async (_, args, message) => {
    const { code, stderr } = await run(args, { cwd: folderWith({ "a.xml": CLEAN, "b.xml": CLEAN }) });
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

describe("a finding that is mentioned in another one of the same policy rule", () => {
  const dns = (start: string, application: string): string =>
    branchOffice(
      SECURITY_RULES.fine
        .replace(
          "<application><member>any</member></application>",
          `<application><member>${application}</member></application>`,
        )
        .replace("</entry>", `<log-start>${start}</log-start></entry>`),
    );
  const RULE = ["--rule", "chatty-service-logged=warning"];

  test("is not new when that other one is fixed", async () => {
    const cwd = folderWith({ "old.xml": dns("yes", "dns"), "fw.xml": dns("no", "dns") });
    expect((await found(cwd, "old.xml", ...RULE)).rules).toEqual(["log-start-and-end"]);
    expect((await found(cwd, "fw.xml", ...RULE)).rules).toEqual(["chatty-service-logged"]);
    expect((await found(cwd, "fw.xml", ...RULE, "--compare-to", "old.xml")).rules).toEqual([]);
  });

  test("is new when only that other one was there", async () => {
    const cwd = folderWith({ "old.xml": dns("yes", "web-browsing"), "fw.xml": dns("yes", "dns") });
    const { rules, code } = await found(cwd, "fw.xml", ...RULE, "--compare-to", "old.xml");
    expect([code, rules]).toEqual([1, ["chatty-service-logged"]]);
  });
});

describe("--new-from", () => {
  const git = (cwd: string, ...args: readonly string[]): void => {
    const identity = ["-c", "user.name=t", "-c", "user.email=t@example.com", "-c", "commit.gpgsign=false"];
    execFileSync("git", [...identity, ...args], { cwd, stdio: "pipe" });
  };

  function repository(): string {
    const cwd = folderWith({ "configs/fw.xml": FLAWED, "configs/other.xml": CLEAN });
    git(cwd, "init", "-q", "-b", "main");
    git(cwd, "add", ".");
    git(cwd, "commit", "-qm", "first");
    return cwd;
  }

  test("reports what is new since the branches parted, moved or not", async () => {
    const cwd = repository();
    git(cwd, "checkout", "-qb", "change");
    writeFileSync(join(cwd, "configs/fw.xml"), SWAPPED);
    git(cwd, "commit", "-qam", "swap");
    expect((await found(cwd, "--new-from", "main")).rules).toEqual(["log-start-and-end"]);
    // What main got meanwhile was not there when the branch began.
    git(cwd, "checkout", "-q", "main");
    writeFileSync(join(cwd, "configs/fw.xml"), CLEAN);
    git(cwd, "commit", "-qam", "mended on main");
    git(cwd, "checkout", "-q", "change");
    const { rules, summary } = await found(cwd, "--new-from", "main");
    expect({ rules, unchanged: summary.unchanged }).toEqual({ rules: ["log-start-and-end"], unchanged: 2 });
  });

  test("takes a new file as all new, and follows a renamed one", async () => {
    const cwd = repository();
    renameSync(join(cwd, "configs/fw.xml"), join(cwd, "configs/edge-1.xml"));
    git(cwd, "add", ".");
    expect((await found(cwd, "--new-from", "HEAD")).rules).toEqual([]);
    writeFileSync(join(cwd, "configs/new.xml"), FLAWED);
    expect((await found(cwd, "--new-from", "HEAD")).rules).toEqual(ALL);
  });

  test("looks into archives that Git has", async () => {
    const cwd = folderWith({ "state.tgz": await tgzOf(["running-config.xml", FLAWED]) });
    git(cwd, "init", "-q");
    git(cwd, "add", ".");
    git(cwd, "commit", "-qm", "first");
    writeFileSync(join(cwd, "state.tgz"), await tgzOf(["running-config.xml", SWAPPED]));
    const { rules, summary } = await found(cwd, "state.tgz", "--new-from", "HEAD");
    expect({ rules, unchanged: summary.unchanged }).toEqual({ rules: ["log-start-and-end"], unchanged: 2 });
  });

  test("without common history is refused: a shallow clone lacks it", async () => {
    const cwd = repository();
    git(cwd, "checkout", "-q", "--orphan", "other");
    git(cwd, "commit", "-qm", "another beginning");
    const { code, stderr } = await run(["--new-from", "main"], { cwd });
    expect([code, stderr]).toEqual([2, expect.stringContaining("main and the present state have no common history")]);
    expect(stderr).toContain("fetch-depth: 0");
  });

  test.each([
    ["nothing", "no-such", "There is no Git revision no-such."],
    ["an option", "--output=x", "There is no Git revision --output=x."],
  ])("of %s is refused", async (_, revision, message) => {
    const { code, stderr } = await run([`--new-from=${revision}`], { cwd: repository() });
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test("outside of a repository is refused", async () => {
    const { code, stderr } = await run(["--new-from", "HEAD"], { cwd: folderWith({ "fw.xml": FLAWED }) });
    expect([code, stderr]).toEqual([2, expect.stringContaining("fw.xml is in no Git repository.")]);
  });

  test("says when the older version was not understood", async () => {
    const cwd = folderWith({ "fw.xml": "<config>" });
    git(cwd, "init", "-q");
    git(cwd, "add", ".");
    git(cwd, "commit", "-qm", "broken");
    writeFileSync(join(cwd, "fw.xml"), FLAWED);
    const { rules, remarks } = await found(cwd, "--new-from", "HEAD");
    expect(rules).toEqual(ALL);
    expect(remarks).toEqual([expect.stringMatching(/^fw\.xml: its older version was not understood: /)]);
  });
});
