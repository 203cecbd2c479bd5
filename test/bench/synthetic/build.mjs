/** Flaws planted in security rules. A security rule has one at most, so that one flaw is one finding. */
export const FLAWS = [
  "logStartAndEnd",
  "logStartOnly",
  "allowNotLogged",
  "denyNotLogged",
  "logSettingMissing",
  "logSettingUnresolved",
  "profilesOnDeny",
];

/** What all writing functions share: where to write, what to draw from, and the account of what was written. */
export class Build {
  #number = 0;
  #flawed = { enabled: emptyCounts(), disabled: emptyCounts() };
  #rules = { enabled: 0, disabled: 0 };
  /** Flaws of the next security rules, drawn from the end. @type {(string | undefined)[]} */
  deck = [];
  /** Things beside security rules, by name. @type {Record<string, number>} */
  elsewhere = {};

  /**
   * @param {import("./xml-writer.mjs").XmlWriter} xml
   * @param {import("./random.mjs").Random} random
   */
  constructor(xml, random) {
    this.xml = xml;
    this.random = random;
  }

  /** A number that no other name in this file has. */
  nextNumber() {
    this.#number++;
    return this.#number;
  }

  /** Takes a security rule into the account. */
  countSecurityRule(flaw, disabled) {
    const state = disabled ? "disabled" : "enabled";
    this.#rules[state]++;
    if (flaw !== undefined) this.#flawed[state][flaw]++;
  }

  /** Takes anything else into the account. */
  count(what, times = 1) {
    this.elsewhere[what] = (this.elsewhere[what] ?? 0) + times;
  }

  /** What was planted. */
  truth() {
    return {
      securityRules: { ...this.#rules },
      planted: this.#flawed.enabled,
      plantedInDisabledRules: this.#flawed.disabled,
      elsewhere: this.elsewhere,
    };
  }
}

function emptyCounts() {
  return Object.fromEntries(FLAWS.map((flaw) => [flaw, 0]));
}
