import type { Element } from "../../xml/element.ts";
import { members } from "../document/values.ts";
import type { LogForwardingProfile } from "../forwarding/log-forwarding-profile.ts";
import { type TlsLogging, tlsLogging } from "../forwarding/tls-logging.ts";
import { IPSEC_TUNNELS } from "../objects/applications.ts";
import { OTHER_RULE_WORDS, type OtherRuleKind } from "../scopes/other-rulebases.ts";
import type { LookUp } from "../scopes/scope.ts";
import type { Setting } from "../settings/setting.ts";
import { holderOf, SettingReader } from "../settings/setting-reader.ts";
import type { PolicyContext } from "./context.ts";
import { PolicyRule, type RulePlace } from "./policy-rule.ts";
import type { SecurityRule } from "./security-rule.ts";

/** A rule of a rulebase other than security. NAT, PBF, QoS and the like have nothing to do with logs. */
export class OtherRule<K extends OtherRuleKind = OtherRuleKind> extends PolicyRule<K> {
  get label(): string {
    return `${OTHER_RULE_WORDS[this.kind]} "${this.name}"`;
  }

  get disabled(): Setting<boolean> {
    return new SettingReader(this.context.file.problems, { place: "policy rule", ...this.here }).flag("disabled");
  }

  get enabled(): boolean {
    return !this.disabled.value;
  }

  protected child(name: string): Element | undefined {
    return this.entry.child(name);
  }

  /** The entry as the place of settings. */
  protected get here() {
    return { label: this.label, holders: holderOf(this.entry), owner: this.entry };
  }

  protected lookUp(setting: Setting<string | undefined> | undefined): LookUp<LogForwardingProfile> | undefined {
    return setting?.value === undefined
      ? undefined
      : this.context.forwarding.logForwardingProfile(setting.value, this.scope);
  }
}

export const DECRYPTION_ACTIONS = ["no-decrypt", "decrypt", "decrypt-and-forward"] as const;

/** A decryption rule. One that does not decrypt logs handshakes too. */
export class DecryptionRule extends OtherRule<"decryption"> {
  get action(): Setting<(typeof DECRYPTION_ACTIONS)[number]> {
    return new SettingReader(this.context.file.problems, { place: "decryption rule", ...this.here }).choice(
      "action",
      DECRYPTION_ACTIONS,
    );
  }

  /**
   * Whether it is for SSH, of which there are no decryption logs.
   * https://docs.paloaltonetworks.com/pan-os/10-2/pan-os-admin/decryption/troubleshoot-and-monitor-decryption/decryption-logs
   */
  get isForSsh(): boolean {
    return this.entry.find("type", "ssh-proxy") !== undefined;
  }

  /** Undefined before PAN-OS 10.0. */
  get tlsLogging(): TlsLogging | undefined {
    return tlsLogging(this.context.file, { place: "decryption rule", ...this.here });
  }

  /** What its log-forwarding profile name means in its scope; undefined when it names none. */
  get logForwarding(): LookUp<LogForwardingProfile> | undefined {
    return this.lookUp(this.tlsLogging?.logSetting);
  }
}

const ENFORCEMENT_METHODS = ["web-form", "no-captive-portal", "browser-challenge"] as const;

/** An authentication rule. */
export class AuthenticationRule extends OtherRule<"authentication"> {
  /** The name of the authentication enforcement object. */
  get enforcement(): string | undefined {
    return this.child("authentication-enforcement")?.trimmedText;
  }

  /** How its enforcement object asks users; undefined for one that the file does not hold. */
  get enforcementMethod(): Setting<(typeof ENFORCEMENT_METHODS)[number]> | undefined {
    const name = this.enforcement;
    const answer =
      name === undefined ? undefined : this.context.objects.lookUp("authentication-object", name, this.scope);
    if (answer?.state !== "found" || answer.value === undefined) return undefined;
    const label = `Authentication enforcement "${name}"`;
    const place = { place: "authentication enforcement", label, holders: holderOf(answer.value) } as const;
    const reader = new SettingReader(this.context.file.problems, { ...place, owner: answer.value });
    return reader.choice("authentication-method", ENFORCEMENT_METHODS);
  }

  /** Whether it asks users to authenticate; without that it makes no logs. An object that the file does not hold does. */
  get asksUsers(): boolean {
    const { enforcement, enforcementMethod } = this;
    if (enforcementMethod !== undefined) return enforcementMethod.value !== "no-captive-portal";
    return enforcement !== undefined && enforcement !== "default-no-captive-portal";
  }

  get logSetting(): Setting<string | undefined> {
    return this.#reader.logSetting();
  }

  get logAuthenticationTimeout(): Setting<boolean> {
    return this.#reader.flag("log-authentication-timeout");
  }

  get logForwarding(): LookUp<LogForwardingProfile> | undefined {
    return this.lookUp(this.logSetting);
  }

