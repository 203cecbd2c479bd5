import { expect, test } from "@jest/globals";
import { configOf, element, entry, firewall, list, rule, security } from "../../support/panos-config.ts";

const SYSLOG = element("syslog", entry("siem", element("server", entry("a", "<server>10.20.2.10</server>"))));
const TAGGING = element(
  "actions",
  entry(
    "tag",
    element("type", element("tagging", element("registration", element("remote", "<http-profile>uid</http-profile>")))),
  ),
);
const matchList = (...entries: readonly string[]): string => element("match-list", ...entries);

test("match lists name server profiles, each told once for the scope that looks it up", () => {
  const profiles = element(
    "profiles",
    entry(
      "used",
      matchList(entry("a", list("send-syslog", "siem", "gone")), entry("b", list("send-syslog", "siem"), TAGGING)),
    ),
    entry("unused", matchList(entry("c", list("send-syslog", "siem"), list("send-email", "none", "soc")))),
  );
  const system = element("system", matchList(entry("d", list("send-syslog", "siem"))));
  const config = configOf(
    firewall({
      vsys: { vsys1: element("rulebase", security(rule("web", "<log-setting>used</log-setting>"))) },
      shared: element("log-settings", SYSLOG, profiles, system),
    }),
  );
  const told = config.usage
    .namedServerProfiles()
    .map(
      ({ kind, name, isUnused, references, answer }) =>
        `${kind} ${name} ×${references.length} ${isUnused} ${answer.state}`,
    );
  expect(told).toEqual([
    "syslog siem ×4 false found",
    "syslog gone ×1 false missing",
    "http uid ×1 false missing",
    "email soc ×1 true missing",
  ]);
});
