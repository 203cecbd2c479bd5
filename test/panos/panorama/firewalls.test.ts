import { describe, expect, test } from "@jest/globals";
import type { Config } from "../../../src/panos/config.ts";
import type { Firewall } from "../../../src/panos/panorama/firewalls.ts";
import {
  configOf,
  element,
  entry,
  firewall,
  list,
  panorama,
  problemsOf,
  profiles,
  rule,
  scopeOf,
  security,
} from "../../support/panos-config.ts";

/** `<devices>` with firewalls, each with its virtual systems: `"01"`, `"02 vsys1 vsys2"`. */
function devices(...firewalls: readonly string[]): string {
  const entries = firewalls.map((text) => {
    const [serial = "", ...vsys] = text.split(" ");
    return entry(serial, vsys.length === 0 ? "" : element("vsys", ...vsys.map((name) => entry(name))));
  });
  return element("devices", ...entries);
}

function managed(...entries: readonly string[]): string {
  return element("mgt-config", element("devices", ...entries));
}

function shown({ serial, vsys, scope }: Firewall): string {
  return [serial ?? "this one", vsys, scope === undefined ? "in no group" : `in ${scope.path}`]
    .filter(Boolean)
    .join(" ");
}

function all(config: Config): readonly string[] {
  return config.panorama.firewalls.all.map(shown);
}

const PARENTS = { office: "branches", branches: "emea", emea: undefined, lab: undefined };

describe("the firewalls that a file is for", () => {
  test("of Panorama: those of device groups, by virtual system where they are listed, then those in none", () => {
    const config = configOf(
      panorama({
        groups: { office: devices("01", "02 vsys1 vsys2"), branches: devices("02 vsys3"), lab: "<devices/>", emea: "" },
        parents: PARENTS,
        config: managed(entry("01"), entry("03")),
      }),
    );
    expect(all(config)).toEqual([
      "01 in device-group/office",
      "02 vsys1 in device-group/office",
      "02 vsys2 in device-group/office",
      "02 vsys3 in device-group/branches",
      "03 in no group",
    ]);
    expect([...config.panorama.firewalls.managed.keys()]).toEqual(["01", "03"]);
    expect(problemsOf(config)).toEqual([]);
    const of = (path: string) =>
      config.panorama.firewalls.of(scopeOf(config, path)).map(({ serial, vsys }) => `${serial} ${vsys}`);
    expect(of("device-group/office")).toEqual(["01 undefined", "02 vsys1", "02 vsys2"]);
    expect(of("device-group/emea")).toEqual(["01 undefined", "02 vsys1", "02 vsys2", "02 vsys3"]);
    expect(of("device-group/lab")).toEqual([]);
    expect(of("shared")).toHaveLength(4);
  });

  test("one is found by serial number and virtual system", () => {
    const config = configOf(panorama({ groups: { lab: devices("01", "02 vsys1 vsys2", "04 vsys2") } }));
    const find = (serial: string, vsys?: string): string | undefined => {
      const found = config.panorama.firewalls.find(serial, vsys);
      return found && shown(found);
    };
    expect(find("01")).toBe("01 in device-group/lab");
    expect(find("01", "vsys1")).toBe("01 in device-group/lab");
    expect(find("02", "vsys2")).toBe("02 vsys2 in device-group/lab");
    expect(find("02", "vsys3")).toBeUndefined();
    expect(find("02")).toBeUndefined();
    expect(find("04")).toBe("04 vsys2 in device-group/lab");
    expect(find("05")).toBeUndefined();
  });

  test.each([
    ["twice in one group is nothing", devices("01", "01"), "", []],
    ["twice in two groups", devices("01"), devices("01"), ["01"]],
    ["as a whole and in part", devices("01"), devices("01 vsys2"), ["01"]],
    ["in part and as a whole", devices("01 vsys2"), devices("01"), ["01"]],
    ["one virtual system in two groups", devices("01 vsys1"), devices("01 vsys1 vsys2"), ["01"]],
    ["different virtual systems in two groups are right", devices("01 vsys1"), devices("01 vsys2"), []],
  ])("a firewall %s", (_, office, lab, wrong) => {
    const config = configOf(panorama({ groups: { office, lab } }));
    expect(config.file.problems.all).toEqual([]);
    expect(config.panorama.firewalls.all[0]?.scope?.name).toBe("office");
    expect(config.file.problems.all.map(({ message }) => message)).toEqual(
      wrong.map(
        (serial) =>
          `The firewall "${serial}" stands in device group "office" and in device group "lab", and Panorama allows one.`,
      ),
    );
  });

  test.each<readonly [string, string, readonly string[]]>([
    [
      "of a firewall's own file: its virtual systems",
      firewall({ vsys: { vsys1: "", vsys2: "" }, config: managed(entry("01")) }),
      ["this one vsys1 in vsys/vsys1", "this one vsys2 in vsys/vsys2"],
    ],
    ["of a fragment: none", security(rule("web")), []],
    ["of Panorama without groups: none", panorama({ groups: {} }), []],
  ])("%s", (_, xml, expected) => {
    expect(all(configOf(xml))).toEqual(expected);
  });

  test("the tags that Panorama keeps with the managed firewalls", () => {
    const tags = (vsys: string, ...names: readonly string[]) => entry(vsys, list("tags", ...names));
    const config = configOf(
      panorama({
        groups: { lab: devices("01", "02 vsys2", "03") },
        config: managed(
          entry("01", element("vsys", tags("vsys1", "branch", "emea"))),
          entry("02", element("vsys", tags("vsys1", "branch"), tags("vsys2", "lab"))),
          entry("03", element("vsys", tags("vsys1"))),
        ),
      }),
    );
    expect(config.panorama.firewalls.all.map((each) => config.panorama.firewalls.tagsOf(each))).toEqual([
      ["branch", "emea"],
      ["lab"],
      undefined,
    ]);
  });
});

