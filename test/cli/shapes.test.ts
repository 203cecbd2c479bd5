/**
 * Whatever shape an export has, the command says something of it: a finding, an error or a note. An empty, green report
 * on something that was not understood would be the worst mistake.
 */
import { gzipSync } from "node:zlib";
import { expect, test } from "@jest/globals";
import { rules } from "../../rules/index.ts";
import { tgzOf } from "../support/archives.ts";
import { folderWith, SECURITY_RULES } from "../support/cli-files.ts";
import { run } from "../support/cli-program.ts";
import { defaultRules, element, entry, firewall, panorama, security } from "../support/panos-config.ts";
import { owning } from "../support/panos-owners.ts";

/** One rule is enough to see that something was judged; others would find fault with such small files. */
const ONE = rules.filter(({ id }) => id === "log-start-and-end");
const RULES = security(SECURITY_RULES.warning);
const DEFAULT = defaultRules(entry("intrazone-default", "<action>allow</action><log-start>yes</log-start>"));
const LOCAL = element("rulebase", RULES);
const PRE = element("pre-rulebase", RULES);
const SERVER = "<panorama-server>192.0.2.20</panorama-server>";
const MANAGED_BY = element(
  "deviceconfig",
  `<system><panorama><local-panorama>${SERVER}</local-panorama></panorama></system>`,
);
const ALONE = firewall({ vsys: { vsys1: LOCAL } });
const MANAGED = firewall({ vsys: { vsys1: LOCAL }, device: MANAGED_BY });
const PANORAMA = panorama({ groups: { Branch: PRE } });
const PUSHED = firewall({ vsys: { vsys1: "" }, config: element("panorama", element("vsys", entry("vsys1", PRE))) });
const EMPTY = firewall({ vsys: { vsys1: "" } });
const SHADOW = element(
  "config",
  element("devices", entry("localhost.localdomain", element("vsys", entry("vsys1", LOCAL)))),
);

const response = (result: string): string => `<response status="success"><result>${result}</result></response>`;
const marked = (xml: string, attribute: string): string => xml.replace(/<([a-z][\w-]*)/g, `<$1 ${attribute}`);

const FOUND = /warning: Security rule "Web-Browsing" logs at session start and at session end/;
const PUSHED_APART = /judged with care: the firewall is managed by Panorama/;
const FRAGMENT = /judged with care: the file is a fragment of a configuration/;
const NO_RULES = /shape\.xml: it holds no security rules\.\n/;
const REFUSED = /^shape\.xml:\d+:\d+\n\s+not checked: /;

/** What the file is, its bytes, the exit code, and what must be told. */
type Row = readonly [shape: string, bytes: string | Buffer, code: number, ...told: readonly RegExp[]];

