import { cpSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { folderWith } from "../support/cli-files.ts";
import { git, ROOT, runProgram } from "../support/programs.ts";

const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const TAG = `v${version}`;
const onPosix = process.platform === "win32" ? describe.skip : describe;

onPosix("the check of a release", () => {
  const clone = join(folderWith(), "panlint");
  const dist = join(clone, "dist");
  const built = join(folderWith(), "dist");

  /** The state of step 1 and 2 of CONTRIBUTING.md. */
  beforeAll(() => {
    git(ROOT, "clone", "--quiet", ROOT, clone);
    symlinkSync(join(ROOT, "node_modules"), join(clone, "node_modules"));
    writeFileSync(join(clone, ".git", "info", "exclude"), "node_modules\n");
    const log = readFileSync(join(clone, "CHANGELOG.md"), "utf8");
    writeFileSync(join(clone, "CHANGELOG.md"), log.replace("## Unreleased", `## ${version} – 2026-12-01`));
    git(clone, "commit", "--quiet", "--all", "--message", "release");
    // Built here, because the parts of a bundle are named after their contents, and these after where packages are.
    expect(runProgram([process.execPath, "build.mjs"], clone).code).toBe(0);
    renameSync(dist, built);
  });

  function check(tag = TAG): readonly [code: number | null, said: string] {
    const { code, stdout, stderr } = runProgram([join(clone, ".github", "check-release.sh"), tag], clone);
    return [code, stdout + stderr];
  }

  /** Commits a `dist/` made of the right one, and takes it back after the check. */
  function checkWith(change: () => void, message: string): void {
    const before = git(clone, "rev-parse", "HEAD");
    cpSync(built, dist, { recursive: true });
    change();
    git(clone, "add", "--all", "--force", "dist");
    git(clone, "commit", "--quiet", "--message", "dist");
    const [code, said] = check();
    git(clone, "reset", "--quiet", "--hard", before);
    rmSync(dist, { recursive: true, force: true });
    expect([code === 0, said]).toEqual([message.startsWith(`${TAG} holds`), expect.stringContaining(message)]);
  }

  test("passes when dist/ is what a build of the sources gives", () => {
    checkWith(() => undefined, `${TAG} holds the dist/ that its sources give.`);
  });

  test("fails when the command was changed", () => {
    const file = join(dist, "cli.js");
    checkWith(
      () => writeFileSync(file, `${readFileSync(file, "utf8")}\n// more\n`),
      "dist/ is not what the sources give.",
    );
  });

  test("fails when a part of the command is missing", () => {
    const [chunk = ""] = readdirSync(join(built, "chunks"));
    checkWith(() => rmSync(join(dist, "chunks", chunk)), `dist/ lacks what the sources give: dist/chunks/${chunk}`);
  });

  test.each([
    ["the commit holds no dist/", TAG, "the commit does not hold dist/cli.js."],
    ["the tag is for another version", "v99.0.0", `package.json says version ${version}.`],
  ])("fails when %s", (_, tag, message) => {
    expect(check(tag)).toEqual([1, `${tag}: ${message}\n`]);
  });

  test("fails when something is not committed", () => {
    writeFileSync(join(clone, "README.md"), "");
    const [code, said] = check();
    git(clone, "checkout", "--quiet", "README.md");
    expect([code, said]).toEqual([1, `${TAG}: the working tree differs from the commit.\n`]);
  });
});

test("README.md and examples/ci name the version in package.json", () => {
  const pages = ["README.md", ...readdirSync(join(ROOT, "examples", "ci")).map((name) => `examples/ci/${name}`)];
  const named = pages.flatMap((page) => {
    const text = readFileSync(join(ROOT, page), "utf8");
    return [...text.matchAll(/(?:panlint@|panlint\.git#|rev: )(v[\d.]+)/g)].map(([, tag]) => `${page} ${tag}`);
  });
  expect(named.filter((each) => !each.endsWith(` ${TAG}`))).toEqual([]);
  expect(named.length).toBeGreaterThan(4);
});
