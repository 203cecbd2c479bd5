import type { Config } from "../panos/config.ts";
import type { ForwardedLogs } from "../panos/flow/log-routes.ts";
import { emptyPolicy } from "../panos/policies/empty-policy.ts";
import type { Posture } from "../panos/posture/posture-types.ts";
import type { Category } from "../rule.ts";

/**
 * Why the silence of a rule says nothing about a file: a clause, or undefined where silence means that all is well.
 * `lacking` says that the file has nothing for this rule to look at.
 */
export type Doubts = (category: Category, lacking: string | undefined) => string | undefined;

/** Finds out for each category of rules what the file cannot tell. In doubt there is a doubt. */
export function doubtsOf(config: Config, posture: Posture): Doubts {
  return (category, lacking) => generalDoubt(config) ?? lacking ?? BY_CATEGORY[category](config, posture);
}

function generalDoubt(config: Config): string | undefined {
  if (config.file.problems.all.length > 0) return "a part of the file could not be understood";
  return config.objects.partial ?? emptyPolicy(config.scopes, config.policies);
}

const BY_CATEGORY: Readonly<Record<Category, (config: Config, posture: Posture) => string | undefined>> = {
  "session-logging": () => undefined,
  hygiene: () => undefined,
  "log-forwarding": (_config, posture) => forwardingDoubt([...posture.rulebases, ...posture.others]),
  "threat-inspection": (_config, { rulebases }) =>
    rulebases.some(({ inspection }) => inspection.unknown > 0)
      ? "the file does not tell which security profiles some rules apply"
      : undefined,
  "default-rules": (_config, { rulebases }) =>
    rulebases.some(({ logging }) => logging.unknown > 0)
      ? "a default rule may be overridden where the file does not show it"
      : undefined,
  "log-storage": deviceDoubt,
  "device-log-settings": deviceDoubt,
  "other-rulebases": (config, { others }) =>
    config.network.zones.length === 0 ? "the file holds no zones" : forwardingDoubt(others),
};

/** Device settings that Panorama does not push are in the firewalls' own files only, and the other way round. */
function deviceDoubt(config: Config): string | undefined {
  if (config.file.document.product === "panorama") return "Panorama's file does not hold what firewalls set themselves";
  const settings = config.file.document.root.find("devices", "entry", "deviceconfig");
  return config.file.partialAlone ?? (settings === undefined ? "the file holds no device settings" : undefined);
}

function forwardingDoubt(lists: readonly { readonly logs: readonly ForwardedLogs[] }[]): string | undefined {
  const logs = lists.flatMap((list) => list.logs);
  if (logs.some(({ unknown }) => unknown > 0)) return "the file does not tell where some logs go";
  const perhaps = logs.some(({ destinations }) => destinations.some(({ arrives }) => arrives === "perhaps"));
  return perhaps ? "the file does not tell whether logs get to where they are sent" : undefined;
}
