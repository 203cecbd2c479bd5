import { describe, expect, test } from "@jest/globals";
import type { Config } from "../../../src/panos/config.ts";
import { first } from "../../support/default-rows.ts";
import {
  configOf,
  element,
  entry,
  firewall,
  list,
  panorama,
  problemsOf,
  profiles,
  scopeOf,
  tagOf,
} from "../../support/panos-config.ts";

const zone = (name: string, ...network: readonly string[]): string =>
  element("zone", entry(name, element("network", ...network)));
const shared = (name: string, inner: string): string =>
  element("network", element("shared-gateway", entry(name, inner)));
const device = (...inner: readonly string[]): string =>
  element("config", element("devices", entry("localhost.localdomain", ...inner)));
const vsys = (...inner: readonly string[]): string => element("vsys", entry("vsys1", ...inner));
const template = (name: string, ...inner: readonly string[]): string =>
  element("template", entry(name, device(...inner)));
const stack = (name: string, templates: readonly string[], ...inner: readonly string[]): string =>
  element("template-stack", entry(name, list("templates", ...templates), device(...inner)));

function pathsOf(config: Config): readonly string[] {
  return config.network.zones.map(({ path }) => path);
}

describe("zones", () => {
  test("are found in virtual systems and shared gateways", () => {
    const config = configOf(
      firewall({ vsys: { vsys1: zone("dmz"), vsys2: zone("dmz") }, device: shared("sg1", zone("wan")) }),
    );
    expect(pathsOf(config)).toEqual([
      "vsys/vsys1/zone/dmz",
      "vsys/vsys2/zone/dmz",
      "network/shared-gateway/sg1/zone/wan",
    ]);
    expect(first(config.network.zones).label).toBe('Zone "dmz"');
  });

  test("are found in templates and stacks, each once", () => {
    const config = configOf(
      panorama({
        groups: {},
        device: template("T1", vsys(zone("dmz"))) + stack("S", ["T1"], vsys(zone("lan")), shared("sg1", zone("wan"))),
      }),
    );
    expect(config.network.zones.map(({ path, device: { label } }) => [label, path])).toEqual([
      ['Template "T1"', "template/T1/vsys/vsys1/zone/dmz"],
      ['Template stack "S"', "template-stack/S/vsys/vsys1/zone/lan"],
      ['Template stack "S"', "template-stack/S/network/shared-gateway/sg1/zone/wan"],
    ]);
  });

  const tree = element("devices", entry("localhost.localdomain", vsys(zone("decoy"))));
  test.each([
    ["<readonly>", element("readonly", tree)],
    ["<predefined>", element("predefined", tree)],
    ["the shadow of a pushed template", element("template", element("config", tree))],
  ])("are not found in %s", (_, config) => {
    expect(configOf(firewall({ vsys: { vsys1: "" }, config })).network.zones).toEqual([]);
  });

  test("tell their log setting, protection profile, type and interfaces", () => {
    const xml = zone(
      "wan",
      "<zone-protection-profile>strict</zone-protection-profile><log-setting> siem </log-setting>",
      list("layer3", "ethernet1/1", "ethernet1/2.20"),
    );
    const found = first(configOf(firewall({ vsys: { vsys1: xml + profiles("siem") } })).network.zones);
    expect([found.logSetting.value, found.zoneProtectionProfile.value]).toEqual(["siem", "strict"]);
    expect([found.type, ...found.interfaces]).toEqual(["layer3", "ethernet1/1", "ethernet1/2.20"]);
    expect(found.logForwarding?.state).toBe("found");
  });

  test("without settings point at what would hold them", () => {
    const bare = first(configOf(firewall({ vsys: { vsys1: element("zone", entry("wan")) } })).network.zones);
    expect([bare.logSetting.value, bare.logForwarding, bare.type, bare.interfaces]).toEqual([
      undefined,
      undefined,
      undefined,
      [],
    ]);
    expect(tagOf(bare.logSetting.element)).toBe('<entry name="wan">');
    const empty = first(configOf(firewall({ vsys: { vsys1: zone("wan") } })).network.zones);
    expect(tagOf(empty.logSetting.element)).toBe("<network>");
  });

  test("have commands that are complete for their place", () => {
    const own = configOf(firewall({ vsys: { vsys1: zone("big lan") } }));
    expect(first(own.network.zones).command("set", "network log-setting siem")).toBe(
      'set zone "big lan" network log-setting siem',
    );
    const several = configOf(firewall({ vsys: { vsys2: zone("lan") }, device: shared("sg1", zone("wan")) }));
    expect(several.network.zones.map((each) => each.command("set", "network log-setting siem"))).toEqual([
      "set vsys vsys2 zone lan network log-setting siem",
      "set network shared-gateway sg1 zone wan network log-setting siem",
    ]);
    const panoramas = configOf(
      panorama({ groups: {}, device: template("T 1", vsys(zone("dmz"))) + stack("S", [], vsys(zone("dmz"))) }),
    );
    expect(panoramas.network.zones.map((each) => each.command("delete", "network log-setting"))).toEqual([
      'delete template "T 1" config vsys vsys1 zone dmz network log-setting',
      "delete template-stack S config devices localhost.localdomain vsys vsys1 zone dmz network log-setting",
    ]);
  });

  const named = zone("wan", "<log-setting>siem</log-setting>");
  test.each([
    ["its own virtual system's profile", firewall({ vsys: { vsys1: named + profiles("siem") } }), "found"],
    ["not another virtual system's", firewall({ vsys: { vsys1: named, vsys2: profiles("siem") } }), "missing"],
    ["a shared profile", firewall({ vsys: { vsys1: named }, shared: profiles("siem") }), "found"],
    [
      "for a shared gateway a shared profile",
      firewall({ vsys: { vsys1: "" }, shared: profiles("siem"), device: shared("sg1", named) }),
      "found",
    ],
    [
      "for a shared gateway no virtual system's profile",
      firewall({ vsys: { vsys1: profiles("siem") }, device: shared("sg1", named) }),
      "missing",
    ],
    [
      "in a template a profile of Panorama's shared",
      panorama({ groups: {}, shared: profiles("siem"), device: template("T", vsys(named)) }),
      "found",
    ],
    [
      "in a template perhaps a device group's",
      panorama({ groups: { DMZ: profiles("siem") }, device: template("T", vsys(named)) }),
      "unknown",
    ],
    ["nothing that nobody has", panorama({ groups: { DMZ: "" }, device: template("T", vsys(named)) }), "missing"],
  ])("sees %s", (_, xml, state) => {
    expect(first(configOf(xml).network.zones).logForwarding?.state).toBe(state);
  });
});

