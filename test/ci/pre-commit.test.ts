import { cpSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { tgzOf } from "../support/archives.ts";
import { CLEAN, FLAWED, folderWith } from "../support/cli-files.ts";
import { buildIfStale } from "../support/cli-process.ts";
import { commitAll, git, isInstalled, ROOT, runProgram } from "../support/programs.ts";

/* The hooks as users get them: the real pre-commit installs them from a Git repository, and runs them on another. */

const HAS_PRE_COMMIT = isInstalled("pre-commit");
if (!HAS_PRE_COMMIT) console.warn("pre-commit is not on PATH: the tests of the commit hooks are skipped.");
const withPreCommit = HAS_PRE_COMMIT ? describe : describe.skip;

// What npm downloads is in its cache already, because the project itself is installed.
const env = { PRE_COMMIT_HOME: folderWith(), npm_config_prefer_offline: "true", PRE_COMMIT_COLOR: "never" };
const INSTALLATION = 600_000;

/** A user's repository with these hooks, and the flawed file also where panlint.yaml ignores it. */
async function userOf(hooks: string): Promise<string> {
  const rev = git(hooks, "rev-parse", "HEAD");
  const ids = ["panlint", "panlint-estate"].map((id) => `      - {id: ${id}, verbose: true}\n`).join("");
  const folder = folderWith({
    ".pre-commit-config.yaml": `repos:\n  - repo: ${hooks}\n    rev: ${rev}\n    hooks:\n${ids}`,
    "panlint.yaml": "ignore: [archive/]\n",
    "sites/good config.xml": CLEAN,
    "sites/bad.xml": FLAWED,
    "archive/old.xml": FLAWED,
    "notes.txt": "Not for panlint.\n",
    "bundle.tgz": await tgzOf(["berlin.xml", CLEAN]),
  });
  commitAll(folder);
  return folder;
}

function preCommit(folder: string, ...args: readonly string[]): { code: number | null; output: string } {
  const { code, stdout, stderr } = runProgram(["pre-commit", "run", ...args], folder, env);
  return { code, output: stdout + stderr };
}

withPreCommit("the hooks installed from the last commit, which has no dist/", () => {
  let user = "";
  beforeAll(async () => {
    const hooks = join(folderWith(), "panlint");
    git(ROOT, "clone", "--quiet", ROOT, hooks);
    user = await userOf(hooks);
  });

  test(
    "panlint stops a commit with findings, but not for findings in ignored files",
    () => {
      const first = preCommit(user, "panlint", "--all-files");
      expect(first.output).toMatch(/^panlint\.+Failed$/m);
      expect(first.output).toContain("exit code: 1\n");
      expect(first.output).toContain("sites/bad.xml:");
      expect(first.output).toContain("\nRead 2 files (2 firewalls, 2 vsys)");
      expect(first.output).not.toContain("archive/old.xml");
      expect(first.code).toBe(1);
      // The second run takes what the first one installed.
      expect(preCommit(user, "panlint", "--all-files")).toEqual({ code: 1, output: expect.stringMatching(/Failed\n/) });
    },
    INSTALLATION,
  );

  test.each([
    ["a file without findings", "sites/good config.xml", "Read 1 file"],
    ["an ignored file, though it is named", "archive/old.xml", "nothing to check"],
    ["files of other kinds", "notes.txt", "(no files to check)Skipped"],
  ])("panlint lets a commit pass with %s", (_, file, said) => {
    const { code, output } = preCommit(user, "panlint", "--files", file);
    expect([code, output]).toEqual([0, expect.stringContaining(said)]);
  });

  test("panlint stops a commit with a file that it cannot read", () => {
    writeFileSync(join(user, "sites/broken.xml"), "<config><shared></config>");
    const { code, output } = preCommit(user, "panlint", "--files", "sites/broken.xml");
    rmSync(join(user, "sites/broken.xml"));
    expect([code, output]).toEqual([1, expect.stringContaining("exit code: 3\n")]);
  });

  test("panlint-estate reads all files and archives as one estate, whichever file a commit changes", () => {
    const { code, output } = preCommit(user, "panlint-estate", "--files", "sites/good config.xml");
    expect(output).toContain("\nRead 3 files (3 firewalls, 3 vsys)");
    expect(output).toContain("The estate has nothing to put together");
    expect(code).toBe(1);
    expect(preCommit(user, "panlint-estate", "--files", "notes.txt").output).toContain("Skipped");
  });
});

withPreCommit("the hooks installed from a release", () => {
  beforeAll(buildIfStale);

  test(
    "panlint runs from the released dist/ and is not built",
    async () => {
      const hooks = join(folderWith(), "panlint");
      git(ROOT, "clone", "--quiet", ROOT, hooks);
      cpSync(join(ROOT, "dist"), join(hooks, "dist"), { recursive: true });
      // With this, a build would fail.
      writeFileSync(join(hooks, "build.mjs"), 'throw new Error("A release is not built.");\n');
      commitAll(hooks);
      const user = await userOf(hooks);
      const { code, output } = preCommit(user, "panlint", "--all-files");
      expect([code, output]).toEqual([1, expect.stringContaining("\nRead 2 files")]);
    },
    INSTALLATION,
  );
});
