import type { Random } from "./random.ts";
import type { XmlWriter } from "./xml-writer.ts";

/** Flaws planted in security rules. A security rule has one at most, so that one flaw is one finding. */
export const FLAWS = [
  "logStartAndEnd",
  "logStartOnly",
  "allowNotLogged",
  "denyNotLogged",
  "logSettingMissing",
  "logSettingUnresolved",
  "profilesOnDeny",
] as const;
export type Flaw = (typeof FLAWS)[number];

/** What was planted in a config. A security rule has one planted flaw at most. */
export interface Planted {
  readonly securityRules: { readonly enabled: number; readonly disabled: number };
  /** Enabled security rules with each flaw. */
  readonly planted: Readonly<Record<Flaw, number>>;
  /** The same in disabled ones, where nothing should report them. */
  readonly plantedInDisabledRules: Readonly<Record<Flaw, number>>;
  /** Other things, by name: device groups, zones, decryption rules without a log setting and so on. */
  readonly elsewhere: Readonly<Record<string, number>>;
}

/** What all writing functions share: where to write, what to draw from, and the account of what was written. */
export class Build {
  #number = 0;
  #flawed = { enabled: emptyCounts(), disabled: emptyCounts() };
  #rules = { enabled: 0, disabled: 0 };
  /** Flaws of the next security rules, drawn from the end. */
  deck: (Flaw | undefined)[] = [];
  readonly xml: XmlWriter;
  readonly random: Random;
  /** Things beside security rules, by name. */
  readonly #elsewhere: Record<string, number> = {};

  constructor(xml: XmlWriter, random: Random) {
    this.xml = xml;
    this.random = random;
  }

  /** A number that no other name in this file has. */
  nextNumber(): number {
    this.#number++;
    return this.#number;
  }

  /** Takes a security rule into the account. */
  countSecurityRule(flaw: Flaw | undefined, disabled: boolean): void {
    const state = disabled ? "disabled" : "enabled";
    this.#rules[state]++;
    if (flaw !== undefined) this.#flawed[state][flaw]++;
  }

  /** Takes anything else into the account. */
  count(what: string, times = 1): void {
    this.#elsewhere[what] = (this.#elsewhere[what] ?? 0) + times;
  }

  /** What was planted. */
  truth(): Planted {
    return {
      securityRules: { ...this.#rules },
      planted: this.#flawed.enabled,
      plantedInDisabledRules: this.#flawed.disabled,
      elsewhere: this.#elsewhere,
    };
  }
}

function emptyCounts(): Record<Flaw, number> {
  // fromEntries forgets which keys it was given.
  return Object.fromEntries(FLAWS.map((flaw) => [flaw, 0])) as Record<Flaw, number>;
}