describe("GlobalProtect", () => {
  const services = (...inner: readonly string[]): string =>
    element(
      "global-protect",
      element("global-protect-portal", entry("vpn", element("portal-config", ...inner))),
      element("global-protect-gateway", entry("vpn", ...inner)),
    );

  test("portals and gateways log failed handshakes by default", () => {
    const config = configOf(firewall({ vsys: { vsys1: services() } }));
    expect(
      config.network.globalProtect.map(({ label, path, tlsLogging }) => [
        label,
        path,
        tlsLogging?.logFail.value,
        tlsLogging?.logSuccess.value,
        tlsLogging?.logSetting.value,
      ]),
    ).toEqual([
      ['GlobalProtect portal "vpn"', "vsys/vsys1/global-protect/global-protect-portal/vpn", true, false, undefined],
      ['GlobalProtect gateway "vpn"', "vsys/vsys1/global-protect/global-protect-gateway/vpn", true, false, undefined],
    ]);
  });

  test("they name a log-forwarding profile of their own", () => {
    const xml = services("<log-fail>no</log-fail><log-setting>siem</log-setting>");
    const config = configOf(firewall({ vsys: { vsys1: xml + profiles("siem") } }));
    expect(
      config.network.globalProtect.map(({ logForwarding, tlsLogging }) => [
        logForwarding?.state,
        tlsLogging?.logFail.value,
      ]),
    ).toEqual([
      ["found", false],
      ["found", false],
    ]);
  });

  test("their commands go to where the settings are", () => {
    const config = configOf(panorama({ groups: {}, device: template("T", vsys(services())) }));
    expect(config.network.globalProtect.map((each) => each.command("set", "log-fail yes"))).toEqual([
      "set template T config vsys vsys1 global-protect global-protect-portal vpn portal-config log-fail yes",
      "set template T config vsys vsys1 global-protect global-protect-gateway vpn log-fail yes",
    ]);
  });

  test("they are found in templates and stacks", () => {
    const device =
      template("T", vsys(services())) + template("T", vsys(services())).replaceAll("template>", "template-stack>");
    const config = configOf(panorama({ groups: {}, device }));
    expect(config.network.globalProtect.map(({ path }) => path.replace(/\/global-protect\/.*-/, " "))).toEqual([
      "template/T/vsys/vsys1 portal/vpn",
      "template/T/vsys/vsys1 gateway/vpn",
      "template-stack/T/vsys/vsys1 portal/vpn",
      "template-stack/T/vsys/vsys1 gateway/vpn",
    ]);
  });

  test("before PAN-OS 10.0 there is no such log", () => {
    const xml = firewall({ vsys: { vsys1: services() } }).replace('"11.1.0"', '"9.1.0"');
    expect(configOf(xml).network.globalProtect.map(({ tlsLogging }) => tlsLogging)).toEqual([undefined, undefined]);
  });
});

