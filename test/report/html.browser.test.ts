import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { type Browser, chromium, type Page } from "playwright-core";
import { html } from "../../src/report/findings/html.ts";
import { fileReport, finding, render, report } from "../support/cli-reports.ts";

/** Debian's browser, which CI installs; elsewhere these tests are left out, and say so. */
const CHROMIUM = "/usr/bin/chromium";
const ARGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"];
const QUIET = ["--disable-background-networking", "--disable-component-update", "--disable-sync"];
const EVIL = '</script><img src=x onerror="window.evil=1">';

const folder = mkdtempSync(join(tmpdir(), "panlint-html-"));
const onChromium = existsSync(CHROMIUM) ? describe : describe.skip;
let browser: Browser | undefined;

beforeAll(async () => {
  if (existsSync(CHROMIUM)) browser = await chromium.launch({ executablePath: CHROMIUM, args: [...ARGS, ...QUIET] });
});
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

const FINDINGS = [
  finding(1),
  finding(2, {
    severity: "error",
    rule: "log-start-only",
    message: `Security rule "${EVIL}" logs only at session start.`,
  }),
  finding(3, { severity: "note", file: "other.xml" }),
];

/** Opens a page with these findings; `problems` fills with what the browser complains of or asks the network for. */
async function open(findings = FINDINGS, dark = false): Promise<{ page: Page; problems: string[] }> {
  if (browser === undefined) throw new Error("There is no browser.");
  const path = join(folder, `${findings.length}-${dark}.html`);
  const errors = [{ file: EVIL, uri: "x", line: 3, column: 1, message: "It is broken.", hint: undefined }];
  writeFileSync(path, render(html, report(findings, { files: [fileReport("branch-office.xml")], errors })));
  const page = await browser.newPage({ colorScheme: dark ? "dark" : "light" });
  page.setDefaultTimeout(100_000);
  const problems: string[] = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("request", (request) => request.url().startsWith("file:") || problems.push(request.url()));
  await page.goto(String(pathToFileURL(path)));
  return { page, problems };
}

const messages = (page: Page): Promise<string[]> => page.locator("#list summary").allTextContents();

describe("the HTML report beside a baseline", () => {
  const known = { finding: finding(9), because: { kind: "baseline", file: "panlint-baseline.txt" } } as const;
  const rowOf = (page: string, rule: string): readonly string[] => {
    const row = page.split("<tr>").find((each) => each.includes(`<code>${rule}</code>`)) ?? "";
    return Array.from(row.matchAll(/<td class="n">(\d*)<\/td>/g), ([, count = ""]) => count);
  };

  test("shows for each rule what was known and what is fixed", () => {
    const mended = ["deny-rule-not-logged", "deny-rule-not-logged", "log-start-and-end"];
    const page = render(html, report([finding(1)], { hidden: [known], mended }));
    expect(rowOf(page, "log-start-and-end")).toEqual(["", "1", "", "1", "1"]);
    expect(rowOf(page, "deny-rule-not-logged")).toEqual(["", "", "", "", "2"]);
    expect(page).toContain('<b class="">3</b>fixed since the baseline');
  });

  test("has no columns for it without one", () => {
    expect(rowOf(render(html, report([finding(1)])), "log-start-and-end")).toEqual(["", "1", ""]);
  });
});

onChromium("the HTML report in a browser", () => {
  test("shows all findings, asks for nothing, and runs nothing that a name holds", async () => {
    const { page, problems } = await open();
    expect(await page.textContent("#told")).toBe("3 findings");
    expect(await messages(page)).toHaveLength(3);
    expect((await messages(page))[1]).toContain(EVIL);
    expect(await page.textContent(".alarm")).toContain(`${EVIL}:3: It is broken.`);
    expect(await page.evaluate("window.evil")).toBeUndefined();
    expect(problems).toEqual([]);
  });

  test("filters by search, severity, rule and file, and sorts", async () => {
    const { page } = await open();
    await page.keyboard.press("/");
    await page.keyboard.type("logs start-only");
    expect(await page.textContent("#told")).toBe("1 of 3 findings");
    await page.keyboard.press("Escape");
    expect(await page.textContent("#told")).toBe("3 findings");
    await page.selectOption("#severity", "note");
    expect(await messages(page)).toHaveLength(1);
    await page.selectOption("#severity", "");
    await page.selectOption("#file", "other.xml");
    expect(await messages(page)).toHaveLength(1);
    await page.selectOption("#file", "");
    await page.selectOption("#rule", "log-start-only");
    expect(await messages(page)).toHaveLength(1);
    await page.selectOption("#rule", "");
    await page.selectOption("#order", "severity");
    expect((await messages(page)).map((text) => text.split(":")[0])).toEqual(["error", "warning", "note"]);
  });

  test("opens a finding by keyboard, with its commands to copy", async () => {
    const { page } = await open();
    await page.locator("#list summary").first().focus();
    await page.keyboard.press("Enter");
    const body = page.locator("#list .body").first();
    expect(await body.locator(".cmd pre").textContent()).toBe(
      "set rulebase security rules Web-Browsing-1 log-start no",
    );
    expect(await body.locator("mark").textContent()).toBe("<log-start>yes</log-start>");
    await body.locator("button").click();
    // The clipboard answers when it has the text, and the label goes back after a while.
    await body.locator("button", { hasText: "Copied" }).waitFor();
  });

  test("is light or dark as the reader's system, until the switch is used", async () => {
    const background = (page: Page) => page.evaluate<string>("getComputedStyle(document.body).backgroundColor");
    const [light, dark] = [(await open()).page, (await open(FINDINGS, true)).page];
    const [bright, black] = [await background(light), await background(dark)];
    expect(bright).not.toBe(black);
    await light.click("#theme");
    expect(await background(light)).toBe(black);
  });

  test("prints everything, without its controls", async () => {
    const { page } = await open();
    await page.emulateMedia({ media: "print" });
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(await page.locator(".tools").isVisible()).toBe(false);
    // At once: what is built later is not on the paper.
    expect(await page.locator("#list .body").count()).toBe(3);
    await page.setViewportSize({ width: 700, height: 900 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBeLessThanOrEqual(700);
  });

  test("fits a telephone", async () => {
    const { page } = await open();
    await page.setViewportSize({ width: 320, height: 700 });
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(320);
  });

  test("holds twenty thousand findings, of which it builds no more than it shows", async () => {
    const many = Array.from({ length: 20_000 }, (_, index) => finding(index + 1));
    const { page, problems } = await open(many);
    expect(await page.textContent("#told")).toBe("20000 findings");
    expect(await page.locator("#list details").count()).toBe(100);
    await page.fill("#search", "web-browsing-19999");
    expect(await page.textContent("#told")).toBe("1 of 20000 findings");
    await page.fill("#search", "");
    await page.click("#more");
    expect(await page.locator("#list details").count()).toBe(200);
    expect(problems).toEqual([]);
  });
});
