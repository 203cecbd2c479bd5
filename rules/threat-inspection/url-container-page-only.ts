import { defineRule, usersInWords } from "../../src/rule.ts";

export default defineRule({
  id: "url-container-page-only",
  summary: "A URL Filtering profile logs the page that a user opens, and nothing that the page loads.",
  category: "threat-inspection",
  severity: "note",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Create Best Practice Security Profiles",
      url: "https://docs.paloaltonetworks.com/best-practices/internet-gateway-best-practices/best-practice-internet-gateway-security-policy/create-best-practice-security-profiles",
    },
    {
      title: "Log Only the Page a User Visits",
      url: "https://docs.paloaltonetworks.com/advanced-url-filtering/administration/monitoring/log-only-the-page-a-user-visits",
    },
  ],
  standards: { CIS: ["6.11"], "NIST SP 800-53": ["AU-12"] },
  options: {
    expect: {
      type: "string",
      enum: ["no", "yes"],
      default: "no",
      description:
        "What Log container page only should be: `yes` where the number of logs matters more than each request.",
    },
  },
  *check({ config, options }) {
    const wanted = options.expect === "yes";
    for (const uses of config.usage.securityProfileUses) {
      const { profile, example } = uses;
      const url = profile?.urlFiltering;
      if (profile === undefined || url === undefined || example === undefined) continue;
      const { logContainerPageOnly: setting } = url;
      if (setting.value === wanted) continue;
      const byDefault = setting.origin === "default" ? " (by default)" : "";
      yield {
        at: setting,
        path: profile.path,
        message: wanted
          ? `${profile.label} logs every request for a part of a page, which makes many URL logs for one visit.`
          : `${profile.label} logs container pages only${byDefault}; what a page loads, such as scripts from other sites, leaves no URL log.`,
        help: wanted
          ? "Turn on Log container page only."
          : "Turn off Log container page only, and expect many more URL logs.",
        commands: [profile.command("set", `log-container-page-only ${options.expect}`)],
        related: [{ at: example.profiles.element, message: usersInWords(uses) }],
      };
    }
  },
});
