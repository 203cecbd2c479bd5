import type { ReportedFinding } from "../../lint/report.ts";

/** Scopes that have names, in the words of the web interface. */
const NAMED: ReadonlyMap<string, string> = new Map([
  ["vsys", "vsys"],
  ["device-group", "device group"],
  ["template", "template"],
  ["template-stack", "template stack"],
]);
const ALONE: ReadonlyMap<string, string> = new Map([
  ["shared", "shared"],
  ["panorama", "Panorama"],
  ["fragment", "fragment"],
]);

/** The scope that a finding is in, for readers: `device group "DMZ"`, `shared`, or the device as a whole. */
export function scopeWordsOf({ path }: ReportedFinding): string {
  const [kind = "", name = ""] = path.split("/");
  const words = NAMED.get(kind);
  if (words !== undefined && name !== "") return `${words} "${segmentName(name)}"`;
  return ALONE.get(kind) ?? "the device itself";
}

/** What the finding is about: the name of the policy rule, profile or server. */
export function subjectName({ policyRule, path }: ReportedFinding): string {
  return policyRule?.name ?? segmentName(path.slice(path.lastIndexOf("/") + 1));
}

/** A segment of a logical path as the name that it stands for. */
function segmentName(segment: string): string {
  return segment.replaceAll("%2F", "/").replaceAll("%25", "%");
}
