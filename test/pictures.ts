// Writes examples/pictures: what the README shows, made from what the built command says of an example.
// `npm run pictures`; it needs Chromium, at /usr/bin/chromium or where CHROMIUM says.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const ROOT = join(import.meta.dirname, "..");
const INPUT = "examples/branch-office/running-config.xml";
/** The parts of the report that are shown, by a piece of their titles; the rest is said to be left out. */
const SHOWN = ["Mail-Hosting", "Block-SMB-to-Internet"];
const COLUMNS = 138;
const COLORS: Readonly<Record<number, string>> = {
  31: "#ff7b72",
  32: "#7ee787",
  33: "#e3b341",
  34: "#79c0ff",
  36: "#56d4dd",
};
const STYLE = `
  body { margin: 0; padding: 24px; width: max-content; background: #fff }
  main { border-radius: 10px; background: #0d1117; color: #c9d1d9; padding: 14px 20px 18px; width: ${COLUMNS}ch;
    font: 13px/1.45 "DejaVu Sans Mono", monospace }
  header { margin-bottom: 12px } header i { display: inline-block; width: 11px; height: 11px; border-radius: 50%;
    background: #30363d; margin-right: 7px }
  pre { margin: 0; font: inherit; white-space: pre-wrap; word-break: break-all }`;

function panlint(args: readonly string[], env: Readonly<Record<string, string>> = {}): string {
  const options = { cwd: ROOT, env: { ...process.env, ...env }, encoding: "utf8", stdio: "pipe" } as const;
  // Findings make it exit with 1, which execFileSync takes for a failure.
  return execFileSync(process.execPath, ["dist/cli.js", INPUT, "--no-config", "--exit-zero", ...args], options);
}

/** Text with the escape sequences that the report uses, as HTML. */
function htmlOf(text: string): string {
  let [bold, dim, line, color] = [false, false, false, ""];
  return text
    .split(/(\u001b\[\d+m)/)
    .map((part) => {
      const code = Number(/^\u001b\[(\d+)m$/.exec(part)?.[1] ?? Number.NaN);
      if (Number.isNaN(code)) {
        const style = `${bold ? "font-weight:bold;" : ""}${dim ? "opacity:.6;" : ""}${line ? "text-decoration:underline;" : ""}${color}`;
        return `<span style="${style}">${part.replace(/[&<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</span>`;
      }
      if (code === 1) bold = true;
      else if (code === 2) dim = true;
      else if (code === 22) bold = dim = false;
      else if (code === 4 || code === 24) line = code === 4;
      else if (code === 39) color = "";
      else if (COLORS[code] !== undefined) color = `color:${COLORS[code]};`;
      else throw new Error(`The report has an escape sequence that the picture does not know: ${code}.`);
      return "";
    })
    .join("");
}

/** The report without the parts that are not shown. */
function shortened(report: string): string {
  // A part begins with a line in bold, two spaces in; the totals with one that is not indented.
  const [title, ...parts] = report.split(/^(?= {2}\u001b\[1m|Read )/m);
  const found = SHOWN.map((name) => parts.find((part) => part.split("\n")[0]?.includes(`"${name}"`)));
  if (found.includes(undefined)) throw new Error(`The report has no part for one of ${SHOWN.join(", ")}.`);
  return `${title}${found.map((part) => `  \u001b[2m…\u001b[22m\n\n${part}`).join("")}  \u001b[2m…\u001b[22m\n\n${parts.at(-1)}`;
}

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
});
const folder = mkdtempSync(join(tmpdir(), "panlint-pictures-"));
try {
  const terminal = await browser.newPage({ deviceScaleFactor: 1.5, viewport: { width: 1200, height: 600 } });
  const typed = `\u001b[32m$\u001b[39m panlint ${INPUT}\n\n`;
  const report = shortened(panlint([], { FORCE_COLOR: "1", NO_COLOR: "" }));
  await terminal.setContent(
    `<style>${STYLE}</style><main><header><i></i><i></i><i></i></header><pre>${htmlOf(typed + report)}</pre></main>`,
  );
  await terminal
    .locator("main")
    .screenshot({ path: join(ROOT, "examples/pictures/terminal.png"), omitBackground: true });

  const page = await browser.newPage({ deviceScaleFactor: 1.5, viewport: { width: 1100, height: 900 } });
  panlint(["--format", "html", "--output", join(folder, "report.html")]);
  await page.goto(String(pathToFileURL(join(folder, "report.html"))));
  await page.screenshot({ path: join(ROOT, "examples/pictures/html-report.png") });
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}
