import type { Config } from "../panos/config.ts";
import { MANAGED, POLICY_ON_PANORAMA } from "../panos/document/partial.ts";
import { emptyPolicy } from "../panos/policies/empty-policy.ts";
import type { Posture } from "../panos/posture/posture-types.ts";
import type { Source } from "../source/source.ts";
import type { FileReport } from "./report.ts";

/** What a file is and what it holds; with how its policy logs, for those who show it. */
export function fileReportOf(source: Source, config: Config, posture?: Posture): FileReport {
  const { scopes, remarks } = config;
  const { document } = config.file;
  const empty = emptyPolicy(scopes, config.policies);
  const elsewhere = empty !== undefined && config.objects.partial === MANAGED ? [POLICY_ON_PANORAMA] : [];
  const count = (position?: string): number => {
    const lists = scopes.rulebases.filter(
      (list) => list.kind === "security" && (position ?? list.position) === list.position,
    );
    return lists.reduce((sum, list) => sum + list.entries.length, 0);
  };
  return {
    path: source.name,
    uri: source.uri,
    posture,
    product: document.product,
    panosVersion: document.panosVersion,
    shape: document.shape,
    partial: config.objects.partial,
    notes: [
      ...source.notes,
      ...(empty === undefined ? [] : [empty]),
      ...elsewhere,
      ...remarks.map(({ message }) => message),
    ],
    securityRules: {
      total: count(),
      disabled: config.policies.disabledSecurityRules,
      pre: count("pre"),
      local: count("local"),
      post: count("post"),
    },
    virtualSystems: scopes.all.filter((scope) => scope.kind === "vsys").length,
    deviceGroups: scopes.all.filter((scope) => scope.kind === "device-group").length,
  };
}
