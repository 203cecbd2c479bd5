import { type DeviceSettings, defineRule, deviceFaults } from "../../src/rule.ts";

export default defineRule({
  id: "log-suppression-on",
  summary: "Log suppression folds similar log entries into one, and their session ids are lost.",
  category: "log-storage",
  severity: "note",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Traffic Log Fields (Repeat Count)",
      url: "https://docs.paloaltonetworks.com/pan-os/10-1/pan-os-admin/monitoring/use-syslog-for-monitoring/syslog-field-descriptions/traffic-log-fields",
    },
    {
      title: "iron-skillet, which turns it off",
      url: "https://github.com/PaloAltoNetworks/iron-skillet",
    },
  ],
  standards: { "NIST SP 800-53": ["AU-3", "AU-12"] },
  options: {
    expect: {
      type: "string",
      enum: ["no", "yes"],
      default: "no",
      description: "What log suppression should be: `yes` where the number of logs matters more than each session.",
    },
  },
  *check({ config, options }) {
    const wanted = options.expect === "yes";
    const judge = ({ logSuppression: setting }: DeviceSettings) => (setting.value === wanted ? [] : [{ setting }]);
    for (const fault of deviceFaults({ config, panorama: false, judge })) {
      const byDefault = fault.flaw.setting.origin === "default" ? " (by default)" : "";
      yield {
        ...fault.place,
        message: wanted
          ? `Log suppression is off for ${fault.where}, so every one of many similar sessions has a log entry of its own.`
          : `Log suppression is on for ${fault.where}${byDefault}; similar entries within seconds become one, without the other session ids.`,
        help: fault.help(
          wanted
            ? "Turn log suppression on, so that similar entries are counted in one."
            : "Turn log suppression off where threat logs are to be matched with the traffic log of the same session.",
        ),
        commands: fault.commands("set", `setting logging log-suppression ${options.expect}`),
      };
    }
  },
});
