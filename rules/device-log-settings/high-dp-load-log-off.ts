import { type DeviceSettings, defineRule, deviceFaults } from "../../src/rule.ts";

export default defineRule({
  id: "high-dp-load-log-off",
  summary: "No system log is written when the dataplane is under severe load.",
  category: "device-log-settings",
  severity: "note",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Device > Setup > Management",
      url: "https://docs.paloaltonetworks.com/ngfw/help/11-2/device/device-setup-management",
    },
    {
      title: "CIS Palo Alto Firewall 11 Benchmark, level 1 (by way of Tenable)",
      url: "https://www.tenable.com/audits/CIS_Palo_Alto_Firewall_11_Benchmark_v1.0.0_L1",
    },
  ],
  standards: { CIS: ["1.1.3"], STIG: ["PANW-NM-000144"], "NIST SP 800-53": ["AU-5", "SI-4"] },
  options: {},
  *check({ config }) {
    const judge = ({ enableLogHighDpLoad: setting }: DeviceSettings) => (setting.value ? [] : [{ setting }]);
    // Panorama has no dataplane.
    for (const fault of deviceFaults({ config, panorama: false, judge })) {
      yield {
        ...fault.place,
        message: `No system log tells of severe dataplane load on ${fault.where}, which is when other logs go missing.`,
        help: fault.help("Turn on Enable Log on High DP Load."),
        commands: fault.commands("set", "setting management enable-log-high-dp-load yes"),
      };
    }
  },
});
