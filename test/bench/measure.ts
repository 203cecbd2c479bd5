import { spawnSync } from "node:child_process";

/** The bench cannot go on; shown as a sentence, without a stack trace. */
export class BenchError extends Error {}

/** What one finished command cost. */
export interface Sample {
  /** User and system time in seconds. */
  readonly cpu: number;
  /** The most memory it held at once, in bytes. */
  readonly memory: number;
}

/** A program with its arguments. */
export type Words = readonly [program: string, ...args: readonly string[]];

/** What is timed. */
export interface Command {
  readonly name: string;
  readonly words: Words;
  /** Exit codes that are fine; 0 if not given. */
  readonly accepted?: readonly number[];
}

/** The samples of each command, by its name. */
export type Samples = ReadonlyMap<string, readonly Sample[]>;

/** A way to learn what a finished child cost. */
export interface Accounting {
  readonly name: string;
  /**
   * Words to put before a command: it runs the command, and the last line that it writes to stderr is
   * "USER-SECONDS SYSTEM-SECONDS PEAK-KIBIBYTES"; the exit code is the command's.
   */
  readonly wrapper: Words;
}

// Node can tell neither CPU time nor memory of a finished child, so another program has to ask the operating system.
const WAIT4 = `
import os, sys
child = os.posix_spawnp(sys.argv[1], sys.argv[1:], os.environ)
_, status, usage = os.wait4(child, 0)
peak = usage.ru_maxrss // (1024 if sys.platform == "darwin" else 1)
print("\\n%.6f %.6f %d" % (usage.ru_utime, usage.ru_stime, peak), file=sys.stderr)
sys.exit(os.WEXITSTATUS(status) if os.WIFEXITED(status) else 128 + os.WTERMSIG(status))
`;

/** In order of preference: GNU time counts in hundredths of a second, which is coarse beside a bare node's 0.05 s. */
const WAYS: readonly Accounting[] = [
  {
    name: "wait4(2), through python3 (peaks below its own 15 MB or so do not show)",
    wrapper: ["python3", "-c", WAIT4],
  },
  { name: "GNU time (to 0.01 s)", wrapper: ["/usr/bin/time", "-f", "%U %S %M"] },
];

/** The first way of accounting that works here. */
export function findAccounting(): Accounting {
  for (const accounting of WAYS) {
    const { stderr } = run([...accounting.wrapper, process.execPath, "-e", "0"]);
    if (readSample(stderr) !== undefined) return accounting;
  }
  throw new BenchError("Neither python3 nor /usr/bin/time works here; install one (Debian packages: python3, time).");
}

/** Whether a program can be started at all. */
export function isInstalled(program: string): boolean {
  return run([program, "--version"]).error === undefined;
}

/**
 * Runs the commands in turn (A B C A B C …), so that a machine that gets slower or faster does so for all of them.
 * The first round warms caches up and is not counted.
 */
export function measureInTurn(accounting: Accounting, commands: readonly Command[], rounds: number): Samples {
  const measured = commands.map((command) => ({ command, samples: [] as Sample[] })); // else never[]
  for (let round = 0; round <= rounds; round++) {
    for (const { command, samples } of measured) {
      const sample = measure(accounting, command);
      if (round > 0) samples.push(sample);
    }
  }
  return new Map(measured.map(({ command, samples }) => [command.name, samples]));
}

/**
 * Runs two commands in pairs whose order is swapped every time (A B, B A, A B, …), so that neither is always the one
 * that finds the machine as the other left it. The first pair warms caches up and is not counted.
 */
export function measureInPairs(
  accounting: Accounting,
  [a, b]: readonly [Command, Command],
  pairs: number,
): readonly (readonly [Sample, Sample])[] {
  const samples: [Sample, Sample][] = [];
  for (let pair = 0; pair <= pairs; pair++) {
    const isSwapped = pair % 2 === 1;
    const first = measure(accounting, isSwapped ? b : a);
    const second = measure(accounting, isSwapped ? a : b);
    if (pair > 0) samples.push(isSwapped ? [second, first] : [first, second]);
  }
  return samples;
}

function measure({ wrapper }: Accounting, { name, words, accepted = [0] }: Command): Sample {
  const { status, signal, stderr, error } = run([...wrapper, ...words]);
  const sample = readSample(stderr);
  if (error !== undefined || sample === undefined) {
    throw new BenchError(`"${name}" could not be measured: ${error?.message ?? said(stderr)}`);
  }
  if (status !== null && accepted.includes(status)) return sample;
  const end = status === null ? `was stopped by ${signal}` : `ended with exit code ${status}`;
  throw new BenchError(`"${name}" ${end}, where ${accepted.join(" or ")} was expected: ${said(stderr)}`);
}

function run([program, ...words]: Words) {
  // A child under another process's debugger or coverage settings would be another child.
  const { NODE_OPTIONS, NODE_V8_COVERAGE, ...env } = process.env;
  const stdio = ["ignore", "ignore", "pipe"] as const;
  return spawnSync(program, words, { env, stdio: [...stdio], encoding: "utf8", maxBuffer: 1 << 26 });
}

/** What the last line of the accounting says; a program that could not be started left no text. */
function readSample(stderr: string | null): Sample | undefined {
  const last = (stderr ?? "").trimEnd().split("\n").at(-1) ?? "";
  const match = /^(\d+\.\d+) (\d+\.\d+) (\d+)$/.exec(last);
  if (match === null) return undefined;
  const [, user, system, kibibytes] = match;
  return { cpu: Number(user) + Number(system), memory: Number(kibibytes) * 1024 };
}

/** What a command said before it failed, without the line of figures. */
function said(stderr: string | null): string {
  const lines = (stderr ?? "").split("\n").filter((line) => line.trim() !== "" && readSample(line) === undefined);
  return lines.length === 0 ? "it said nothing." : lines.slice(-5).join("\n");
}
