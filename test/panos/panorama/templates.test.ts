import { describe, expect, test } from "@jest/globals";
import type { TemplateVariable } from "../../../src/panos/panorama/template-variables.ts";
import type { Template, TemplateText, TemplateValue } from "../../../src/panos/panorama/templates.ts";
import { configOf, element, entry, firewall, list, panorama, tagOf } from "../../support/panos-config.ts";

const SUPPRESSION = ["deviceconfig", "setting", "logging", "log-suppression"];
const SERVER = ["shared", "log-settings", "syslog", "siem", "server", "one", "server"];

/** `<config>` of a template with what stands in its device entry and in shared. */
function settings(device: string, shared = ""): string {
  return element("config", element("devices", entry("localhost.localdomain", device)), element("shared", shared));
}

function suppression(value: string): string {
  return element("deviceconfig", element("setting", element("logging", element("log-suppression", value))));
}

function syslog(server: string): string {
  return element(
    "log-settings",
    element("syslog", entry("siem", element("server", entry("one", element("server", server))))),
  );
}

function variable(name: string, value: string, type = "fqdn"): string {
  return element("variable", entry(name, element("type", element(type, value))));
}

interface Parts {
  readonly templates?: { readonly [name: string]: string };
  readonly stacks?: { readonly [name: string]: string };
}

function entriesOf(parts: { readonly [name: string]: string } = {}): readonly string[] {
  return Object.entries(parts).map(([name, inner]) => entry(name, inner));
}

function device({ templates, stacks }: Parts): string {
  return element("template", ...entriesOf(templates)) + element("template-stack", ...entriesOf(stacks));
}

function named(parts: Parts, name: string): Template {
  const found = configOf(panorama({ groups: {}, device: device(parts) })).panorama.templates.named(name);
  if (found === undefined) throw new Error(`There is no template ${name}.`);
  return found;
}

function told(answer: TemplateValue | TemplateText): string {
  if (answer.state !== "found") return answer.state === "unknown" ? `unknown: ${answer.reason}` : answer.state;
  const text = "text" in answer ? answer.text : answer.element.trimmedText;
  return `${text} of ${answer.owner.scope.label}`;
}

describe("a value along a template stack", () => {
  const stack = list("templates", "site", "base");

  test.each<readonly [string, Parts, string]>([
    [
      "the stack's own goes before its templates'",
      {
        templates: { site: settings(suppression("no")), base: settings(suppression("no")) },
        stacks: { branches: stack + settings(suppression("yes")) },
      },
      'yes of template stack "branches"',
    ],
    [
      "the first template has the highest priority, wherever the templates stand in the file",
      {
        templates: { base: settings(suppression("no")), site: settings(suppression("yes")) },
        stacks: { branches: stack },
      },
      'yes of template "site"',
    ],
    [
      "a template fills in what those above it do not say",
      {
        templates: { site: settings("<deviceconfig/>"), base: settings(suppression("no")) },
        stacks: { branches: stack },
      },
      'no of template "base"',
    ],
    [
      "an empty element counts as absent",
      {
        templates: { site: settings(suppression(" \n ")), base: settings(suppression("no")) },
        stacks: { branches: stack + settings(suppression("")) },
      },
      'no of template "base"',
    ],
    ["nobody says it", { templates: { site: "", base: settings("") }, stacks: { branches: stack } }, "missing"],
    [
      "a template of another stack does not count",
      { templates: { site: "", base: "", other: settings(suppression("no")) }, stacks: { branches: stack } },
      "missing",
    ],
    [
      "a template that the file does not hold may say it",
      { templates: { base: settings(suppression("no")) }, stacks: { branches: stack } },
      'unknown: the template "site" of template stack "branches" is not in the file',
    ],
    [
      "one that comes behind the winner changes nothing",
      { templates: { site: settings(suppression("no")) }, stacks: { branches: stack } },
      'no of template "site"',
    ],
    [
      "containers may stand twice",
      {
        templates: {
          site: settings(`<deviceconfig><setting/></deviceconfig>${suppression("no")}`) + settings(""),
          base: "",
        },
        stacks: { branches: stack },
      },
      'no of template "site"',
    ],
  ])("%s", (_, parts, expected) => {
    expect(told(named(parts, "branches").value(SUPPRESSION))).toBe(expected);
  });

  test("a template by itself has one layer", () => {
    const parts = { templates: { site: settings(suppression("no")), base: settings(suppression("yes")) } };
    expect(told(named(parts, "site").value(SUPPRESSION))).toBe('no of template "site"');
    expect(told(named(parts, "site").value(["deviceconfig", "system"]))).toBe("missing");
  });

  test("a path that begins with shared is below <config>, and an entry is called by its name", () => {
    const parts = { templates: { site: settings("", syslog("192.0.2.5")), base: "" }, stacks: { branches: stack } };
    expect(told(named(parts, "branches").value(SERVER))).toBe('192.0.2.5 of template "site"');
    const found = named(parts, "branches").value(SERVER.slice(0, 4));
    expect(found.state === "found" && tagOf(found.element)).toBe('<entry name="siem">');
  });

  test("the entries of a list come from all layers, the first of a name wins", () => {
    const profile = (name: string): string => element("log-settings", element("syslog", entry(name, `<x/>`)));
    const templates = {
      site: settings("", profile("siem") + profile("noc")),
      base: settings("", profile("soc") + profile("noc")),
    };
    const own = list("templates", "site", "base", "gone") + settings("", profile("siem"));
    const { entries, incomplete } = named({ templates, stacks: { branches: own } }, "branches").entries(
      SERVER.slice(0, 3),
    );
    expect(Array.from(entries, ([name, { owner }]) => `${name} of ${owner.name}`)).toEqual([
      "siem of branches",
      "noc of site",
      "soc of base",
    ]);
    expect(incomplete).toBe('the template "gone" of template stack "branches" is not in the file');
  });
});

