import { spawnSync } from "node:child_process";

/** The bench cannot go on; told as a sentence, without a stack trace. */
export class BenchError extends Error {}

/**
 * @typedef {object} Sample What one finished command cost.
 * @property {number} cpu user and system time in seconds
 * @property {number} memory the most memory it held at once, in bytes
 *
 * @typedef {object} Command
 * @property {string} name
 * @property {string[]} words program and arguments
 * @property {number[]} [accepted] exit codes that are fine; 0 if not given
 *
 * @typedef {object} Accounting A way to learn what a finished child cost.
 * @property {string} name
 * @property {string[]} wrapper words to put before a command: it runs the command, and the last line that it writes to
 *   stderr is "USER-SECONDS SYSTEM-SECONDS PEAK-KIBIBYTES"; the exit code is the command's
 */

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
const WAYS = [
  {
    name: "wait4(2), through python3 (peaks below its own 15 MB or so do not show)",
    wrapper: ["python3", "-c", WAIT4],
  },
  { name: "GNU time (to 0.01 s)", wrapper: ["/usr/bin/time", "-f", "%U %S %M"] },
];

/** The first way of accounting that works here. @returns {Accounting} */
export function findAccounting() {
  for (const accounting of WAYS) {
    const { stderr } = run([...accounting.wrapper, process.execPath, "-e", "0"]);
    if (readSample(stderr) !== undefined) return accounting;
  }
  throw new BenchError("Neither python3 nor /usr/bin/time works here; install one (Debian packages: python3, time).");
}

/** Whether a program can be started at all. @param {string} program */
export function isInstalled(program) {
  return run([program, "--version"]).error === undefined;
}

/**
 * Runs the commands in turn (A B C A B C …), so that a machine that gets slower or faster does so for all of them.
 * The first round warms caches up and is not counted.
 *
 * @param {Accounting} accounting
 * @param {readonly Command[]} commands
 * @param {number} rounds counted rounds
 * @returns {Map<string, Sample[]>} by the command's name
 */
export function measureInTurn(accounting, commands, rounds) {
  const samples = new Map(commands.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round++) {
    for (const command of commands) {
      const sample = measure(accounting, command);
      if (round > 0) samples.get(command.name).push(sample);
    }
  }
  return samples;
}

function measure({ wrapper }, { name, words, accepted = [0] }) {
  const { status, signal, stderr, error } = run([...wrapper, ...words]);
  const sample = readSample(stderr);
  if (error !== undefined || sample === undefined) {
    throw new BenchError(`"${name}" could not be measured: ${error?.message ?? said(stderr)}`);
  }
  if (accepted.includes(status)) return sample;
  const end = status === null ? `was stopped by ${signal}` : `ended with exit code ${status}`;
  throw new BenchError(`"${name}" ${end}, where ${accepted.join(" or ")} was expected: ${said(stderr)}`);
}

function run([program, ...words]) {
  // A child under another process's debugger or coverage settings would be another child.
  const { NODE_OPTIONS, NODE_V8_COVERAGE, ...env } = process.env;
  const stdio = ["ignore", "ignore", "pipe"];
  return spawnSync(program, words, { env, stdio, encoding: "utf8", maxBuffer: 1 << 26 });
}

/** @returns {Sample | undefined} */
function readSample(stderr) {
  const last = (stderr ?? "").trimEnd().split("\n").at(-1);
  const match = /^(\d+\.\d+) (\d+\.\d+) (\d+)$/.exec(last);
  if (match === null) return undefined;
  const [user, system, kibibytes] = match.slice(1).map(Number);
  return { cpu: user + system, memory: kibibytes * 1024 };
}

/** What a command said before it failed, without the line of figures. */
function said(stderr) {
  const lines = (stderr ?? "").split("\n").filter((line) => line.trim() !== "" && readSample(line) === undefined);
  return lines.length === 0 ? "it said nothing." : lines.slice(-5).join("\n");
}
