import { describe, expect, test } from "@jest/globals";
import type { Config } from "../../../src/panos/config.ts";
import type { DeviceLogSettings } from "../../../src/panos/device/device-log-settings.ts";
import { DEVICE_LOG_TYPES, type LogType } from "../../../src/panos/vocabulary/log-types.ts";
import { configOf, element, entry, firewall, list, panorama, tagOf } from "../../support/panos-config.ts";

/** `log-settings` with one match list that sends logs of a type to a syslog server profile. */
function sends(type: string, to: string, filter = "All Logs", name = "list"): string {
  const inner = [element("filter", filter), list("send-syslog", to), element("description", "x")];
  return element("log-settings", element(type, element("match-list", entry(name, ...inner))));
}

function told(settings: DeviceLogSettings, type: LogType): string {
  const { coverage, destinations } = settings.forwards(type);
  return [coverage, ...destinations.map(({ name }) => name)].join(" ");
}

function settingsOf(config: Config, path: string): DeviceLogSettings {
  const found = config.devices.logSettings.find(({ scope }) => scope.path === path);
  if (found === undefined) throw new Error(`There are no log settings of ${path}.`);
  return found;
}

describe("the device log settings of a firewall", () => {
  test.each(DEVICE_LOG_TYPES)("of type %s are read", (type) => {
    const config = configOf(firewall({ vsys: { vsys1: "" }, shared: sends(type, "siem") }));
    const settings = settingsOf(config, "shared");
    const [first] = settings.matchList(type);
    expect([told(settings, type), first?.logType.value, first?.description]).toEqual(["all siem", type, "x"]);
    expect(first?.label).toBe(`Match list "list" of the ${type} log settings of the firewall`);
    expect(tagOf(first?.logType.element)).toBe(`<${type}>`);
    expect(DEVICE_LOG_TYPES.filter((other) => settings.forwards(other).coverage !== "none")).toEqual([type]);
  });

  test.each([
    ["nothing", "", "none", "<shared>"],
    ["no match list", element("log-settings", "<system/>"), "none", "<log-settings>"],
    ["a match list by severity", sends("system", "siem", "(severity geq high)"), "part siem", "<log-settings>"],
    ["a match list to nowhere", sends("system", "none"), "none", "<log-settings>"],
  ])("%s", (_, shared, expected, at) => {
    const settings = settingsOf(configOf(firewall({ vsys: { vsys1: "" }, shared })), "shared");
    expect([told(settings, "system"), tagOf(settings.element), settings.label]).toEqual([expected, at, "The firewall"]);
  });

  test("point at the whole file when it has no shared part", () => {
    const xml = firewall({ vsys: { vsys1: "" } }).replace("<shared></shared>", "");
    expect(settingsOf(configOf(xml), "shared").element.name).toBe("config");
  });

  test.each([
    ["in the shadow of a template", element("template", element("config", element("shared", sends("system", "siem"))))],
    ["in <readonly>", element("readonly", element("shared", sends("system", "siem")))],
    ["in what Panorama pushed", element("panorama", sends("system", "siem"))],
  ])("%s do not count", (_, config) => {
    expect(told(settingsOf(configOf(firewall({ vsys: { vsys1: "" }, config })), "shared"), "system")).toBe("none");
  });

  test("of a virtual system are for correlation logs", () => {
    const config = configOf(
      firewall({ vsys: { vsys1: sends("correlation", "siem"), vsys2: sends("system", "siem") } }),
    );
    expect(config.devices.logSettings.map(({ scope }) => scope.path)).toEqual(["shared", "vsys/vsys1"]);
    expect(told(settingsOf(config, "vsys/vsys1"), "correlation")).toBe("all siem");
  });

  test("from before 8.0 have a block for each severity", () => {
    const block = (name: string): string =>
      element(name, element("send-syslog", element("using-syslog-setting", "siem")));
    const system = element("system", block("critical"), block("high"));
    const shared = element("log-settings", system, element("config", block("any")), element("hipmatch", "<any/>"));
    const settings = settingsOf(configOf(firewall({ vsys: { vsys1: "" }, shared })), "shared");
    expect(settings.matchList("system").map((each) => each.filter.value)).toEqual([
      "(severity eq critical)",
      "(severity eq high)",
    ]);
    expect([told(settings, "system"), told(settings, "config"), told(settings, "hipmatch")]).toEqual([
      "part siem siem",
      "all siem",
      "none",
    ]);
  });
});

