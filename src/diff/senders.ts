import type { Config } from "../panos/config.ts";
import { LOGGING_KINDS, namingOf } from "../panos/usage/log-producers.ts";
import type { ForwardedLogType } from "../panos/vocabulary/log-types.ts";
import type { Element } from "../rule.ts";
import { type PostureChange, pairsOf, type Said } from "./change.ts";
import { uuidOf } from "./rules.ts";

/** What makes logs outside the security rulebase, and names a log-forwarding profile for them. */
interface Sender {
  readonly uuid: string | undefined;
  readonly path: string;
  readonly label: string;
  readonly element: Element;
  readonly enabled: boolean;
  readonly profile: string | undefined;
  /** The type of logs that it makes; undefined for none. */
  readonly makes: ForwardedLogType | undefined;
}

/** What changed in the logging of zones and of decryption, authentication, DoS and tunnel inspection rules. */
export function* senderChanges(old: Config, now: Config): Generator<PostureChange> {
  const keys = [({ uuid }: Sender) => uuid, ({ path }: Sender) => path];
  const { both } = pairsOf(sendersIn(old), sendersIn(now), keys);
  for (const [before, after] of both) {
    for (const [effect, message] of changesOf(before, after)) {
      yield { effect, path: after.path, message, old: before.element, now: after.element };
    }
  }
}

function* sendersIn(config: Config): Generator<Sender> {
  for (const kind of LOGGING_KINDS) {
    for (const rule of config.policies.otherRules(kind)) {
      const { path, label, entry: element, enabled } = rule;
      const naming = namingOf(rule);
      if (naming === undefined) continue;
      const { setting, logs: makes } = naming;
      yield { uuid: uuidOf(rule), path, label, element, enabled, profile: setting.value, makes };
    }
  }
  for (const { path, label, entry: element, logSetting } of config.network.zones) {
    yield { uuid: undefined, path, label, element, enabled: true, profile: logSetting.value, makes: "threat" };
  }
}

function* changesOf(old: Sender, now: Sender): Generator<Said> {
  const { label, profile } = now;
  if (old.enabled !== now.enabled) yield ["other", `${label} is ${now.enabled ? "enabled" : "disabled"} now.`];
  if (!old.enabled || !now.enabled) return;
  if (old.makes !== undefined && now.makes === undefined)
    yield ["worse", `${label} makes no ${old.makes} logs any more.`];
  if (old.makes === undefined && now.makes !== undefined) yield ["better", `${label} makes ${now.makes} logs now.`];
  if (old.profile === profile) return;
  if (profile === undefined) {
    yield ["worse", `${label} has no log-forwarding profile any more; it had "${old.profile}".`];
  } else if (old.profile === undefined) {
    yield ["better", `${label} has the log-forwarding profile "${profile}" now; it had none.`];
  } else yield ["other", `${label} uses the log-forwarding profile "${profile}" instead of "${old.profile}".`];
}