describe("a template variable", () => {
  const site = variable("$siem", "template.example.com") + settings("", syslog("$siem"));
  const serial = "012345678901234";
  const text = (parts: Parts, ...firewall: readonly string[]): string =>
    told(named(parts, "branches").text(SERVER, firewall[0]));
  const stack = (...inner: readonly string[]): Parts => ({
    templates: { site, base: variable("$siem", "base.example.com") },
    stacks: { branches: list("templates", "site", "base") + inner.join("") },
  });
  const ofDevice = (value: string): string => element("devices", entry(serial, variable("$siem", value)), entry("1"));

  test.each<readonly [string, Parts, string, string]>([
    [
      "the template's, the first of two",
      stack(),
      'template.example.com of template "site"',
      'template.example.com of template "site"',
    ],
    [
      "the stack's goes before the template's",
      stack(variable("$siem", "stack.example.com")),
      'stack.example.com of template "site"',
      'stack.example.com of template "site"',
    ],
    [
      "the firewall's own goes before both",
      stack(variable("$siem", "stack.example.com"), ofDevice("own.example.com")),
      'unknown: template stack "branches" gives firewalls values of their own for the variable "$siem"',
      'own.example.com of template "site"',
    ],
    ["None unsets it", stack(variable("$siem", "None")), "missing", "missing"],
    [
      "None for one firewall",
      stack(ofDevice("None")),
      'unknown: template stack "branches" gives firewalls values of their own for the variable "$siem"',
      "missing",
    ],
    [
      "one without a value is none",
      stack("<variable><entry name='$siem'><type><fqdn/></type></entry></variable>"),
      'template.example.com of template "site"',
      'template.example.com of template "site"',
    ],
    [
      "nobody defines it",
      { templates: { site: settings("", syslog("$siem")) }, stacks: { branches: list("templates", "site") } },
      'unknown: template stack "branches" does not define the variable "$siem"',
      'unknown: template stack "branches" does not define the variable "$siem"',
    ],
    [
      "an absent template may define it",
      { templates: { site: settings("", syslog("$siem")) }, stacks: { branches: list("templates", "site", "gone") } },
      'unknown: the template "gone" of template stack "branches" is not in the file',
      'unknown: the template "gone" of template stack "branches" is not in the file',
    ],
    [
      "a secret is not told",
      stack(variable("$siem", "not-for-reports", "pre-shared-key")),
      'unknown: the value of the variable "$siem" is a secret',
      'unknown: the value of the variable "$siem" is a secret',
    ],
  ])("%s", (_, parts, all, one) => {
    expect([text(parts), text(parts, serial)]).toEqual([all, one]);
  });

  test("another firewall has what all have", () => {
    expect(text(stack(ofDevice("own.example.com")), "1")).toBe('template.example.com of template "site"');
  });

  test("a template does not see its stack's", () => {
    const parts = {
      templates: { site: settings("", syslog("$siem")) },
      stacks: { branches: list("templates", "site") + variable("$siem", "stack.example.com") },
    };
    expect(told(named(parts, "site").text(SERVER))).toBe(
      'unknown: template "site" does not define the variable "$siem"',
    );
  });

  test.each(["192.0.2.5", "a$b", "$", "$a b", "cash$"])("%j is a text like any other", (server) => {
    expect(told(named({ templates: { site: settings("", syslog(server)) } }, "site").text(SERVER))).toBe(
      `${server} of template "site"`,
    );
  });

  test("has a type, and a place to point at", () => {
    const found = named(stack(), "branches").variable("$siem");
    expect(typeof found === "string" ? found : shown(found)).toEqual([
      "$siem",
      "fqdn",
      "template.example.com",
      "<fqdn>",
    ]);
  });

  function shown({ name, type, value, element }: TemplateVariable): readonly (string | undefined)[] {
    return [name, type, value, tagOf(element)];
  }
});

