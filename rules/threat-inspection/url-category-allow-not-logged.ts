import {
  andListUpTo,
  defineRule,
  nounFor,
  quoted,
  quoteName,
  type SecurityProfile,
  type SecurityRule,
  type UnloggedCategory,
  usersInWords,
} from "../../src/rule.ts";

const MOST_NAMES = 5;

export default defineRule({
  id: "url-category-allow-not-logged",
  summary: "A URL Filtering profile allows categories without a URL log.",
  category: "threat-inspection",
  severity: "note",
  precision: "medium",
  since: "0.1.0",
  references: [
    {
      title: "URL Filtering Categories",
      url: "https://docs.paloaltonetworks.com/ngfw/help/12-1/objects/objects-security-profiles-url-filtering/url-filtering-categories",
    },
    {
      title: "URL Categories",
      url: "https://docs.paloaltonetworks.com/advanced-url-filtering/administration/url-filtering-basics/url-categories",
    },
    {
      title: "Security Policy Rule Best Practices",
      url: "https://docs.paloaltonetworks.com/best-practices/security-policy-best-practices/security-policy-best-practices/deploy-security-policy-best-practices/security-policy-rule-best-practices",
    },
  ],
  standards: { CIS: ["6.10"], "NIST SP 800-53": ["AU-3", "AU-12", "SC-7(3)"] },
  options: {
    categories: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "The categories to look at, such as those of risk; empty for all.",
    },
    exceptCategories: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Categories that may be allowed without a log.",
    },
    threshold: {
      type: "integer",
      minimum: 1,
      default: 1,
      description: "From how many such categories on a profile is reported.",
    },
  },
  *check({ config, options }) {
    const { categories, exceptCategories, threshold } = options;
    const isJudged = ({ name }: UnloggedCategory): boolean => {
      const isAsked = categories.length === 0 || categories.includes(name);
      return isAsked && !exceptCategories.includes(name);
    };
    for (const uses of config.usage.securityProfileUses) {
      const { type, name, profile, example } = uses;
      if (type !== "url-filtering" || example === undefined) continue;
      // Which categories a predefined one blocks is up to the content package, so it is told only where all count.
      if (profile === undefined && categories.length === 0) yield predefined(name, example);
      const unlogged = profile?.urlFiltering?.unlogged(config.profiles.urlCategories ?? []).filter(isJudged) ?? [];
      const [first] = unlogged;
      if (profile === undefined || first === undefined || unlogged.length < threshold) continue;
      const element = first.element?.parent ?? profile.element.child("alert") ?? profile.element;
      yield {
        at: { name: "alert", value: undefined, origin: "default", element },
        path: profile.path,
        message: `${profile.label} allows ${summaryOf(unlogged)} without a URL log.`,
        help: "Set the categories to alert, which allows them and logs the visit.",
        commands: commandsFor(profile, unlogged),
        related: [{ at: example.profiles.element, message: usersInWords(uses) }],
      };
    }
  },
});

/** It stands in no file and cannot be changed. */
function predefined(name: string, rule: SecurityRule) {
  return {
    at: rule.profiles,
    path: `predefined/profiles/url-filtering/${name}`,
    severity: "note" as const,
    message: `${rule.label} uses the predefined URL Filtering profile "${name}", which allows most categories without a URL log.`,
    help: "Clone the profile, set the categories of the clone to alert or block, and use the clone.",
  };
}

function summaryOf(unlogged: readonly UnloggedCategory[]): string {
  const names = unlogged.map(({ name }) => quoted(name));
  return `the ${nounFor(unlogged.length, "category", "categories")} ${andListUpTo(MOST_NAMES, names)}`;
}

function commandsFor(profile: SecurityProfile, unlogged: readonly UnloggedCategory[]): readonly string[] {
  const allowed = unlogged.filter(({ element }) => element !== undefined);
  const names = unlogged.map(({ name }) => quoteName(name));
  return [
    ...allowed.map(({ name }) => profile.command("delete", `allow ${quoteName(name)}`)),
    profile.command("set", `alert [ ${names.join(" ")} ]`),
  ];
}
