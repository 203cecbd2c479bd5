import { describe, expect, test } from "@jest/globals";
import {
  configOf,
  defaultRules,
  element,
  entry,
  firewall,
  panorama,
  profiles,
  refusalOf,
  rule,
  security,
} from "../../support/panos-config.ts";
import { EACH_RULE, lint } from "../../support/panos-lint.ts";
import { owning } from "../../support/panos-owners.ts";

const ALLOW = "<action>allow</action>";
const SYSTEM = element(
  "deviceconfig",
  "<system><panorama><local-panorama><panorama-server>192.0.2.20</panorama-server></local-panorama></panorama></system>",
);
const LOCAL = element("rulebase", security(rule("local", ALLOW)));
const PRE = element("pre-rulebase", security(rule("first", ALLOW)));
const POST = element(
  "post-rulebase",
  security(rule("last", "<action>drop</action>")),
  defaultRules(entry("interzone-default", "<action>deny</action><log-end>yes</log-end>")),
);
const MANAGED = firewall({ vsys: { vsys1: LOCAL }, device: SYSTEM });
/** Pre- and post-rules folded into the one rulebase in the order in which they are evaluated. */
const FOLDED = firewall({
  vsys: {
    vsys1: element(
      "rulebase",
      security(
        owning("shared", rule("first", ALLOW)),
        owning("Branch", rule("second", ALLOW)),
        rule("local", ALLOW),
        owning("Branch", rule("last", "<action>drop</action>")),
      ),
      defaultRules(owning("shared", entry("interzone-default", "<action>deny</action><log-end>yes</log-end>"))),
    ),
  },
  device: SYSTEM,
});
const FOLDED_NAMES = ["first", "second", "local", "last", "interzone-default"];

const response = (result: string): string => `<response status="success"><result>${result}</result></response>`;
const everywhere = (xml: string, attribute: string): string => xml.replace(/<([a-z][\w-]*)/g, `<$1 ${attribute}`);

const PUSHED_APART = "the firewall is managed by Panorama, and the file does not hold what Panorama pushes";
const FRAGMENT = "the file is a fragment of a configuration";

interface Recognised {
  readonly product: "firewall" | "panorama";
  readonly shape: string;
  readonly partial: string | undefined;
  /** The names of the policy rules in evaluation order, as the file gives it. */
  readonly rules: readonly string[];
}

const onFirewall = (shape: string, partial: string | undefined, ...rules: readonly string[]): Recognised => ({
  product: "firewall",
  shape,
  partial,
  rules,
});

describe("what a firewall or Panorama gives, source by source", () => {
  test.each<[string, string, Recognised]>([
    [
      "running-config.xml, firewall for itself",
      firewall({ vsys: { vsys1: LOCAL } }),
      onFirewall("running-config", undefined, "local"),
    ],
    ["running-config.xml, managed firewall", MANAGED, onFirewall("running-config", PUSHED_APART, "local")],
    ["show config running", response(MANAGED), onFirewall("api-response", PUSHED_APART, "local")],
    [
      "show config candidate",
      response(everywhere(MANAGED, 'admin="admin" dirtyId="3" time="2026/01/31 10:00:00"')),
      onFirewall("candidate-config", PUSHED_APART, "local"),
    ],
    [
      "action=get on /config, with what Panorama pushed under /config/panorama",
      response(
        firewall({
          vsys: { vsys1: LOCAL },
          device: SYSTEM,
          config: element("panorama", element("vsys", entry("vsys1", owning("Branch", PRE + POST)))),
        }).replace("<vsys>", '<vsys src="tpl">'),
      ),
      onFirewall("merged-config", undefined, "local", "first", "last", "interzone-default"),
    ],
    [
      "the same with the template's shadow copy, whose rulebase is none",
      firewall({
        vsys: { vsys1: LOCAL },
        config: element(
          "template",
          element("config", element("devices", entry("localhost.localdomain", element("vsys", entry("vsys1", LOCAL))))),
        ),
      }),
      onFirewall("running-config", undefined, "local"),
    ],
    [
      "show config merged: the template, no pushed policy",
      everywhere(MANAGED, 'ptpl="T1"'),
      onFirewall("merged-config", PUSHED_APART, "local"),
    ],
    ["show config effective-running", response(FOLDED), onFirewall("merged-config", undefined, ...FOLDED_NAMES)],
    [
      ".merged-running-config.xml, marked on every element",
      FOLDED.replace(/<([a-z][\w-]*)(?![^>]*\bptpl=)/g, '<$1 ptpl="T1"'),
      onFirewall("merged-config", undefined, ...FOLDED_NAMES),
    ],
    [
      "show config pushed-shared-policy",
      response(element("policy", element("panorama", owning("shared", PRE + POST)))),
      onFirewall("pushed-policy", FRAGMENT, "first", "last", "interzone-default"),
    ],
    [
      "the same for all of several virtual systems",
      response(owning("shared", element("shared", PRE, POST))),
      onFirewall("pushed-policy", FRAGMENT, "first", "last", "interzone-default"),
    ],
    [
      "Panorama's running-config.xml",
      panorama({ groups: { Branch: PRE + POST } }),
      {
        product: "panorama",
        shape: "running-config",
        partial: undefined,
        rules: ["first", "last", "interzone-default"],
      },
    ],
    [
      "a part of the policy by the XML API",
      response(element("rules", rule("local", ALLOW))),
      onFirewall("partial-export", FRAGMENT, "local"),
    ],
  ])("%s", (_, xml, expected) => {
    const config = configOf(xml);
    const { product, shape } = config.file.document;
    const rules = config.policies.all.map(({ name }) => name);
    expect({ product, shape, partial: config.objects.partial, rules }).toEqual(expected);
  });

  test.each<[string, string, RegExp]>([
    [
      "show config pushed-template: no policy",
      response(`<template ptpl="T1">${element("config", "<shared/>")}</template>`),
      /show config pushed-template/,
    ],
    [
      "pushed policy with objects only",
      response(element("policy", element("panorama", profiles("siem")))),
      /holds no|is not one/,
    ],
    ["nothing pushed", response("No shared policy pushed to device"), /no configuration but the text/],
    ["show predefined", response("<predefined><application/></predefined>"), /<predefined> is not one/],
    ["an error", '<response status="error" code="7"><msg><line>No such node</line></msg></response>', /No such node/],
  ])("%s is refused, never green", (_, xml, told) => {
    expect(refusalOf(xml).told).toMatch(told);
  });
});

describe("a rule that Panorama pushed", () => {
  test("is judged in its place, and tells its owner", () => {
    const told = lint(FOLDED, EACH_RULE).findings.map(({ policyRule }) => [policyRule?.title, policyRule?.owner]);
    expect(told).toEqual([
      ['vsys "vsys1" › rulebase › security rule "first" (#1), pushed from shared', "shared"],
      ['vsys "vsys1" › rulebase › security rule "second" (#2), pushed from device group "Branch"', "Branch"],
      ['vsys "vsys1" › rulebase › security rule "local" (#3)', undefined],
      ['vsys "vsys1" › rulebase › security rule "last" (#4), pushed from device group "Branch"', "Branch"],
      ['vsys "vsys1" › rulebase › default rule "interzone-default", pushed from shared', "shared"],
    ]);
  });

  test("is told by its own mark, not by that of the list it stands in", () => {
    const marked = FOLDED.replace("<rules>", '<rules loc="Branch">');
    expect(lint(marked, EACH_RULE).findings.map(({ policyRule }) => policyRule?.owner)).toEqual([
      "shared",
      "Branch",
      undefined,
      "Branch",
      "shared",
    ]);
  });
});
