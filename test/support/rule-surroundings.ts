/** The complete configurations around the examples of rule pages. No rule finds fault with them. */
import { urlCategoriesOf } from "../../src/panos/vocabulary/url-categories.ts";

export type Product = "firewall" | "panorama";

const SYSLOG = `<syslog>
<entry name="siem"><server><entry name="collector"><server>10.20.2.10</server><transport>SSL</transport></entry></server></entry>
</syslog>
<email>
<entry name="soc"><server><entry name="mail"><from>firewall@example.com</from><to>soc@example.com</to><gateway>10.20.2.25</gateway></entry></server></entry>
</email>`;

const MATCH_LIST = `<match-list>
<entry name="malicious"><log-type>wildfire</log-type><filter>(verdict neq benign)</filter><send-email><member>soc</member></send-email></entry>
${["traffic", "threat", "wildfire", "url", "data", "tunnel", "auth", "decryption"]
  .map(
    (type) =>
      `<entry name="${type}"><log-type>${type}</log-type><filter>All Logs</filter><send-syslog><member>siem</member></send-syslog></entry>`,
  )
  .join("\n")}
</match-list>`;

/** The profile named `default` is there for new rules; examples name `to-siem`. */
const FORWARDING = `<profiles>
<entry name="to-siem">
${MATCH_LIST}
</entry>
<entry name="default">
${MATCH_LIST}
</entry>
</profiles>`;

const DEVICE_LOGS = ["system", "config", "userid", "hipmatch", "globalprotect", "iptag"]
  .map(
    (type) =>
      `<${type}><match-list><entry name="all"><filter>All Logs</filter><send-syslog><member>siem</member></send-syslog></entry></match-list></${type}>`,
  )
  .join("\n");

const DEVICECONFIG = `<deviceconfig>
<system>
<hostname>edge-1</hostname>
<domain>example.com</domain>
<timezone>UTC</timezone>
<ntp-servers>
<primary-ntp-server><ntp-server-address>192.0.2.50</ntp-server-address></primary-ntp-server>
<secondary-ntp-server><ntp-server-address>192.0.2.51</ntp-server-address></secondary-ntp-server>
</ntp-servers>
<snmp-setting><access-setting><version><v3><users><entry name="poller"/></users></v3></version></access-setting></snmp-setting>
</system>
<setting>
<management>
<enable-log-high-dp-load>yes</enable-log-high-dp-load>
<common-criteria-alarm-generation>
<enable-alarm-generation>yes</enable-alarm-generation>
</common-criteria-alarm-generation>
<audit-tracking><op-commands>yes</op-commands><ui-actions>yes</ui-actions><send-syslog>siem</send-syslog></audit-tracking>
</management>
<logging><log-suppression>no</log-suppression></logging>
<wildfire><report-grayware-file>yes</report-grayware-file><report-benign-file>yes</report-benign-file></wildfire>
</setting>
</deviceconfig>`;

/** It logs every category, every request of a page and the client behind a proxy. */
const URL_PROFILE = `<profiles>
<url-filtering>
<entry name="all logged">
<alert>
${(urlCategoriesOf("11.1.0", new Set()) ?? []).map((category) => `<member>${category}</member>`).join("\n")}
</alert>
<log-container-page-only>no</log-container-page-only>
<log-http-hdr-xff>yes</log-http-hdr-xff>
<log-http-hdr-user-agent>yes</log-http-hdr-user-agent>
<log-http-hdr-referer>yes</log-http-hdr-referer>
</entry>
</url-filtering>
</profiles>`;

const PROFILE_GROUP = `<profile-group>
<entry name="strict">
<virus><member>default</member></virus>
<spyware><member>strict</member></spyware>
<vulnerability><member>strict</member></vulnerability>
<url-filtering><member>all logged</member></url-filtering>
<file-blocking><member>strict file blocking</member></file-blocking>
<wildfire-analysis><member>default</member></wildfire-analysis>
</entry>
</profile-group>`;

const DEFAULT_RULES = `<default-security-rules>
<rules>
<entry name="interzone-default">
<action>deny</action>
<log-end>yes</log-end>
<log-setting>to-siem</log-setting>
</entry>
<entry name="intrazone-default">
<action>allow</action>
<profile-setting><group><member>strict</member></group></profile-setting>
<log-end>yes</log-end>
<log-setting>to-siem</log-setting>
</entry>
</rules>
</default-security-rules>`;

