/** Does with an action what GitHub's runner does: expressions, environment, outputs and the steps in their order. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runInNewContext } from "node:vm";
import { parse } from "yaml";
import { folderWith } from "./cli-files.ts";
import { type Environment, ROOT, runProgram } from "./programs.ts";

interface Step {
  readonly name?: string;
  readonly id?: string;
  readonly if?: string;
  readonly run?: string;
  readonly uses?: string;
  readonly with?: { readonly [name: string]: string };
  readonly env?: { readonly [name: string]: string };
}

export interface Action {
  readonly inputs: { readonly [name: string]: { readonly description: string; readonly default: string } };
  readonly outputs: { readonly [name: string]: { readonly description: string; readonly value: string } };
  readonly runs: { readonly steps: readonly Step[] };
}

const ACTION_FILE = join(ROOT, "action.yml");
export const ACTION: Action = parse(readFileSync(ACTION_FILE, "utf8"));

/** One use of the action in a workflow. */
export interface Use {
  /** The checked-out repository. */
  readonly workspace: string;
  readonly with?: { readonly [name: string]: string };
  /** The contexts `github` of expressions, dotted, and the variables of the runner. */
  readonly github?: { readonly [name: string]: string };
  readonly env?: Environment;
  /** Where the action itself was checked out. */
  readonly actionPath?: string;
}

/** How that use ended. */
export interface Used {
  /** The exit code of the step that failed; 0 when none did. */
  readonly code: number;
  readonly outputs: { readonly [name: string]: string };
  /** What the steps wrote, both streams. */
  readonly log: string;
  readonly summary: string;
  /** What other actions were given. */
  readonly uploads: readonly { readonly [name: string]: string }[];
}

/** Runs all steps of the action. */
export function useAction(use: Use): Used {
  const defaults = Object.entries(ACTION.inputs).map(([name, input]) => [name, input.default] as const);
  const contexts = new Map<string, string>();
  for (const [name, value] of Object.entries({ ...Object.fromEntries<string>(defaults), ...use.with })) {
    if (ACTION.inputs[name] === undefined) throw new Error(`The action has no input ${name}.`);
    contexts.set(`inputs.${name}`, value);
  }
  for (const [name, value] of Object.entries(use.github ?? {})) contexts.set(`github.${name}`, value);
  const temporary = folderWith({ summary: "" });
  const uploads: { readonly [name: string]: string }[] = [];
  let code = 0;
  let log = "";
  for (const [index, step] of ACTION.runs.steps.entries()) {
    if (!(step.if === undefined ? code === 0 : evaluate(step.if, contexts) === "true")) continue;
    if (step.uses !== undefined) uploads.push(filledIn(step.with ?? {}, contexts));
    if (step.run === undefined) continue;
    const output = join(temporary, `output-${index}`);
    const ended = runStep(step.run, use, {
      ...filledIn(step.env ?? {}, contexts),
      GITHUB_OUTPUT: output,
      GITHUB_STEP_SUMMARY: join(temporary, "summary"),
      RUNNER_TEMP: join(temporary, "runner temp"),
    });
    log += ended.stdout + ended.stderr;
    if (code === 0) code = ended.code ?? 1;
    for (const [name, value] of outputsIn(output)) contexts.set(`steps.${step.id}.outputs.${name}`, value);
  }
  const outputs = filledIn(
    Object.fromEntries(Object.entries(ACTION.outputs).map(([name, { value }]) => [name, value])),
    contexts,
  );
  return { code, outputs, log, summary: readFileSync(join(temporary, "summary"), "utf8"), uploads };
}

function runStep(script: string, use: Use, env: Environment) {
  const file = join(folderWith({ "step.sh": script }), "step.sh");
  mkdirSync(env.RUNNER_TEMP ?? "", { recursive: true });
  writeFileSync(env.GITHUB_OUTPUT ?? "", "");
  // The command of `shell: bash`, from GitHub's workflow syntax.
  return runProgram(["bash", "--noprofile", "--norc", "-e", "-o", "pipefail", file], use.workspace, {
    CI: "true",
    GITHUB_ACTIONS: "true",
    GITHUB_WORKSPACE: use.workspace,
    GITHUB_ACTION_PATH: use.actionPath ?? ROOT,
    GITHUB_ACTOR: "somebody",
    ...env,
    ...use.env,
  });
}

function outputsIn(file: string): readonly (readonly [name: string, value: string])[] {
  const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n") : [];
  return lines
    .filter((line) => line !== "")
    .map((line) => {
      const at = line.indexOf("=");
      if (at < 1) throw new Error(`The runner would refuse the output ${line}`);
      return [line.slice(0, at), line.slice(at + 1)];
    });
}

function filledIn(texts: { readonly [name: string]: string }, contexts: ReadonlyMap<string, string>) {
  const filled = Object.entries(texts).map(([name, text]) => [
    name,
    text.replace(/\$\{\{(.*?)\}\}/gs, (_, expression) => evaluate(expression, contexts)),
  ]);
  return Object.fromEntries(filled) as { readonly [name: string]: string }; // fromEntries forgets that they are texts
}

/** The value of an expression. Those of the action are JavaScript but for dashes in names. */
function evaluate(expression: string, contexts: ReadonlyMap<string, string>): string {
  const script = expression
    .replaceAll(/\b(?:inputs|steps|github)(?:\.[\w-]+)+/g, (path) => JSON.stringify(contexts.get(path) ?? ""))
    .replaceAll("always()", "true");
  return String(runInNewContext(script));
}
