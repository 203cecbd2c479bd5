import type { Config } from "../panos/config.ts";
import type { ServerProfile } from "../panos/forwarding/server-profiles.ts";
import type { Setting } from "../panos/settings/setting.ts";
import type { Element } from "../rule.ts";
import { lowerFirst } from "../words.ts";
import { type PostureChange, pairsOf, type Said } from "./change.ts";

/** Leaves of a server that decide where its logs go and who can read them on the way. */
interface ServerFacts {
  readonly name: string;
  readonly element: Element;
  readonly settings: readonly Setting<string | number | undefined>[];
}

/** What changed in the servers that logs are sent to. */
export function* serverChanges(old: Config, now: Config): Generator<PostureChange> {
  const { both, deleted } = pairsOf(old.forwarding.serverProfiles, now.forwarding.serverProfiles, [({ path }) => path]);
  for (const [before, after] of both) {
    for (const [effect, message] of changesOf(before, after)) {
      yield { effect, path: after.path, message, old: before.element, now: after.element };
    }
  }
  for (const { path, label, element, hasServer } of deleted) {
    const effect = hasServer ? "worse" : "other";
    yield { effect, path, message: `${label} was deleted.`, old: element, now: undefined };
  }
}

function* changesOf(old: ServerProfile, now: ServerProfile): Generator<Said> {
  const { both, added, deleted } = pairsOf(serversOf(old), serversOf(now), [({ name }) => name]);
  const label = (name: string): string => `Server "${name}" of ${lowerFirst(now.label)}`;
  for (const [before, after] of both) {
    for (const { name, value } of after.settings) {
      const was = before.settings.find((each) => each.name === name)?.value;
      if (was === value) continue;
      const words = `${label(after.name)} has the ${WORDS[name] ?? name} ${shown(value)} instead of ${shown(was)}.`;
      yield [effectOf(was, value), words];
    }
  }
  for (const { name } of added) yield ["other", `${label(name)} was added.`];
  for (const { name } of deleted) yield [now.hasServer ? "other" : "worse", `${label(name)} was deleted.`];
}

/** Encryption on the way is the only thing here that is better or worse by itself. */
function effectOf(was: string | number | undefined, is: string | number | undefined): Said[0] {
  const [before, after] = [ENCRYPTED.includes(was), ENCRYPTED.includes(is)];
  if (before === after) return is === undefined ? "worse" : "other";
  return after ? "better" : "worse";
}

const ENCRYPTED: readonly unknown[] = ["SSL", "HTTPS", "TLS"];
const WORDS: { readonly [setting: string]: string } = {
  server: "address",
  manager: "address",
  "tls-version": "TLS version",
  to: "recipient",
  "and-also-to": "second recipient",
};

function shown(value: string | number | undefined): string {
  return value === undefined ? "none" : `"${value}"`;
}

function serversOf(profile: ServerProfile): readonly ServerFacts[] {
  switch (profile.kind) {
    case "syslog":
      return profile.servers.map((server) => {
        const { name, element, address, transport, port, format, facility } = server;
        return { name, element, settings: [address, transport, port, format, facility] };
      });
    case "email":
      return profile.servers.map((server) => {
        const { name, element, address, protocol, port, to, andAlsoTo } = server;
        return { name, element, settings: [address, protocol, port, to, andAlsoTo] };
      });
    case "http":
      return profile.servers.map((server) => {
        const { name, element, address, protocol, port, tlsVersion } = server;
        return { name, element, settings: [address, protocol, port, tlsVersion] };
      });
    case "snmptrap":
      return profile.servers.map(({ name, element, address }) => ({ name, element, settings: [address] }));
  }
}
