import { dirname, resolve } from "node:path";
import type { Rule } from "../rule.ts";
import { activeRules, type ConfiguredRule, exemptionRules, type RuleOverrides } from "../setup/active-rules.ts";
import { type ConfigFile, findConfigFile, readConfigFile } from "../setup/config-file.ts";
import { presetConflicts } from "../setup/preset-conflicts.ts";
import { type Input, isIgnored, STDIN, shownPath } from "../source/inputs.ts";
import type { Terminal } from "./streams.ts";

/** What a configuration file wants, or its absence. */
export interface Setting {
  readonly active: readonly ConfiguredRule[];
  readonly file: ConfigFile | undefined;
}

/** The rules for each input, by the configuration file that is nearest to it. */
export class Settings {
  readonly #rules: readonly Rule[];
  readonly #terminal: Terminal;
  readonly #config: string | false | undefined;
  readonly #overrides: RuleOverrides;
  readonly #known = new Map<string | undefined, Promise<Setting>>();
  readonly #files: ConfigFile[] = [];

  constructor(
    rules: readonly Rule[],
    terminal: Terminal,
    config: string | false | undefined,
    overrides: RuleOverrides,
  ) {
    this.#rules = rules;
    this.#terminal = terminal;
    this.#config = config;
    this.#overrides = overrides;
  }

  /** The configuration files that were read, in that order. */
  get files(): readonly ConfigFile[] {
    return this.#files;
  }

  /** A file given by `--config` must be right even when nothing is checked with it. */
  async checkNamedFile(): Promise<void> {
    if (typeof this.#config === "string") await this.#at(resolve(this.#terminal.cwd, this.#config));
  }

  for(input: Input): Promise<Setting> {
    return this.#at(this.#pathFor(input));
  }

  /** Whether the configuration file of an input leaves it out. */
  async ignores(input: Input): Promise<boolean> {
    const { file } = await this.for(input);
    return file !== undefined && isIgnored(input.standsFor ?? input.path, dirname(file.path), file.ignore);
  }

  #at(path: string | undefined): Promise<Setting> {
    const known = this.#known.get(path) ?? this.#read(path);
    this.#known.set(path, known);
    return known;
  }

  #pathFor(input: Input): string | undefined {
    if (this.#config === false) return undefined;
    if (this.#config !== undefined) return resolve(this.#terminal.cwd, this.#config);
    const path = input.path === STDIN ? input.standsFor : input.path;
    return findConfigFile(path === undefined ? this.#terminal.cwd : dirname(path), this.#terminal.cwd);
  }

  async #read(path: string | undefined): Promise<Setting> {
    const file =
      path === undefined ? undefined : await readConfigFile(path, this.#rules, shownPath(path, this.#terminal.cwd));
    if (file !== undefined) this.#files.push(file);
    const remarks = [...(file?.remarks ?? []), ...presetConflicts(file?.presets ?? [], this.#rules)];
    for (const remark of remarks) this.#terminal.stderr.write(`panlint: ${remark}\n`);
    const active = [...activeRules(this.#rules, file, this.#overrides), ...exemptionRules(file, this.#overrides)];
    return { active, file };
  }
}
