/** Types of the generator, for the tests, which are written in TypeScript. */

/** Flaws that security rules are given on purpose. */
export type Flaw =
  | "logStartAndEnd"
  | "logStartOnly"
  | "allowNotLogged"
  | "denyNotLogged"
  | "logSettingMissing"
  | "logSettingUnresolved"
  | "profilesOnDeny";

/** What to generate. */
export interface Wanted {
  readonly type: "firewall" | "panorama";
  /** Security rules in the whole file, `FEWEST_RULES` or more; about 2 KB of file for each. */
  readonly rules: number;
  /** The file to write. */
  readonly out: string;
  readonly seed?: number | undefined;
}

/** What a generated config holds. A security rule has one planted flaw at most. */
export interface Truth {
  readonly type: "firewall" | "panorama";
  readonly rules: number;
  readonly seed: number;
  readonly bytes: number;
  readonly securityRules: { readonly enabled: number; readonly disabled: number };
  /** Enabled security rules with each flaw. */
  readonly planted: Readonly<Record<Flaw, number>>;
  /** The same in disabled ones, where nobody should report them. */
  readonly plantedInDisabledRules: Readonly<Record<Flaw, number>>;
  /** Other things, by name: device groups, zones, decryption rules without a log setting and so on. */
  readonly elsewhere: Readonly<Record<string, number>>;
}

/** The smallest config there is. */
export const FEWEST_RULES: number;

/** Writes a made-up PAN-OS config and says what is in it. The same arguments give the same bytes. */
export function generateConfig(wanted: Wanted): Truth;

/** Changes when the generator does, so that files of an older one are not taken for new. */
export function generatorStamp(): string;