describe("templates and stacks", () => {
  test("the default virtual system", () => {
    const parts = { templates: { a: "<settings><default-vsys> vsys2 </default-vsys></settings>", b: "<settings/>" } };
    const shown = ["a", "b"].map((name) => {
      const { value, origin, element } = named(parts, name).defaultVsys;
      return [value, origin, tagOf(element)];
    });
    expect(shown).toEqual([
      ["vsys2", "explicit", "<default-vsys>"],
      [undefined, "default", '<entry name="b">'],
    ]);
  });

  test("the firewalls that one is assigned to", () => {
    const devices = element("devices", entry("01"), entry("02"));
    const parts = { templates: { old: devices }, stacks: { branches: devices } };
    for (const name of ["old", "branches"])
      expect(named(parts, name).devices.map(({ serial }) => serial)).toEqual(["01", "02"]);
  });

  test.each([
    [
      "the shadow in a firewall's file",
      firewall({
        vsys: { vsys1: "" },
        config: element("template", element("config", device({ templates: { T: "" } }))),
      }),
    ],
    [
      "<readonly>",
      panorama({
        groups: {},
        config: element("readonly", element("devices", entry("x", element("template", entry("T"))))),
      }),
    ],
    ["/config/template", panorama({ groups: {}, config: element("template", entry("T")) })],
  ])("there are none in %s", (_, xml) => {
    const { templates, stacks } = configOf(xml).panorama.templates;
    expect([...templates, ...stacks].map(({ name }) => name)).toEqual([]);
  });

  test("an element knows the one around it", () => {
    const parts = {
      templates: { site: settings(suppression("no")) },
      stacks: { branches: settings(suppression("no")) },
    };
    const config = configOf(panorama({ groups: {}, device: device(parts) }));
    for (const name of ["site", "branches"]) {
      const found = config.panorama.templates.named(name)?.value(SUPPRESSION);
      expect(found?.state === "found" && config.panorama.templates.around(found.element)?.name).toBe(name);
    }
    expect(config.panorama.templates.around(config.file.document.root)).toBeUndefined();
  });

  test("an element in another tree that repeats a template's name is in none", () => {
    const shadow = element(
      "readonly",
      element("devices", entry("x", element("template", entry("site", "<id>7</id>")))),
    );
    const parts = { templates: { site: settings("") } };
    const config = configOf(panorama({ groups: {}, device: device(parts), config: shadow }));
    const ids = [...config.file.document.root.findAll("readonly", "devices", "entry", "template", "entry", "id")];
    expect(ids.map((id) => config.panorama.templates.around(id))).toEqual([undefined]);
  });
});
