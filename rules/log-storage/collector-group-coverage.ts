import {
  type CollectorGroup,
  type Config,
  defineRule,
  type Finding,
  firewallsSendingToPanorama,
  scopesSendingToPanorama,
} from "../../src/rule.ts";

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
      if (isPlanned) for (const group of empty) yield unlisted(group, "any firewall");
      return;
    }
    const listed = new Set(groups.flatMap(({ preferences }) => preferences.map(({ serial }) => serial)));
    const left = serials.filter((serial) => !listed.has(serial));
    if (left.length > 0) yield* uncovered(config, groups, left);
    else for (const group of empty) yield unlisted(group, "any firewall");
    for (const group of groups) yield* fewCollectors(group, options.minCollectors);
  },
});

const ADD =
  "Add them to the preference list of a collector group; Panorama without a local collector drops their logs.";

function* uncovered(config: Config, groups: readonly CollectorGroup[], serials: readonly string[]): Generator<Finding> {
  const panorama = config.devices.settings.find(({ place }) => place.kind === "panorama");
  const firewalls = named(serials);
  if (groups.length > 0 && groups.every(({ preferences }) => preferences.length === 0)) {
    for (const group of groups) yield { ...unlisted(group, firewalls), severity: undefined, help: ADD };
  } else if (panorama !== undefined) {
    const message =
      groups.length === 0
        ? `There is no collector group for the logs that ${firewalls} should send to Panorama.`
        : `No collector group lists ${firewalls}, which should send logs to Panorama.`;
    yield { at: groups[0]?.entry.parent ?? panorama.place.owner, path: "log-collector-group", message, help: ADD };
  }
}

function unlisted({ entry: at, path, label }: CollectorGroup, firewalls: string): Finding {
  const message = `${label} has no log forwarding preference list, so it takes no logs of ${firewalls}.`;
  return { at, path, severity: "note", message, help: "List the firewalls whose logs it is to take, or delete it." };
}

function* fewCollectors(
  { preferences, redundancy, label, entry, path }: CollectorGroup,
  least: number,
): Generator<Finding> {
  const none = preferences.filter(({ collectors }) => collectors.length === 0);
  const few = preferences.filter(({ collectors: { length } }) => length > 0 && length < least && !redundancy.value);
  for (const { element: at, serial } of none) {
    const message = `${label} lists the firewall "${serial}" without a collector, so its logs go nowhere.`;
    yield {
      at,
      path: `${path}/logfwd-setting/devices/${serial}`,
      message,
      help: "Add the collectors that it is to send to.",
    };
  }
  if (few.length === 0) return;
  yield {
    at: few[0]?.element ?? entry,
    path,
    severity: "note",
    message: `${label} gives fewer than ${least} collectors to ${named(few.map(({ serial }) => serial))}, and keeps no log twice.`,
    help: "Add collectors to the list, or enable redundancy, which halves the room for logs.",
  };
}

/** `firewall "01"`, `firewalls "01", "02" and 3 more` */
function named(serials: readonly string[]): string {
  const shown = serials.slice(0, MOST_NAMES).map((serial) => `"${serial}"`);
  const more = serials.length > MOST_NAMES ? [`${serials.length - MOST_NAMES} more`] : [];
  return `firewall${serials.length === 1 ? "" : "s"} ${new Intl.ListFormat("en-GB").format([...shown, ...more])}`;
}
