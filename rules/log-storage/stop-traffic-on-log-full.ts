import { type DeviceSettings, defineRule, deviceFaults } from "../../src/rule.ts";

export default defineRule({
  id: "stop-traffic-on-log-full",
  summary: "The firewall stops passing traffic when its log database is full.",
  category: "log-storage",
  severity: "error",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Device > Setup > Management",
      url: "https://docs.paloaltonetworks.com/ngfw/help/11-2/device/device-setup-management",
    },
    { title: "Palo Alto Session Logging", url: "https://cordero.me/palo-alto-session-logging/" },
  ],
  standards: { STIG: ["PANW-IP-000010"], "NIST SP 800-53": ["AU-5"] },
  options: {
    expect: {
      type: "string",
      enum: ["no", "yes"],
      default: "no",
      description: "What the switch should be: `yes` for sites where no traffic may pass without a log.",
    },
  },
  *check({ config, options }) {
    const wanted = options.expect === "yes";
    const judge = ({ trafficStopOnLogdbFull: setting }: DeviceSettings) =>
      setting.value === wanted ? [] : [{ setting }];
    // Traffic passes firewalls only, so Panorama itself lacks nothing.
    for (const fault of deviceFaults({ config, panorama: !wanted, judge })) {
      const result = wanted ? "the oldest logs are overwritten" : "traffic stops";
      yield {
        ...fault.place,
        message: `Stop Traffic when LogDb Full is ${wanted ? "off" : "on"} for ${fault.where}: when the log database is full, ${result}.`,
        help: fault.help(
          wanted
            ? "Turn on Stop Traffic when LogDb Full, and have logs exported before the database is full."
            : "Turn off Stop Traffic when LogDb Full: the oldest logs are then overwritten, and traffic goes on.",
        ),
        commands: fault.commands("set", `setting management traffic-stop-on-logdb-full ${options.expect}`),
      };
    }
  },
});
