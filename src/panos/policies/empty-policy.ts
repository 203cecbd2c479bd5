import type { Scopes } from "../scopes/scopes.ts";
import type { Policies } from "./policies.ts";

/** Why there is no policy in a file to judge: finding nothing in it is no good news. Undefined when there is some. */
export function emptyPolicy({ rulebases }: Scopes, { disabledSecurityRules }: Policies): string | undefined {
  const written = rulebases.reduce((sum, { entries }) => sum + entries.length, 0);
  if (written === 0) return "it holds no security rules";
  return disabledSecurityRules === written ? "all security rules that it holds are disabled" : undefined;
}
