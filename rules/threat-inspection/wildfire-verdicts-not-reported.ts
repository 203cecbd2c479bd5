import { type DeviceSettings, defineRule, deviceFaults, type Setting } from "../../src/rule.ts";

export default defineRule({
  id: "wildfire-verdicts-not-reported",
  summary: "WildFire verdicts are not logged, or WildFire is not told of the session a file came in.",
  category: "threat-inspection",
  severity: "note",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Enable Logging for Benign and Grayware Samples",
      url: "https://docs.paloaltonetworks.com/advanced-wildfire/administration/monitor-wildfire-activity/configure-wildfire-submissions-log-settings/enable-logging-for-benign-and-grayware-samples",
    },
    {
      title: "Device > Setup > WildFire",
      url: "https://docs.paloaltonetworks.com/ngfw/help/10-1/device/device-setup-wildfire",
    },
    {
      title: "iron-skillet, which logs both",
      url: "https://github.com/PaloAltoNetworks/iron-skillet",
    },
  ],
  standards: { CIS: ["5.4"], "NIST SP 800-53": ["AU-3", "SI-3"] },
  options: {
    require: {
      type: "string",
      enum: ["grayware", "both"],
      default: "grayware",
      description: "Which verdicts must be logged: `both` asks for those on benign files, too, and they are many.",
    },
  },
  *check({ config, options }) {
    const uses = config.usage.securityProfileUses.filter(
      ({ type, policyRules }) => type === "wildfire-analysis" && policyRules > 0,
    );
    if (uses.length === 0) return;
    const judge = (device: DeviceSettings) => {
      const isUsed = !config.flow.isPolicyKnown(device) || config.flow.makesLogs(device, "wildfire");
      return isUsed ? flawsOf(device, options.require === "both") : [];
    };
    for (const fault of deviceFaults({ config, panorama: false, judge })) {
      const { verdicts, excluded } = fault.flaw;
      if (verdicts === undefined) {
        const names = excluded.map(({ name }) => name);
        yield {
          ...fault.place,
          message: `Session information is kept from WildFire for ${fault.where} (${names.join(", ")}), so its reports on files do not have it.`,
          help: fault.help("Include all session information, unless privacy forbids it."),
          commands: names.flatMap((name) => fault.commands("set", `setting wildfire session-info-select ${name} no`)),
        };
      } else {
        yield {
          ...fault.place,
          message: `Verdicts for ${verdicts} files are not reported for ${fault.where}, so these files leave no WildFire Submissions log.`,
          help: fault.help(
            verdicts === "grayware"
              ? "Report grayware files: adware and the like is often the first sign of more."
              : "Report benign files, where it must be proved that a file was looked at.",
          ),
          commands: fault.commands("set", `setting wildfire report-${verdicts}-file yes`),
        };
      }
    }
  },
});

interface Flaw {
  readonly setting: Setting<boolean>;
  /** The kind of files that is not reported; undefined for what is kept from WildFire. */
  readonly verdicts: "grayware" | "benign" | undefined;
  readonly excluded: readonly Setting<boolean>[];
}

function* flawsOf(device: DeviceSettings, both: boolean): Generator<Flaw> {
  const { reportGraywareFiles, reportBenignFiles, wildfireExclusions: excluded } = device;
  if (!reportGraywareFiles.value) yield { setting: reportGraywareFiles, verdicts: "grayware", excluded: [] };
  if (both && !reportBenignFiles.value) yield { setting: reportBenignFiles, verdicts: "benign", excluded: [] };
  // A stack and its templates may each keep something back; each is to be mended where it is written.
  const places = new Set(excluded.map(({ element }) => element.parent?.index));
  for (const place of places) {
    const here = excluded.filter(({ element }) => element.parent?.index === place);
    const [setting] = here;
    if (setting !== undefined) yield { setting, verdicts: undefined, excluded: here };
  }
}
