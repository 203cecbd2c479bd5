import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { rules } from "../../rules/index.ts";
import { folderWith } from "../support/cli-files.ts";
import { buildIfStale } from "../support/cli-process.ts";
import { ROOT, runProgram } from "../support/programs.ts";

const onPosix = process.platform === "win32" ? describe.skip : describe;

onPosix("the packed package", () => {
  const folder = folderWith();
  const command = pathToFileURL(join(folder, "package", "dist", "cli.js"));

  beforeAll(() => {
    buildIfStale();
    // Without scripts, which would build again.
    const packed = runProgram(["npm", "pack", "--ignore-scripts", "--pack-destination", folder], ROOT);
    expect(packed.code).toBe(0);
    const [tarball = ""] = readdirSync(folder);
    expect(runProgram(["tar", "-xzf", tarball], folder).code).toBe(0);
  }, 60_000);

  // All in one process: sixty starts of the command would take ten times as long.
  test("explains every lint rule: its page is found by its id, in whichever category", () => {
    const ids = rules.map(({ id }) => id);
    const script = `for (const id of ${JSON.stringify(ids)}) {
      process.argv = ["node", "panlint", "explain", id];
      await import(${JSON.stringify(command)} + "?" + id);
    }`;
    const { code, stdout } = runProgram([process.execPath, "--input-type=module", "--eval", script], folder);
    expect(code).toBe(0);
    const titles = ids.map((id) => id.toUpperCase());
    expect(stdout.split("\n").filter((line) => titles.includes(line))).toEqual(titles);
  }, 60_000);
});
