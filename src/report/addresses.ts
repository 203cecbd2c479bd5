/** Where the project lives; rule pages are in its repository. */
export const HOME_PAGE = "https://github.com/panlint/panlint";

export function rulePageUrl(rule: string): string {
  // What is said of suppressions and exemptions has no page of its own there.
  if (/-(suppression|exemption)$/.test(rule)) return `${HOME_PAGE}#suppressions`;
  return `${HOME_PAGE}/blob/main/rules/${rule}.md`;
}