  get #reader() {
    return new SettingReader(this.context.file.problems, { place: "authentication rule", ...this.here });
  }
}

const DOS_ACTIONS = ["deny", "allow", "protect"] as const;
export type DosAction = (typeof DOS_ACTIONS)[number];

/** A DoS protection rule. Its floods are threat logs, which no security rule forwards. */
export class DosRule extends OtherRule<"dos"> {
  /** Undefined when the element is absent; PAN-OS has no default for it. */
  get action(): Setting<DosAction | undefined> {
    const element = this.child("action");
    const [choice] = element?.children() ?? [];
    const text = choice?.name ?? element?.trimmedText;
    const value = DOS_ACTIONS.find((action) => action === text);
    if (element !== undefined && text !== undefined && value === undefined) {
      const message = `${this.label} has the action "${text}", which PAN-OS does not know.`;
      this.context.file.problems.addProblem(element, message, `Actions are ${DOS_ACTIONS.join(", ")}.`);
    }
    const origin = value === undefined ? "default" : "explicit";
    return { name: "action", value, origin, element: element ?? this.entry };
  }

  get logSetting(): Setting<string | undefined> {
    return new SettingReader(this.context.file.problems, { place: "policy rule", ...this.here }).logSetting();
  }

  get logForwarding(): LookUp<LogForwardingProfile> | undefined {
    return this.lookUp(this.logSetting);
  }
}

/** The own log settings of a tunnel inspection rule. They are in effect only when `enable` is yes. */
export interface TunnelLogOverride {
  readonly enable: Setting<boolean>;
  readonly logStart: Setting<boolean>;
  readonly logEnd: Setting<boolean>;
  readonly logSetting: Setting<string | undefined>;
}

/** A tunnel inspection rule. Unless it overrides them, the outer session is logged as the security rule says. */
export class TunnelInspectRule extends OtherRule<"tunnel-inspect"> {
  /** The App-IDs by which security rules allow the tunnels that it inspects. Its `ipsec` is IPSec without encryption. */
  get applications(): readonly string[] {
    return members(this.child("application")).flatMap((name) => (name === "ipsec" ? IPSEC_TUNNELS : [name]));
  }

  /** Whether a security rule names the tunnels that it inspects, and may allow them between its zones. */
  mayInspect(rule: SecurityRule): boolean {
    if (!this.scope.meets(rule.scope) || !rule.match.namesApplication(new Set(this.applications))) return false;
    return (["from", "to"] as const).every((name) => {
      const [own, others] = [members(this.child(name)), rule.match.list(name) ?? []];
      const isOpen = (zones: readonly string[]) => zones.length === 0 || zones.includes("any");
      return isOpen(own) || isOpen(others) || own.some((zone) => others.includes(zone));
    });
  }

  /** The override in effect; undefined when the security rule's log settings apply. */
  get logOverride(): TunnelLogOverride | undefined {
    const written = this.writtenLogOverride;
    return written.enable.value ? written : undefined;
  }

  /** The override as written, in effect or not. */
  get writtenLogOverride(): TunnelLogOverride {
    const container = this.entry.find("monitor-options", "log-setting-override");
    const reader = new SettingReader(this.context.file.problems, {
      place: "tunnel inspection override",
      label: this.label,
      holders: holderOf(container),
      owner: this.child("monitor-options") ?? this.entry,
    });
    return {
      enable: reader.flag("enable"),
      logStart: reader.flag("log-start"),
      logEnd: reader.flag("log-end"),
      logSetting: reader.logSetting(),
    };
  }

  get logForwarding(): LookUp<LogForwardingProfile> | undefined {
    return this.lookUp(this.logOverride?.logSetting);
  }
}

/** What class the rules of one kind have. */
interface OtherRuleClasses {
  readonly decryption: DecryptionRule;
  readonly authentication: AuthenticationRule;
  readonly dos: DosRule;
  readonly "tunnel-inspect": TunnelInspectRule;
}
export type OtherRuleOf<K extends OtherRuleKind> = K extends keyof OtherRuleClasses
  ? OtherRuleClasses[K]
  : OtherRule<K>;

type Maker = (context: PolicyContext, place: RulePlace<never>) => OtherRule;
const MAKERS: Partial<Record<OtherRuleKind, Maker>> = {
  decryption: (context, place) => new DecryptionRule(context, place),
  authentication: (context, place) => new AuthenticationRule(context, place),
  dos: (context, place) => new DosRule(context, place),
  "tunnel-inspect": (context, place) => new TunnelInspectRule(context, place),
};

/** Makes the rule that stands at a place. */
export function otherRule<K extends OtherRuleKind>(context: PolicyContext, place: RulePlace<K>): OtherRuleOf<K> {
  const make = MAKERS[place.rulebase.kind];
  // The table above has a maker for each kind with a class of its own.
  return (
    make === undefined ? new OtherRule(context, place) : make(context, place as RulePlace<never>)
  ) as OtherRuleOf<K>;
}
