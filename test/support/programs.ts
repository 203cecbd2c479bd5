/** Runs other people's programs, such as Git and bash, in surroundings that do not depend on who runs the tests. */
import { spawnSync } from "node:child_process";
import { chmodSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { folderWith } from "./cli-files.ts";

export const ROOT = fileURLToPath(new URL("../..", import.meta.url));

export type Environment = { readonly [name: string]: string };

/** What a program left behind. */
export interface Ended {
  /** Null when it did not come to its end. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The name of whoever commits, and trust in a checkout that belongs to somebody else, as in containers. */
const GIT_CONFIG = `[user]
  name = Test
  email = test@example.com
[safe]
  directory = *
[init]
  defaultBranch = main
`;
const surroundings = folderWith({ gitconfig: GIT_CONFIG });

/** Where the tests run, and what Git hooks hand down, must not reach into what they run. */
function environment(own: Environment): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^(GIT|GITHUB|NO_COLOR|FORCE_COLOR|INPUT)(_|$)/.test(name),
  );
  return { ...Object.fromEntries(kept), GIT_CONFIG_GLOBAL: join(surroundings, "gitconfig"), ...own };
}

/** Runs a program to its end. Throws when there is no such program. */
export function runProgram(
  command: readonly [program: string, ...args: readonly string[]],
  cwd: string,
  env: Environment = {},
): Ended {
  const [program, ...args] = command;
  const options = { cwd, env: environment(env), encoding: "utf8", maxBuffer: 1 << 26, timeout: 580_000 } as const;
  const { status, stdout, stderr, error } = spawnSync(program, args, options);
  if (error !== undefined) throw error;
  return { code: status, stdout, stderr };
}

/** Runs Git, and returns what it printed. Throws when it fails. */
export function git(cwd: string, ...args: readonly string[]): string {
  const { code, stdout, stderr } = runProgram(["git", ...args], cwd);
  if (code !== 0) throw new Error(`git ${args.join(" ")}: ${stderr}`);
  return stdout.trim();
}

/** A folder with these shell scripts as programs, for the front of PATH. */
export function programsWith(scripts: { readonly [name: string]: string }): string {
  const folder = folderWith(
    Object.fromEntries(Object.entries(scripts).map(([name, script]) => [name, `#!/bin/sh\n${script}\n`])),
  );
  for (const name of Object.keys(scripts)) chmodSync(join(folder, name), 0o755);
  return folder;
}

/** Makes a repository of a folder, with all that is in it committed. */
export function commitAll(folder: string): void {
  git(folder, "init", "--quiet");
  git(folder, "add", "--all", "--force");
  git(folder, "commit", "--quiet", "--message", "everything");
}

/** Whether a program can be found. */
export function isInstalled(program: string): boolean {
  return spawnSync(program, ["--version"], { stdio: "ignore" }).error === undefined;
}