describe("interfaces", () => {
  const netflow = "<netflow-profile>flows</netflow-profile>";
  const unit = (name: string): string => element("units", entry(name, netflow));
  const interfaces = (...inner: readonly string[]): Config =>
    configOf(firewall({ vsys: { vsys1: "" }, device: element("network", element("interface", ...inner)) }));

  test.each(["tap", "virtual-wire", "layer2", "layer3"])("an Ethernet interface in %s mode", (mode) => {
    const units = mode === "tap" ? "" : unit("ethernet1/1.20");
    const config = interfaces(element("ethernet", entry("ethernet1/1", element(mode, netflow, units))));
    const expected = ["ethernet1/1", ...(mode === "tap" ? [] : ["ethernet1/1.20"])];
    expect(config.network.interfaces.map(({ name }) => name)).toEqual(expected);
    for (const each of config.network.interfaces) {
      expect([each.type, each.mode, each.netflowProfile.value]).toEqual(["ethernet", mode, "flows"]);
    }
  });

  test.each(["vlan", "loopback", "tunnel", "sdwan"])("%s is one itself, and has units", (type) => {
    const config = interfaces(element(type, netflow, unit(`${type}.7`)));
    expect(config.network.interfaces.map(({ name, netflowProfile }) => [name, netflowProfile.value])).toEqual([
      [type, "flows"],
      [`${type}.7`, "flows"],
    ]);
  });

  test("aggregates, and interfaces that export nothing", () => {
    const config = interfaces(
      element("ethernet", entry("ethernet1/1", "<aggregate-group>ae1</aggregate-group>")),
      element("aggregate-ethernet", entry("ae1", element("layer3", unit("ae1.5")))),
    );
    expect(
      config.network.interfaces.map(({ name, path, netflowProfile: { value, origin } }) => [name, path, value, origin]),
    ).toEqual([
      ["ethernet1/1", "network/interface/ethernet/ethernet1%2F1", undefined, "default"],
      ["ae1", "network/interface/aggregate-ethernet/ae1", undefined, "default"],
      ["ae1.5", "network/interface/aggregate-ethernet/ae1/layer3/units/ae1.5", "flows", "explicit"],
    ]);
    expect(problemsOf(config)).toEqual([]);
  });

  test("are found in templates and stacks", () => {
    const network = element("network", element("interface", element("loopback", unit("loopback.1"))));
    const config = configOf(panorama({ groups: {}, device: template("T", network) + stack("S", ["T"], network) }));
    expect(config.network.interfaces.map(({ path }) => path)).toEqual([
      "template/T/network/interface/loopback",
      "template/T/network/interface/loopback/units/loopback.1",
      "template-stack/S/network/interface/loopback",
      "template-stack/S/network/interface/loopback/units/loopback.1",
    ]);
  });
});

