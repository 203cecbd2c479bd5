import type { Element } from "../../xml/element.ts";
import type { TlsLogging } from "../forwarding/tls-logging.ts";
import type { DeviceObject } from "../network/device-object.ts";
import type { GlobalProtectService } from "../network/gateways.ts";
import type { Zone } from "../network/zones.ts";
import {
  AuthenticationRule,
  DecryptionRule,
  DosRule,
  type OtherRule,
  type OtherRuleOf,
} from "../policies/other-rules.ts";
import type { Scope } from "../scopes/scope.ts";
import type { Setting } from "../settings/setting.ts";
import type { ForwardedLogType } from "../vocabulary/log-types.ts";
import type { LogSettingReference } from "./log-setting-references.ts";
import type { UsageSources } from "./sources.ts";

/** Something besides security and default rules that names a log-forwarding profile for the logs it makes. */
export interface LogProducer {
  readonly label: string;
  readonly element: Element;
  /** The log-forwarding profile's name as written. */
  readonly profile: string;
  /** Where the name is looked up: several device groups for a template's zone. */
  readonly scopes: readonly Scope[];
  /** Whether it is enabled. */
  readonly inEffect: boolean;
  /** What it makes; undefined when all logging in it is off. */
  readonly logs: ForwardedLogType | undefined;
}

/** All that name a log-forwarding profile outside the security rulebase. */
export function* logProducers(model: UsageSources, references: readonly LogSettingReference[]): Generator<LogProducer> {
  const told = new Set<number>();
  for (const producer of typedProducers(model)) {
    told.add(producer.element.index);
    yield producer;
  }
  // What the model does not know more of: the web proxy, leaves of older releases.
  for (const { label, element, profile, scope } of references) {
    if (!told.has(element.index)) yield { label, element, profile, scopes: [scope], inEffect: true, logs: undefined };
  }
}

function* typedProducers(model: UsageSources): Generator<LogProducer> {
  yield* rulesIn(model);
  for (const zone of model.network.zones) {
    yield* objectIn(model, zone, { own: namingOfZone(zone), pushed: zone.asPushed.map(namingOfZone) });
  }
  for (const service of model.network.globalProtect) {
    const [own] = namingsOf(service);
    if (own !== undefined) yield* objectIn(model, service, { own, pushed: service.asPushed.flatMap(namingsOf) });
  }
}

function namingsOf({ tlsLogging }: GlobalProtectService): readonly Naming[] {
  return tlsLogging === undefined ? [] : [{ setting: tlsLogging.logSetting, logs: handshakes(tlsLogging) }];
}

function namingOfZone({ logSetting: setting, zoneProtectionProfile, packetBufferProtection }: Zone): Naming {
  const protects = zoneProtectionProfile.value !== undefined || packetBufferProtection.value;
  return { setting, logs: protects ? "threat" : undefined };
}

function* rulesIn(model: UsageSources): Generator<LogProducer> {
  for (const kind of LOGGING_KINDS) {
    for (const rule of model.policies.otherRules(kind)) {
      const naming = namingOf(rule);
      if (naming !== undefined) yield* ruleIn(rule, naming);
    }
  }
}

/** The rulebases besides security whose rules make logs and say where these go. */
export const LOGGING_KINDS = ["decryption", "authentication", "dos", "tunnel-inspect"] as const;
export type LoggingKind = (typeof LOGGING_KINDS)[number];

/** Which logs a rule makes, and what it names for them; undefined where its release has no such logs. */
export function namingOf(rule: OtherRuleOf<LoggingKind>): Naming | undefined {
  if (rule instanceof DecryptionRule) {
    const { tlsLogging } = rule;
    if (tlsLogging === undefined) return undefined;
    return { setting: tlsLogging.logSetting, logs: rule.isForSsh ? undefined : handshakes(tlsLogging) };
  }
  if (rule instanceof AuthenticationRule)
    return { setting: rule.logSetting, logs: rule.asksUsers ? "auth" : undefined };
  if (rule instanceof DosRule) {
    return { setting: rule.logSetting, logs: rule.action.value === "allow" ? undefined : "threat" };
  }
  const { enable, logStart, logEnd, logSetting } = rule.writtenLogOverride;
  return { setting: logSetting, logs: logStart.value || logEnd.value ? "tunnel" : undefined, inEffect: enable.value };
}

type Named = Pick<Setting<string | undefined>, "value" | "element">;

interface Naming {
  readonly setting: Named;
  readonly logs: ForwardedLogType | undefined;
  /** Whether these settings count: those of a tunnel inspection rule may leave it to the security rule. */
  readonly inEffect?: boolean;
}

function* ruleIn(rule: OtherRule, { setting, logs, inEffect = true }: Naming): Generator<LogProducer> {
  const { value: profile, element } = setting;
  if (profile === undefined) return;
  yield { label: rule.label, element, profile, scopes: [rule.scope], inEffect: inEffect && rule.enabled, logs };
}

/** What an object names, and what it is on firewalls, where a stack and its templates each may say a part. */
interface PushedNaming {
  readonly own: Naming;
  readonly pushed: readonly Naming[];
}

function* objectIn(model: UsageSources, object: DeviceObject, { own, pushed }: PushedNaming): Generator<LogProducer> {
  const { value: profile, element } = own.setting;
  // What a stack has from a template is the template's to tell.
  if (profile === undefined || !isWithin(element, object.entry)) return;
  const inForce = pushed.filter(({ setting }) => setting.element.index === element.index);
  const logs = inForce.find((each) => each.logs !== undefined)?.logs;
  const served = object.device.kind === "firewall" ? [] : model.panorama.groupsAround(object.entry);
  // A template that the file ties to no firewall may serve any group.
  const elsewhere = served.length > 0 || object.device.kind === "firewall" ? [] : groupsDefining(model, profile);
  const scopes = served.length > 0 ? served : [object.scope, ...elsewhere];
  yield { label: object.label, element, profile, scopes, inEffect: inForce.length > 0, logs };
}

function isWithin({ index }: Element, entry: Element): boolean {
  return entry.index <= index && index < (entry.table.next[entry.index] ?? 0);
}

function groupsDefining(model: UsageSources, profile: string): readonly Scope[] {
  return model.scopes.all.filter((scope) => model.objects.definedIn("log-settings/profiles", scope).has(profile));
}

function handshakes({ logSuccess, logFail }: TlsLogging): ForwardedLogType | undefined {
  return logSuccess.value || logFail.value ? "decryption" : undefined;
}
