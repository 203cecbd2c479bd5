import { andListUpTo, defineRule, type Finding, usersInWords } from "../../src/rule.ts";
import { joined, MOST_PARTS } from "./one-profile.ts";

export default defineRule({
  id: "dns-security-log-none",
  summary: "An Anti-Spyware profile in use logs nothing for a category of DNS Security.",
  category: "threat-inspection",
  severity: "warning",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Objects > Security Profiles > Anti-Spyware Profile",
      url: "https://docs.paloaltonetworks.com/ngfw/help/12-2/objects/objects-security-profiles-anti-spyware-profile",
    },
  ],
  standards: { "NIST SP 800-53": ["AU-12", "SI-4"] },
  options: {
    exceptCategories: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Categories that may go without a log, such as `pan-dns-sec-parked`.",
    },
  },
  *check({ config, options }) {
    for (const uses of config.usage.securityProfileUses) {
      const { profile, example } = uses;
      if (profile === undefined || example === undefined) continue;
      const silent = [...profile.dnsCategories()].filter(
        ({ logLevel, name }) => logLevel.value === "none" && !options.exceptCategories.includes(name),
      );
      const parts = silent.map(({ path, what, words, action, logLevel }): Finding => {
        const blocks = action.value === "block" || action.value === "sinkhole";
        return {
          at: logLevel,
          path: `${profile.path}/${path}`,
          severity: blocks ? "note" : undefined,
          message: `${profile.label} logs nothing for ${what}, because its log level is none.`,
          help: blocks
            ? "Set the log level to default: who asked for such a name is what an investigation needs."
            : "Set the log level to default: an allowed request is logged then.",
          commands: [profile.command("set", `${words} log-level default`)],
          related: [{ at: example.profiles.element, message: usersInWords(uses) }],
        };
      });
      const names = andListUpTo(
        MOST_PARTS,
        silent.map(({ what }) => what),
      );
      yield* joined(parts, `${profile.label} logs nothing for ${names}, because their log level is none.`);
    }
  },
});