test.each<Row>([
  ["a firewall's running config", ALONE, 1, FOUND],
  ["a managed firewall's running config", MANAGED, 1, FOUND, PUSHED_APART],
  ["a candidate config", marked(MANAGED, 'admin="admin" dirtyId="3"'), 1, FOUND, PUSHED_APART],
  ["a merged config, which holds no pushed policy", marked(MANAGED, 'ptpl="T1"'), 1, FOUND, PUSHED_APART],
  ["an effective config", response(owning("Branch", MANAGED)), 1, FOUND, /pushed from device group "Branch"/],
  ["a firewall with what Panorama pushed", PUSHED, 1, FOUND],
  ["the config of an HA peer, by itself", gzipSync(ALONE), 1, FOUND],
  ["an API response", response(ALONE), 1, FOUND],
  ["Panorama", PANORAMA, 1, FOUND],
  ["Panorama with shared rules alone", panorama({ groups: {}, shared: PRE }), 1, FOUND],
  ["UTF-16, as PowerShell writes it", Buffer.from(`\ufeff${ALONE}`, "utf16le"), 1, FOUND],
  ["pushed policy", response(element("policy", element("panorama", owning("shared", PRE)))), 1, FOUND, FRAGMENT],
  ["pushed policy for all", response(owning("shared", element("shared", PRE))), 1, FOUND, FRAGMENT],
  [
    "bare <devices>",
    element("devices", entry("localhost.localdomain", element("vsys", entry("vsys1", LOCAL)))),
    1,
    FOUND,
    FRAGMENT,
  ],
  ["bare <vsys>", element("vsys", entry("vsys1", LOCAL)), 1, FOUND, FRAGMENT],
  ["a bare device group", entry("Branch", PRE), 1, FOUND, FRAGMENT],
  ["a bare <shared>", element("shared", PRE), 1, FOUND, FRAGMENT],
  ["a bare <rulebase>", LOCAL, 1, FOUND, FRAGMENT],
  ["a bare <pre-rulebase>", PRE, 1, FOUND, FRAGMENT],
  ["bare <security>", RULES, 1, FOUND, FRAGMENT],
  ["bare <rules>", element("rules", SECURITY_RULES.warning), 1, FOUND, FRAGMENT],
  ["bare rules in an API response", response(SECURITY_RULES.warning.repeat(2)), 1, FOUND, FRAGMENT],
  [
    "bare default rules",
    DEFAULT,
    1,
    /warning: Default rule "intrazone-default" logs at session start and at session end/,
    FRAGMENT,
  ],

  ["a firewall without rules", EMPTY, 0, NO_RULES],
  [
    "a firewall whose rules are all disabled",
    ALONE.replace("<action>", "<disabled>yes</disabled><action>"),
    0,
    /all security rules that it holds are disabled\.\n/,
  ],
  [
    "a managed firewall without rules of its own",
    firewall({ vsys: { vsys1: "" }, device: MANAGED_BY }),
    0,
    NO_RULES,
    PUSHED_APART,
  ],
  ["Panorama without device groups", panorama({ groups: {} }), 0, NO_RULES],
  [
    "rules in the shadow of a template alone",
    firewall({ vsys: { vsys1: "" }, config: element("template", SHADOW) }),
    0,
    NO_RULES,
  ],
  [
    "rules in a Panorama template alone",
    panorama({ groups: {}, device: element("template", entry("T", SHADOW)) }),
    0,
    NO_RULES,
  ],
  ["elements in capitals, which PAN-OS does not know", ALONE.replaceAll("security>", "Security>"), 0, NO_RULES],

  [
    "rules under another name",
    ALONE.replaceAll(/(?<=<\/?)entry(?=[^>]*Web|>\n)/g, "rule"),
    3,
    REFUSED,
    /The element <rule> stands among security rules/,
  ],
  [
    "rules outside of their list",
    ALONE.replaceAll(/<\/?rules>/g, ""),
    3,
    REFUSED,
    /The security rule "Web-Browsing" stands outside of <rules>/,
  ],
  [
    "rules in a place that is not known",
    ALONE.replaceAll(/<\/?rulebase>/g, ""),
    3,
    REFUSED,
    /a place that panlint does not know/,
  ],
  [
    "a template without policy",
    response(`<template ptpl="T1">${element("config", "<shared/>")}</template>`),
    3,
    REFUSED,
    /show config pushed-template/,
  ],
  ["pushed objects without policy", response(element("policy", element("panorama", "<address/>"))), 3, REFUSED],
  ["nothing pushed", response("No shared policy pushed to device"), 3, REFUSED, /No shared policy pushed/],
  ["predefined content", response("<predefined><application/></predefined>"), 3, REFUSED],
  ["a config inside a text", response(`<![CDATA[${ALONE}]]>`), 3, REFUSED, /no configuration but the text/],
  [
    "an error of the API",
    '<response status="error" code="7"><msg><line>No such node</line></msg></response>',
    3,
    REFUSED,
    /No such node/,
  ],
  ["an empty API response", response(""), 3, REFUSED, /is empty/],
  ["a job of the API", response("<msg><line>Job enqueued with jobid 4</line></msg><job>4</job>"), 3, REFUSED],
  ["Strata Cloud Manager", ALONE.replace("<config", '<config fawkes-config="yes"'), 3, REFUSED, /Strata Cloud Manager/],
  ["set commands", "set rulebase security rules web log-end no\n", 3, REFUSED, /These are set commands/],
  [
    "set commands of Panorama",
    'set device-group "A B" pre-rulebase security rules web log-end no\n',
    3,
    REFUSED,
    /These are set commands/,
  ],
  [
    "set commands behind comments",
    "# day one\n\n# rules\nset rulebase security rules web log-end no\n",
    3,
    REFUSED,
    /These are set commands/,
  ],
  [
    "set commands behind a prompt",
    "admin@PA-220> configure\nEntering configuration mode\n[edit]\nadmin@PA-220# show\nset rulebase security rules web log-end no\n",
    3,
    REFUSED,
    /These are set commands/,
  ],
  ["delete commands", "delete rulebase security rules web log-end\n", 3, REFUSED, /These are set commands/],
  ["the curly braces of the CLI", "config {\n  devices {\n", 3, REFUSED, /curly-brace output/],
  [
    "curly braces behind a prompt",
    "admin@PA-220(active)> show config running\n\nconfig {\n  devices {\n",
    3,
    REFUSED,
    /curly-brace output/,
  ],
  ["XML behind a prompt", `admin@PA-220> show config running\n\n${ALONE}`, 1, FOUND, /without 1 line that is no part/],
  ["XML behind something else", `Connected.\n${ALONE}`, 3, REFUSED, /text before the first element/],
  ["a file that is cut off", ALONE.slice(0, ALONE.indexOf("</rules>")), 3, REFUSED, /The file ends before/],
  ["two exports in one file", ALONE + ALONE, 3, REFUSED, /second root element/],
  ["an empty file", "", 3, REFUSED, /The file is empty/],
  ["white space", " \n\t\n", 3, REFUSED, /The file is empty/],
  ["a declaration and nothing", '<?xml version="1.0"?>\n', 3, REFUSED, /The file is empty/],
  ["XML of another product", "<project><version>1</version></project>", 3, REFUSED, /<project> is not one/],
  ["a web page", "<!DOCTYPE html><html/>", 3, REFUSED, /web page/],
  ["JSON", '{"config": {}}', 3, REFUSED],
  ["a zip archive", Buffer.from("PK\x03\x04rest"), 3, /not checked: /],
  [
    "an archive without configurations",
    await tgzOf(["readme.txt", "x"]),
    3,
    /not checked: The archive holds no configuration/,
  ],
  ["an archive of what an HA peer runs", await tgzOf([".ha-remote-rc.xml", ALONE]), 3, /the HA peer/],
  [
    "an archive whose configuration is called otherwise",
    await tgzOf(["running-config.bak", ALONE]),
    3,
    /left out running-config\.bak: a configuration by its content/,
  ],
])("%s", async (_, bytes, code, ...told) => {
  const cwd = folderWith({ "shape.xml": bytes });
  const outcome = await run(["--no-config", "shape.xml"], { cwd, rules: ONE });
  expect(outcome.code).toBe(code);
  for (const text of told) expect(outcome.stdout + outcome.stderr).toMatch(text);
});