describe("templates and device groups", () => {
  const config = (
    stacks: string,
    groups: { readonly [name: string]: string },
    templates = entry("base") + entry("site"),
  ): Config =>
    configOf(
      panorama({
        groups,
        parents: PARENTS,
        device: element("template", templates) + element("template-stack", stacks),
      }),
    );
  const stack = entry("branches-stack", list("templates", "site", "base"), devices("01", "02"));

  test("meet in a firewall", () => {
    const { firewalls } = config(stack, { office: devices("01"), emea: devices("03") }).panorama;
    expect(firewalls.all.map((each) => firewalls.templateOf(each)?.name)).toEqual(["branches-stack", undefined]);
  });

  test("a template of its own, as before PAN-OS 8.1; a stack goes before it", () => {
    const model = config(stack, { office: devices("01", "03") }, entry("base", devices("03", "01")) + entry("site"));
    expect(model.panorama.firewalls.all.map((each) => model.panorama.firewalls.templateOf(each)?.name)).toEqual([
      "branches-stack",
      "base",
    ]);
    expect(problemsOf(model)).toEqual([]);
  });

  test("a firewall in two stacks is a problem", () => {
    const two = config(stack + entry("other", devices("01")), { office: devices("01") });
    expect(two.panorama.firewalls.all.map((each) => two.panorama.firewalls.templateOf(each)?.name)).toEqual([
      "branches-stack",
    ]);
    expect(two.file.problems.all.map(({ message }) => message)).toEqual([
      'The firewall "01" stands in template stack "branches-stack" and in template stack "other", and Panorama allows one.',
    ]);
  });

  test("a scope's: those of its firewalls and of the groups below it, and reference templates of it and above it", () => {
    const refer = (...names: readonly string[]): string => list("reference-templates", ...names);
    const model = config(stack + entry("lab-stack", devices("04")), {
      office: devices("01"),
      branches: devices("02") + refer("site", "gone"),
      emea: "",
      lab: devices("04"),
    });
    const names = (path: string) => model.panorama.firewalls.templatesFor(scopeOf(model, path)).map(({ name }) => name);
    expect(names("device-group/office")).toEqual(["branches-stack", "site"]);
    expect(names("device-group/branches")).toEqual(["branches-stack", "site"]);
    expect(names("device-group/emea")).toEqual(["branches-stack"]);
    expect(names("device-group/lab")).toEqual(["lab-stack"]);
    expect(names("shared")).toEqual(["branches-stack", "lab-stack"]);
  });

  test.each<readonly [string, string | undefined, readonly string[]]>([
    ["any virtual system", undefined, ["office", "branches", "emea"]],
    ["vsys2, which one of them has", "vsys2", ["office", "branches"]],
    ["vsys3, which some call by another name", "vsys3", ["office"]],
  ])("the groups that a template serves: %s", (_, vsys, expected) => {
    const groups = {
      office: devices("01"),
      branches: devices("02 vsys2"),
      emea: devices("02 vsys1"),
      lab: devices("05"),
    };
    const model = config(stack, groups);
    for (const name of ["base", "site", "branches-stack"]) {
      const template = model.panorama.templates.named(name);
      const served = template && model.panorama.firewalls.groupsServedBy(template, vsys);
      expect(served?.map((scope) => scope.name)).toEqual(expected);
    }
  });

  test("all groups that a template serves, when no firewall has the virtual system by that name", () => {
    const model = config(stack, { branches: devices("02 vsys2"), emea: devices("02 vsys1"), office: "" });
    const base = model.panorama.templates.named("base");
    expect(base && model.panorama.firewalls.groupsServedBy(base, "guests").map(({ name }) => name)).toEqual([
      "branches",
      "emea",
    ]);
  });
});

