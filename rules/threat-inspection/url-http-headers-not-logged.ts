import { andList, defineRule, nounFor, type Setting, type UrlFiltering, usersInWords } from "../../src/rule.ts";

const LOSSES = {
  xff: "clients behind a proxy cannot be told apart",
  "user-agent": "nobody can tell what program asked",
  referer: "nobody can tell which page led there",
} as const;
const HEADERS = { xff: "X-Forwarded-For", "user-agent": "User-Agent", referer: "Referer" } as const;
const SETTINGS = { xff: "logXff", "user-agent": "logUserAgent", referer: "logReferer" } as const;

export default defineRule({
  id: "url-http-headers-not-logged",
  summary: "A URL Filtering profile does not log HTTP headers that tell who asked, and how.",
  category: "threat-inspection",
  severity: "note",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Security Policy Rule Best Practices",
      url: "https://docs.paloaltonetworks.com/best-practices/security-policy-best-practices/security-policy-best-practices/deploy-security-policy-best-practices/security-policy-rule-best-practices",
    },
    {
      title: "CIS benchmark for PAN-OS 7, HTTP header logging",
      url: "https://www.tenable.com/audits/items/CIS_Palo_Alto_Firewall_7_Benchmark_L1_v1.0.0.audit:efeee5169a80eddbda48906dde394727",
    },
  ],
  standards: { CIS: ["6.11"], "NIST SP 800-53": ["AU-3(1)"] },
  options: {
    fields: {
      type: "array",
      items: { type: "string", enum: ["xff", "user-agent", "referer"] },
      default: ["xff"],
      description: "The headers to log.",
    },
    privacy: {
      type: "boolean",
      default: false,
      description: "Whether the headers are kept out of the logs on purpose; then nothing is reported.",
    },
  },
  *check({ config, options }) {
    if (options.privacy) return;
    for (const uses of config.usage.securityProfileUses) {
      const { profile, example } = uses;
      const url = profile?.urlFiltering;
      if (profile === undefined || url === undefined || example === undefined) continue;
      const missing = options.fields.filter((field) => !settingOf(url, field).value);
      const [first] = missing;
      if (first === undefined) continue;
      const settings = missing.map((field) => settingOf(url, field));
      const headers = missing.map((field) => HEADERS[field]);
      const noun = nounFor(headers.length, "header");
      yield {
        at: settings.find(({ origin }) => origin !== "default") ?? settingOf(url, first),
        path: profile.path,
        message: `${profile.label} does not log the ${noun} ${andList(headers)}; ${LOSSES[first]}.`,
        help: "Turn on the headers under HTTP Header Logging; they are there in plain and in decrypted HTTP.",
        commands: [profile.command("set", settings.map(({ name }) => `${name} yes`).join(" "))],
        related: [{ at: example.profiles.element, message: usersInWords(uses) }],
      };
    }
  },
});

function settingOf(url: UrlFiltering, field: keyof typeof SETTINGS): Setting<boolean> {
  return url[SETTINGS[field]];
}
