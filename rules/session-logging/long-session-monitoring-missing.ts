import {
  applicationSet,
  type DeviceSettings,
  defineRule,
  deviceFaults,
  type Finding,
  LONG_LIVED_APPLICATIONS,
  type NetflowProfile,
  textsOf,
} from "../../src/rule.ts";

const LACKS = {
  either: "Neither flow export nor SNMP polling is set up",
  netflow: "No interface exports its flows by NetFlow",
  snmp: "SNMP polling is not set up",
} as const;
const BY_NETFLOW = "name a NetFlow server profile at the interfaces";
const BY_SNMP = "let a manager ask by SNMP how many sessions are open";
const WAYS = { either: `${BY_NETFLOW}, or ${BY_SNMP}`, netflow: BY_NETFLOW, snmp: BY_SNMP } as const;

export default defineRule({
  id: "long-session-monitoring-missing",
  summary: "Nothing watches sessions that are still running.",
  category: "session-logging",
  severity: "note",
  precision: "medium",
  since: "0.1.0",
  references: [
    { title: "Palo Alto Session Logging", url: "https://cordero.me/palo-alto-session-logging/" },
    {
      title: "Use External Services for Monitoring",
      url: "https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-admin/monitoring/use-external-services-for-monitoring",
    },
    {
      title: "Monitor Statistics Using SNMP",
      url: "https://docs.paloaltonetworks.com/pan-os/10-2/pan-os-admin/monitoring/snmp-monitoring-and-traps/monitor-statistics-using-snmp",
    },
  ],
  standards: { STIG: ["PANW-AG-000111", "PANW-IP-000045"], "NIST SP 800-53": ["SI-4"] },
  options: {
    require: {
      type: "string",
      enum: ["either", "netflow", "snmp"],
      default: "either",
      description: "What must watch running sessions.",
    },
    onlyIfLongLived: {
      type: "boolean",
      default: true,
      description: "Whether it is asked only where a rule allows long-lived sessions, or logs at session start.",
    },
    interfaces: {
      type: "array",
      items: { type: "string" },
      default: ["*"],
      description: "Names of interfaces, with `*` and `?`; flow export of others does not count.",
    },
    apiMonitoring: {
      type: "boolean",
      default: false,
      description: "Says that a program outside asks the firewalls for their sessions, through the XML API.",
    },
    maxActiveTimeout: {
      type: "integer",
      minimum: 1,
      maximum: 60,
      default: 5,
      description: "After how many minutes at most a session that goes on must be exported.",
    },
  },
  *check({ config, options, enabledRules, optionsOf }) {
    const { require, apiMonitoring, maxActiveTimeout } = options;
    const flows = config.network.flowExport.limitedTo(options.interfaces);
    yield* flows.missingProfiles().map(({ name, first, others }) => ({
      at: first.netflowProfile,
      path: first.path,
      subject: `${first.device.kind}/${first.device.name}/server-profile/netflow/${name}`,
      severity: "error" as const,
      message: `Interface "${first.name}" names the NetFlow server profile "${name}", which does not exist.`,
      help: "Make the profile, or name one that exists.",
      related: others.map((each) => ({ at: each.element, message: `Interface "${each.name}" names it, too.` })),
    }));
    const listed = textsOf(optionsOf("long-lived-rule-without-log-start"), "longLivedApps");
    const onlyApplications = applicationSet(listed.length > 0 ? listed : LONG_LIVED_APPLICATIONS);
    // A rule without any log has another finding first.
    const queries = [{ logsAtStart: true }, { logsAtEnd: true, onlyApplications }];
    const asking = queries.flatMap((query) => [...enabledRules({ allows: true, ...query })]);
    const scopes = new Set(asking.map(({ scope }) => scope));
    if (options.onlyIfLongLived && scopes.size === 0) return;
    if (require !== "snmp" && config.file.partialAlone === undefined) {
      for (const profile of flows.profilesInUse) yield* poor(profile, maxActiveTimeout);
    }
    if (apiMonitoring) return;
    const isAsked = (device: DeviceSettings) => !options.onlyIfLongLived || config.flow.runsPolicyOf(device, scopes);
    const judge = (device: DeviceSettings) => (isAsked(device) ? flows.lack(device, require) : []);
    for (const fault of deviceFaults({ config, panorama: false, judge })) {
      yield {
        ...fault.place,
        message: `${LACKS[require]} for ${fault.where}, so running sessions cannot be watched before they end.`,
        help: fault.help(`To watch them, ${WAYS[require]}.`),
        related: [...fault.place.related, ...fault.flaw.idle],
      };
    }
  },
});

/** A profile whose flows come late, or tell neither application nor user. */
function* poor(profile: NetflowProfile, maxActiveTimeout: number): Generator<Finding> {
  const { exportEnterpriseFields, activeTimeout, path, label } = profile;
  if (!exportEnterpriseFields.value) {
    yield {
      at: exportEnterpriseFields,
      path,
      message: `${label} does not export the fields of PAN-OS, so its flows tell neither application nor user.`,
      help: "Turn on PAN-OS Field Types.",
      commands: [profile.command("set", "export-enterprise-fields yes")],
    };
  }
  if (activeTimeout.value > maxActiveTimeout) {
    yield {
      at: activeTimeout,
      path,
      message: `${label} tells of a session that goes on only every ${activeTimeout.value} minutes, more than ${maxActiveTimeout}.`,
      help: "Lower the Active Timeout.",
      commands: [profile.command("set", `active-timeout ${maxActiveTimeout}`)],
    };
  }
}