describe("a template's zone names a profile of the device group that gets it", () => {
  const zone = element("zone", entry("dmz", element("network", "<log-setting>siem</log-setting>")));
  const tree = (vsys: string): string =>
    element("config", element("devices", entry("localhost.localdomain", element("vsys", entry(vsys, zone)))));
  const told = (groups: { readonly [name: string]: string }, shared = "", vsys = "vsys1"): readonly string[] => {
    const stack = entry("S", list("templates", "T"), devices("01", "02"));
    const device = element("template", entry("T", tree(vsys))) + element("template-stack", stack);
    const config = configOf(panorama({ groups, parents: PARENTS, device, shared }));
    const answers = [...config.usage.logSettingReferences].map(({ answer, scope }) => {
      const more =
        answer.state === "missing" ? `: ${answer.known.join()}` : answer.state === "unknown" ? answer.reason : "";
      return `${answer.state} in ${scope.path}${more}`;
    });
    expect(config.network.zones.map(({ logForwarding }) => logForwarding?.state)).toEqual(
      answers.map((each) => each.split(" ")[0]),
    );
    return answers;
  };

  test.each<readonly [string, readonly string[], readonly string[]]>([
    ["the group's own", told({ office: devices("01") + profiles("siem") }), ["found in device-group/office"]],
    [
      "one above it",
      told({ office: devices("01"), branches: profiles("siem"), emea: "" }),
      ["found in device-group/office"],
    ],
    [
      "shared's",
      told({ office: devices("01"), branches: "", emea: "" }, profiles("siem")),
      ["found in device-group/office"],
    ],
    [
      "not one of a group that does not get it",
      told({ office: devices("01") + profiles("default"), branches: "", emea: "", lab: profiles("siem") }),
      ["missing in device-group/office: default"],
    ],
    [
      "one of two groups, and the other gets the zone, too",
      told({ office: devices("01") + profiles("siem"), lab: devices("02") }),
      ["missing in device-group/lab: "],
    ],
    [
      "one of two groups, and the other has another virtual system",
      told({ office: devices("01 vsys1") + profiles("siem"), lab: devices("02 vsys2") }),
      ["found in device-group/office"],
    ],
    [
      "both groups'",
      told({ office: devices("01") + profiles("siem"), lab: devices("02") + profiles("siem") }),
      ["found in device-group/office"],
    ],
    [
      "one of a group that no firewall ties to the template",
      told({ lab: profiles("siem") }),
      ['unknown in shareddevice group "lab" has such a profile, and the template does not say which groups it serves'],
    ],
    ["none that there is", told({ lab: "" }), ["missing in shared: "]],
  ])("%s", (_, answers, expected) => {
    expect(answers).toEqual(expected);
  });
});
