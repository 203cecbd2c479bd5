/** Where the project lives; rule pages are in its repository. */
export const HOME_PAGE = "https://github.com/panlint/panlint";

/** Where the page of a rule can be found; without its category, so that the address stays when that changes. */
export function rulePageUrl(rule: string): string {
  // What is said of suppressions and exemptions has no page of its own there.
  if (/-(suppression|exemption)$/.test(rule)) return `${HOME_PAGE}#suppressions`;
  return `${HOME_PAGE}/blob/main/rules/README.md#${rule}`;
}
