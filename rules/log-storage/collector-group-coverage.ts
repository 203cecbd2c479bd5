import {
  andListUpTo,
  type CollectorGroup,
  type Config,
  defineRule,
  type Finding,
  nounFor,
  quoted,
} from "../../src/rule.ts";
import { firewallsSendingToPanorama, scopesSendingToPanorama } from "./panorama-senders.ts";

const MOST_NAMES = 5;

export default defineRule({
  id: "collector-group-coverage",
  summary: "Firewalls send logs to Panorama, and no collector group takes them.",
  category: "log-storage",
  severity: "warning",
  precision: "medium",
  since: "0.1.0",
  references: [
    {
      title: "Configure a Collector Group",
      url: "https://docs.paloaltonetworks.com/panorama/administration/manage-log-collection/manage-collector-groups/configure-a-collector-group",
    },
    {
      title: "Configure Log Forwarding to Panorama",
      url: "https://docs.paloaltonetworks.com/panorama/administration/manage-log-collection/configure-log-forwarding-to-panorama",
    },
    {
      title: "Modify Log Forwarding and Buffering Defaults",
      url: "https://docs.paloaltonetworks.com/panorama/administration/manage-log-collection/modify-log-forwarding-and-buffering-defaults",
    },
  ],
  standards: { "NIST SP 800-53": ["AU-4(1)", "AU-5", "AU-9(2)"] },
  options: {
    slsOnly: {
      type: "boolean",
      default: false,
      description: "Whether all logs go to Strata Logging Service, so that no collector is needed.",
    },
    minCollectors: {
      type: "integer",
      minimum: 1,
      maximum: 16,
      default: 1,
      description:
        "To how many collectors a firewall must be able to send, unless its collector group keeps every log twice.",
    },
  },
  *check({ config, options }) {
    if (options.slsOnly || config.file.partialAlone !== undefined) return;
    const serials = firewallsSendingToPanorama(config);
    const groups = config.devices.collectorGroups;
    const empty = groups.filter(({ preferences }) => preferences.length === 0);
    if (serials.length === 0) {
      // Which firewalls there will be the file does not tell.
      const isPlanned = config.panorama.firewalls.all.length === 0 && scopesSendingToPanorama(config).size > 0;
      if (isPlanned) yield* empty.map(forAnyFirewall);
      return;
    }
    const listed = new Set(groups.flatMap(({ preferences }) => preferences.map(({ serial }) => serial)));
    const left = serials.filter((serial) => !listed.has(serial));
    if (left.length > 0) yield* uncovered(config, groups, left);
    else yield* empty.map(forAnyFirewall);
    for (const group of groups) yield* fewCollectors(group, options.minCollectors);
  },
});

const ADD =
  "Add them to the preference list of a collector group; Panorama without a local collector drops their logs.";

function* uncovered(config: Config, groups: readonly CollectorGroup[], serials: readonly string[]): Generator<Finding> {
  const panorama = config.devices.settings.find(({ place }) => place.kind === "panorama");
  const firewalls = named(serials);
  if (groups.length > 0 && groups.every(({ preferences }) => preferences.length === 0)) {
    for (const group of groups) yield { ...unlisted(group, firewalls), help: ADD };
  } else if (panorama !== undefined) {
    yield {
      at: groups[0]?.entry.parent ?? panorama.place.owner,
      path: "log-collector-group",
      message:
        groups.length === 0
          ? `There is no collector group for the logs that ${firewalls} should send to Panorama.`
          : `No collector group lists ${firewalls}, which should send logs to Panorama.`,
      help: ADD,
    };
  }
}

function forAnyFirewall(group: CollectorGroup): Finding {
  const help = "List the firewalls whose logs it is to take, or delete it.";
  return { ...unlisted(group, "any firewall"), severity: "note", help };
}

function unlisted({ entry, path, label }: CollectorGroup, firewalls: string): Finding {
  const message = `${label} has no log forwarding preference list, so it takes no logs of ${firewalls}.`;
  return { at: entry, path, message };
}

function* fewCollectors(group: CollectorGroup, least: number): Generator<Finding> {
  const { preferences, redundancy, label, path } = group;
  for (const { element, serial, collectors } of preferences) {
    if (collectors.length > 0) continue;
    yield {
      at: element,
      path: `${path}/logfwd-setting/devices/${serial}`,
      message: `${label} lists the firewall "${serial}" without a collector, so its logs go nowhere.`,
      help: "Add the collectors that it is to send to.",
    };
  }
  if (redundancy.value) return;
  const few = preferences.filter(({ collectors }) => collectors.length > 0 && collectors.length < least);
  const [first] = few;
  if (first === undefined) return;
  yield {
    at: first.element,
    path,
    severity: "note",
    message: `${label} gives fewer than ${least} collectors to ${named(few.map(({ serial }) => serial))}, and keeps no log twice.`,
    help: "Add collectors to the list, or enable redundancy, which halves the room for logs.",
  };
}

/** `firewall "01"`, `firewalls "01", "02" and 3 more` */
function named(serials: readonly string[]): string {
  return `${nounFor(serials.length, "firewall")} ${andListUpTo(MOST_NAMES, serials.map(quoted))}`;
}
