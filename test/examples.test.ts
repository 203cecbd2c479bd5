import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Writable } from "node:stream";
import { expect, test } from "@jest/globals";
import { rules } from "../rules/index.ts";
import { main } from "../src/cli/main.ts";
import { pageTextOf } from "./support/rule-pages.ts";

const ROOT = join(import.meta.dirname, "..");
/** Formats and the endings of their golden reports, none of them one that is looked for in folders. */
const EVERYWHERE = { text: "txt", json: "json", sarif: "sarif" } as const;
const ONCE = {
  github: "github",
  gitlab: "gitlab",
  junit: "junit",
  rdjson: "rdjson",
  markdown: "md",
  csv: "csv",
} as const;

const examples = readdirSync(join(ROOT, "examples"), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(join(ROOT, "examples", entry.name, "running-config.xml")))
  .map((entry) => entry.name);

class Collected extends Writable {
  text = "";
  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}

async function report(example: string, format: string): Promise<{ code: number; stdout: string; stderr: string }> {
  const stdout = new Collected();
  const stderr = new Collected();
  const code = await main(
    {
      version: "0.0.0",
      loadRules: async () => rules,
      terminal: { stdout, stderr, env: {}, cwd: ROOT },
      issues: "",
      page: pageTextOf,
    },
    [`examples/${example}/running-config.xml`, "--no-config", "--format", format],
  );
  return { code, stdout: stdout.text, stderr: stderr.text };
}

test("there are examples", () => {
  expect(examples).toEqual(expect.arrayContaining(["branch-office", "data-centre", "panorama"]));
});

test.each(
  examples.flatMap((example) => {
    const formats = example === "branch-office" ? { ...EVERYWHERE, ...ONCE } : EVERYWHERE;
    return Object.entries(formats).map(([format, ending]) => [example, format, ending] as const);
  }),
)("%s gives its golden %s report", async (example, format, ending) => {
  const { code, stdout, stderr } = await report(example, format);
  expect(stderr).toBe("");
  expect(code).toBe(1);
  const golden = join(ROOT, "examples", example, `report.${ending}`);
  if (process.env.UPDATE !== undefined) writeFileSync(golden, stdout);
  if (stdout !== readFileSync(golden, "utf8")) {
    throw new Error(`examples/${example}/report.${ending} is stale: run \`npm run generate\` and read what changed.`);
  }
});

test("the pictures of the README are there, and small", () => {
  const readme = readFileSync(join(ROOT, "README.md"), "utf8");
  const shown = Array.from(readme.matchAll(/!\[[^\]]+\]\(examples\/pictures\/([^)]+)\)/g), ([, name]) => name);
  expect(shown.sort()).toEqual(readdirSync(join(ROOT, "examples", "pictures")).sort());
  for (const name of shown) expect(statSync(join(ROOT, "examples", "pictures", `${name}`)).size).toBeLessThan(200_000);
});