const FIREWALL = `<config version="11.1.0" detail-version="11.1.4">
<shared>
<log-settings>
${SYSLOG}
${DEVICE_LOGS}
${FORWARDING}
</log-settings>
${URL_PROFILE}
</shared>
<devices>
<entry name="localhost.localdomain">
${DEVICECONFIG}
<vsys>
<entry name="vsys1">
<zone>
<entry name="inside"><network><layer3><member>ethernet1/1</member></layer3></network></entry>
<entry name="outside"><network><layer3><member>ethernet1/2</member></layer3></network></entry>
</zone>
${PROFILE_GROUP}
<rulebase>
<security>
<rules>
</rules>
</security>
${DEFAULT_RULES}
</rulebase>
</entry>
</vsys>
</entry>
</devices>
</config>
`;

/** The tree of device groups stands in `<readonly>` only, so examples that replace `<device-group>` keep it. */
const PANORAMA = `<config version="11.1.0" detail-version="11.1.4">
<shared>
<log-settings>
${FORWARDING}
</log-settings>
${URL_PROFILE}
${PROFILE_GROUP}
<post-rulebase>
${DEFAULT_RULES}
</post-rulebase>
</shared>
<panorama>
<log-settings>
${SYSLOG}
${DEVICE_LOGS}
</log-settings>
</panorama>
<devices>
<entry name="localhost.localdomain">
${DEVICECONFIG}
<template>
<entry name="Base">
<config>
<shared>
<log-settings>
${SYSLOG}
${DEVICE_LOGS}
</log-settings>
</shared>
<devices>
<entry name="localhost.localdomain">
${DEVICECONFIG}
<vsys>
<entry name="vsys1">
<zone>
<entry name="inside"><network><layer3><member>ethernet1/1</member></layer3></network></entry>
<entry name="outside"><network><layer3><member>ethernet1/2</member></layer3></network></entry>
</zone>
</entry>
</vsys>
</entry>
</devices>
</config>
</entry>
</template>
<template-stack>
<entry name="Branch-Stack">
<templates><member>Base</member></templates>
<devices><entry name="000000000001"/></devices>
</entry>
</template-stack>
<device-group>
<entry name="Europe">
</entry>
<entry name="Branches">
<devices><entry name="000000000001"/></devices>
<pre-rulebase>
<security>
<rules>
</rules>
</security>
</pre-rulebase>
<post-rulebase>
</post-rulebase>
</entry>
<entry name="Campus">
</entry>
</device-group>
</entry>
</devices>
<readonly>
<devices>
<entry name="localhost.localdomain">
<device-group>
<entry name="Europe"><id>11</id></entry>
<entry name="Branches"><id>12</id><parent-dg>Europe</parent-dg></entry>
<entry name="Campus"><id>13</id><parent-dg>Europe</parent-dg></entry>
</device-group>
</entry>
</devices>
</readonly>
</config>
`;

export const SURROUNDINGS: Readonly<Record<Product, string>> = { firewall: FIREWALL, panorama: PANORAMA };

const OBJECTS = [
  "address",
  "address-group",
  "application-filter",
  "application-group",
  "authentication-object",
  "external-list",
  "profiles",
  "schedule",
  "service",
  "service-group",
  "tag",
];
const DEVICE = ["devices", "entry"];
const VSYS = [...DEVICE, "vsys", "entry vsys1"];
const BRANCHES = [...DEVICE, "device-group", "entry Branches"];

/** The parent of each element that an example may begin with, as steps below `<config>`. */
export const PLACES: Readonly<Record<Product, ReadonlyMap<string, readonly string[]>>> = {
  firewall: new Map([
    ["entry", [...VSYS, "rulebase", "security", "rules"]],
    ...places(
      [...VSYS, "rulebase"],
      ["default-security-rules", "decryption", "authentication", "dos", "tunnel-inspect"],
    ),
    ...places(VSYS, ["rulebase", "zone", "profile-group", "global-protect", ...OBJECTS]),
    ...places(DEVICE, ["vsys", "deviceconfig", "network"]),
    ...places(["shared"], ["log-settings", "server-profile"]),
    ...places([], ["shared", "devices", "panorama", "readonly"]),
  ]),
  panorama: new Map([
    ["entry", [...BRANCHES, "pre-rulebase", "security", "rules"]],
    ...places([...BRANCHES, "post-rulebase"], ["default-security-rules"]),
    ...places(BRANCHES, ["pre-rulebase", "post-rulebase", ...OBJECTS]),
    ...places(DEVICE, ["device-group", "template", "template-stack", "deviceconfig", "log-collector-group"]),
    ...places(["shared"], ["log-settings", "profile-group"]),
    ...places([], ["shared", "devices", "panorama", "readonly"]),
  ]),
};

function places(parent: readonly string[], names: readonly string[]): readonly [string, readonly string[]][] {
  return names.map((name) => [name, parent]);
}