describe("the device log settings of Panorama", () => {
  const template = (name: string, shared: string, more = ""): string =>
    entry(name, more, element("config", element("shared", shared)));

  function file(templates: string, stacks: string, rest: { device?: string; config?: string } = {}): Config {
    const device = `${element("template", templates)}${element("template-stack", stacks)}${rest.device ?? ""}`;
    return configOf(panorama({ groups: { branches: "" }, device, config: rest.config ?? "" }));
  }

  test("are those of templates, stacks, Panorama itself and collector groups", () => {
    const config = file(template("t", sends("system", "a")), template("s", sends("system", "b")), {
      device: element("log-collector-group", entry("cg1", sends("traffic", "c"))),
      config: element("panorama", sends("config", "d")),
    });
    const all = config.devices.logSettings.map((each) => [
      each.scope.path,
      each.label,
      told(each, "system"),
      told(each, "config"),
      told(each, "traffic"),
    ]);
    expect(all).toEqual([
      ["template/t", 'Template "t"', "all a", "none", "none"],
      ["template-stack/s", 'Template stack "s"', "all b", "none", "none"],
      ["panorama", "Panorama", "none", "all d", "none"],
      ["log-collector-group/cg1", 'Log collector group "cg1"', "none", "none", "all c"],
    ]);
  });

  test("are changed by commands for the place", () => {
    const config = file(entry("t"), entry("s"), {
      device: element("log-collector-group", entry("cg 1")),
      config: "<panorama/>",
    });
    expect(config.devices.logSettings.map((each) => each.command("delete", "system", "match-list x"))).toEqual([
      "delete template t config shared log-settings system match-list x",
      "delete template-stack s config shared log-settings system match-list x",
      "delete panorama log-settings system match-list x",
      'delete log-collector-group "cg 1" log-settings system match-list x',
    ]);
    const [own] = configOf(firewall({ vsys: { vsys1: "" } })).devices.logSettings;
    expect(own?.command("set", "config", "x")).toBe("set shared log-settings config x");
  });

  test("Panorama's shared policy has none", () => {
    const config = configOf(panorama({ groups: { branches: "" }, shared: sends("system", "siem") }));
    expect(config.devices.logSettings).toEqual([]);
  });

  test("a stack has its templates' match lists too, of one name the first", () => {
    const one = template("one", sends("system", "first", "(severity eq high)", "a"));
    const two = template(
      "two",
      sends("system", "second", "All Logs", "a").replace(
        "</match-list>",
        `${entry("b", list("send-syslog", "third"))}</match-list>`,
      ),
    );
    const config = file(one + two, template("s", sends("config", "own"), list("templates", "one", "two")));
    const stack = settingsOf(config, "template-stack/s");
    expect([told(stack, "system"), told(stack, "config")]).toEqual(["all first third", "all own"]);
    expect(stack.matchList("system").map((each) => each.name)).toEqual(["a", "b"]);
    expect(stack.incomplete).toBeUndefined();
  });

  test("a template in several pieces, as joined files have it, is one", () => {
    const pieces = template("t", sends("config", "b")) + template("t", sends("system", "a"));
    const config = file(pieces, "");
    const all = config.devices.logSettings.map((each) => [told(each, "system"), told(each, "config")]);
    expect(all).toEqual([["all a", "all b"]]);
  });

  test("a stack with a template that the file does not hold says so", () => {
    const config = file("", template("s", "", list("templates", "gone")));
    expect(settingsOf(config, "template-stack/s").incomplete).toBe(
      'the template "gone" of template stack "s" is not in the file',
    );
  });

  test("a template without settings points at its entry", () => {
    const config = file(entry("t"), "");
    expect(tagOf(settingsOf(config, "template/t").element)).toBe('<entry name="t">');
  });

  test("a template's virtual system has settings for correlation logs", () => {
    const vsys = element(
      "devices",
      entry("localhost.localdomain", element("vsys", entry("vsys1", sends("correlation", "a")))),
    );
    const config = file(entry("t", element("config", element("shared", sends("system", "b")), vsys)), "");
    const settings = settingsOf(config, "template/t");
    expect([told(settings, "correlation"), told(settings, "system")]).toEqual(["all a", "all b"]);
  });
});

describe("logs that are sent to Panorama", () => {
  const toPanorama = element("match-list", entry("all", element("send-to-panorama", "yes")));
  const template = (settings: string) =>
    element("template", entry("T", element("config", element("shared", element("log-settings", settings)))));
  const group = (inner: string) => element("log-collector-group", entry("cg1", inner));

  test.each([
    ["are passed on by a collector group", element("system", toPanorama), sends("system", "siem"), "all siem"],
    [
      "are not passed on when the group's list is for others",
      element("system", toPanorama),
      sends("config", "s"),
      "none",
    ],
    ["are passed on in part", element("system", toPanorama), sends("system", "s", "(severity geq high)"), "part s"],
    [
      "are passed on as far as they arrived",
      element("system", toPanorama.replace("<send", "<filter>(severity eq critical)</filter><send")),
      sends("system", "siem"),
      "part siem",
    ],
    [
      "are whole together with what is sent past it",
      element(
        "system",
        element(
          "match-list",
          entry("critical", "<filter>(severity eq critical)</filter><send-to-panorama>yes</send-to-panorama>"),
          entry("rest", "<filter>(severity leq high)</filter>", list("send-syslog", "own")),
        ),
      ),
      sends("system", "siem"),
      "all own siem",
    ],
    ["must be sent there to be passed on", "", sends("system", "siem"), "none"],
  ])("%s", (_, settings, relay, expected) => {
    const config = configOf(panorama({ groups: {}, device: template(settings) + group(relay) }));
    const { coverage, destinations } = config.devices.forwardsWithRelays(settingsOf(config, "template/T"), "system", [
      "syslog",
    ]);
    expect([coverage, ...destinations.map(({ name }) => name)].join(" ")).toBe(expected);
  });
});