describe("what a stack joins", () => {
  const protection = (name: string, scans = ""): string =>
    element("network", element("profiles", element("zone-protection-profile", entry(name, element("scan", scans)))));
  const named = zone("wan", "<zone-protection-profile>strict</zone-protection-profile>");
  const forwarding = zone("wan", "<log-setting>siem</log-setting>");
  const scan = '<entry name="8001"/>';
  const config = configOf(
    panorama({
      groups: {},
      device:
        template("Zones", vsys(named)) +
        template("Profiles", protection("strict"), vsys(forwarding)) +
        template("Apart", protection("strict", scan), vsys(forwarding)) +
        stack("S", ["Zones", "Profiles"], protection("strict", scan)),
    }),
  );
  const where = (each: { readonly device: { readonly name: string } }): string => each.device.name;

  test("a zone has what other layers of the stack write", () => {
    const [own] = config.network.zones.filter((each) => where(each) === "Zones");
    expect(own?.logSetting.value).toBeUndefined();
    expect(own?.asPushed.map((each) => [where(each), each.logSetting.value, each.logSetting.origin])).toEqual([
      ["S", "siem", "inherited"],
    ]);
    const [apart] = config.network.zones.filter((each) => where(each) === "Apart");
    expect(apart?.asPushed).toEqual([apart]);
  });

  test("a zone protection profile meets the zones and scans of the stack's other layers", () => {
    const met = config.network.zoneProtectionProfiles.map((profile) => [
      where(profile),
      profile.zones.map(where).join(),
      profile.isJoined,
      profile.asPushed.map((pushed) => [where(pushed), pushed.scans.map(({ id }) => id).join()].join(" ")),
    ]);
    expect(met).toEqual([
      ["Profiles", "Zones", false, ["S 8001"]],
      ["Apart", "", false, ["Apart 8001"]],
      ["S", "Zones", true, ["S 8001"]],
    ]);
  });

  test("GlobalProtect has the stack's settings, and is told of where they are written", () => {
    const gateway = (...inner: readonly string[]): string =>
      vsys(element("global-protect", element("global-protect-gateway", entry("vpn", ...inner))));
    const templates = template("T", gateway("<log-fail>no</log-fail>")) + template("U", gateway());
    const layered = configOf(
      panorama({
        groups: {},
        device:
          templates +
          stack("own", ["T"], gateway("<log-fail>yes</log-fail>")) +
          stack("bare", ["U", "T"], gateway()) +
          stack("only", [], gateway()),
      }),
    );
    const logFails = layered.network.globalProtect.map((service) => {
      const setting = service.tlsLogging?.logFail;
      const pushed = service.asPushed.map((each) => `${where(each)} ${each.tlsLogging?.logFail.value}`);
      return [where(service), setting?.value, setting && service.speaksFor(setting), pushed];
    });
    expect(logFails).toEqual([
      ["T", false, true, ["own true", "bare false"]],
      ["U", true, true, ["bare false"]],
      ["own", true, true, ["own true"]],
      ["bare", false, false, ["bare false"]],
      ["only", true, true, ["only true"]],
    ]);
  });
});

describe("the names of zones that a policy rule can use", () => {
  const serial = "007951000000001";
  const devices = element("devices", entry(serial));
  const groups = { Branch: devices, Other: "" };
  const inTemplates = (templates: string): string => panorama({ groups, device: templates });
  const assigned = (names: readonly string[], ...inner: readonly string[]): string =>
    stack("S", names, ...inner).replace("</templates>", `</templates>${devices}`);

  test.each<[string, string, string, readonly string[] | undefined]>([
    ["a virtual system's own", firewall({ vsys: { vsys1: zone("dmz"), vsys2: zone("lan") } }), "vsys/vsys2", ["lan"]],
    ["none", firewall({ vsys: { vsys1: "" } }), "vsys/vsys1", undefined],
    [
      "those of the group's templates",
      inTemplates(template("T", vsys(zone("dmz"))) + assigned(["T"], vsys(zone("lan")))),
      "device-group/Branch",
      ["dmz", "lan"],
    ],
    [
      "templates that serve another group",
      inTemplates(template("T", vsys(zone("dmz")))),
      "device-group/Other",
      undefined,
    ],
    ["a template is missing", inTemplates(assigned(["T"], vsys(zone("lan")))), "device-group/Branch", undefined],
  ])("%s", (_, xml, scope, names) => {
    const config = configOf(xml);
    const found = config.network.zoneNames(scopeOf(config, scope));
    expect(found && [...found].sort()).toEqual(names);
  });
});
