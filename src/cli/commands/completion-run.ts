import type { HelpOf } from "../command.ts";
import { EXIT } from "../exit-code.ts";
import type { Program } from "../program.ts";
import { writeAll } from "../streams.ts";

/** One command and what may follow it. */
interface CommandWords {
  /** Empty for linting, which needs no word. */
  readonly name: string;
  readonly options: readonly OptionWords[];
}

interface OptionWords {
  readonly name: string;
  /** The values it takes; none when these are not a closed list. */
  readonly values: readonly string[];
}

export type Shell = "bash" | "zsh" | "fish";

/** Prints a completion script. The options of every command are read from its help text, so that nothing is listed twice. */
export async function runCompletion(program: Program, shell: Shell, helpOf: HelpOf): Promise<number> {
  const names = commandsIn(await helpOf());
  const commands = await Promise.all([
    { name: "", options: optionsIn(await helpOf()) },
    ...names.map(async (name) => ({ name, options: optionsIn(await helpOf(name)) })),
  ]);
  const rules = (await program.loadRules()).map(({ id }) => id);
  await writeAll(program.terminal.stdout, [completionScript(shell, commands, rules)]);
  return EXIT.CLEAN;
}

/** Reads a help text of yargs: the options, and the choices of each. */
function optionsIn(help: string): readonly OptionWords[] {
  const options: OptionWords[] = [];
  for (const part of help.split(/^(?= +(?:-\w, )?--)/m).slice(1)) {
    const name = /--([a-z][a-z-]*)/.exec(part)?.[1];
    const choices = /\[choices:([^\]]*)\]/.exec(part)?.[1] ?? "";
    const values = Array.from(choices.matchAll(/"([^"]+)"/g), ([, value = ""]) => value);
    if (name !== undefined) options.push({ name: `--${name}`, values });
  }
  return options;
}

/** The names of the commands in the help text of the whole program. */
function commandsIn(help: string): readonly string[] {
  return Array.from(help.matchAll(/^ {2}panlint ([a-z]+)/gm), ([, name = ""]) => name);
}

/** The script that makes a shell complete commands, options, their values, and rule ids where one is wanted. */
function completionScript(shell: Shell, commands: readonly CommandWords[], rules: readonly string[]): string {
  if (shell === "fish") return fish(commands, rules);
  const script = bash(commands, rules);
  return shell === "bash" ? script : `#compdef panlint\nautoload -U +X bashcompinit && bashcompinit\n${script}`;
}

function bash(commands: readonly CommandWords[], rules: readonly string[]): string {
  const names = commands.map(({ name }) => name).filter((name) => name !== "");
  const cases = commands.flatMap(({ name, options }) => [
    ...options.flatMap((option) =>
      option.values.length === 0 ? [] : [`    "${name} ${option.name}") words="${option.values.join(" ")}" ;;`],
    ),
    ...(name === "explain" ? [`    "explain "*) words="${rules.join(" ")}" ;;`] : []),
  ]);
  const lists = commands.map(({ name, options }) => {
    const words = options.map((option) => option.name);
    return `      ${name === "" ? '""' : name}) words="${[...words, ...(name === "" ? names : [])].join(" ")}" ;;`;
  });
  return `# Completion for panlint. Add to your shell's start-up file: eval "$(panlint completion bash)"
_panlint() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" prev="\${COMP_WORDS[COMP_CWORD-1]}" command="" words="" word
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case "$word" in
      ${names.join("|")}) command="$word"; break ;;
    esac
  done
  case "$command $prev" in
    *" --rule") words="${rules.map((id) => `${id}=off`).join(" ")}" ;;
${cases.join("\n")}
  esac
  if [ -z "$words" ]; then
    case "$command" in
${lists.join("\n")}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$cur"))
}
complete -o default -F _panlint panlint
`;
}

function fish(commands: readonly CommandWords[], rules: readonly string[]): string {
  const names = commands.map(({ name }) => name).filter((name) => name !== "");
  const lines = commands.flatMap(({ name, options }) => {
    const when = name === "" ? "__fish_use_subcommand" : `__fish_seen_subcommand_from ${name}`;
    return options.map((option) => {
      const values = option.values.length === 0 ? "" : ` -x -a "${option.values.join(" ")}"`;
      return `complete -c panlint -n "${when}" -l ${option.name.slice(2)}${values}`;
    });
  });
  return `# Completion for panlint: panlint completion fish > ~/.config/fish/completions/panlint.fish
complete -c panlint -n __fish_use_subcommand -a "${names.join(" ")}"
complete -c panlint -n "__fish_seen_subcommand_from explain" -x -a "${rules.join(" ")}"
${lines.join("\n")}
`;
}
