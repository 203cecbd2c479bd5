/** Runs the command in this process, with streams that remember. */
import { Writable } from "node:stream";
import { rules } from "../../rules/index.ts";
import { main } from "../../src/cli/main.ts";
import type { Program } from "../../src/cli/program.ts";

/** What a command left behind. */
export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The surroundings of a run; all but the folder have a default. */
export interface Surroundings {
  readonly cwd: string;
  readonly env?: { readonly [name: string]: string };
  /** Whether standard output is a terminal. */
  readonly isTTY?: boolean;
  /** Rules in place of the built-in ones. */
  readonly rules?: Awaited<ReturnType<Program["loadRules"]>>;
  /** The pages of the rules. */
  readonly page?: Program["page"];
}

/** A page with everything that the command makes something of. */
const PAGE = `# a-rule

<!-- generated -->
Bold is **bold**, code is \`<log-end>\`, and a [link](https://example.com) leads on.

## Why

Because.

## Fix

| Option | Values |
| --- | --- |
| \`mode\` | \`note\` \\| \`ignore\` |

\`\`\`xml
<log-end>yes</log-end> **as it is**
\`\`\`
`;

/** The command line's exit code and what it wrote. */
export async function run(args: readonly string[], around: Surroundings): Promise<Outcome> {
  const stdout = new Recorder(around.isTTY ?? false);
  const stderr = new Recorder(false);
  const program: Program = {
    version: "1.2.3",
    loadRules: async () => around.rules ?? rules,
    terminal: { stdout, stderr, env: around.env ?? {}, cwd: around.cwd },
    issues: "https://example.com/issues",
    page: around.page ?? (() => PAGE),
  };
  const code = await main(program, args);
  return { code, stdout: stdout.text, stderr: stderr.text };
}

class Recorder extends Writable {
  readonly isTTY: boolean;
  text = "";

  constructor(isTTY: boolean) {
    super();
    this.isTTY = isTTY;
  }

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.text += chunk.toString("utf8");
    done();
  }
}
