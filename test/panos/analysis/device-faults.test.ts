import { describe, expect, test } from "@jest/globals";
import { type DeviceFault, type DeviceFlaw, deviceFaults } from "../../../src/panos/analysis/device-faults.ts";
import type { Config } from "../../../src/panos/config.ts";
import type { DeviceSettings } from "../../../src/panos/device/device-settings.ts";
import { configOf, element, entry, firewall, list, panorama } from "../../support/panos-config.ts";

const rate = (value: number): string =>
  element("deviceconfig", element("setting", element("logging", element("max-log-rate", `${value}`))));
const NOTHING = element("deviceconfig", element("system", element("hostname", "edge-1")));

const wrapped = (inner: string): string => element("config", element("devices", entry("localhost.localdomain", inner)));
const template = (name: string, inner = ""): string => entry(name, wrapped(inner));

interface Stack {
  readonly name: string;
  readonly templates: readonly string[];
  readonly inner?: string;
  readonly serial?: string;
}

function stack({ name, templates, inner = "", serial }: Stack): string {
  const devices = serial === undefined ? "" : element("devices", entry(serial));
  return entry(name, list("templates", ...templates), devices, wrapped(inner));
}

interface Parts {
  readonly own?: string;
  readonly templates: readonly string[];
  readonly stacks: readonly Stack[];
  readonly group?: string;
}

function panoramaWith({ own = NOTHING, templates, stacks, group = "" }: Parts): Config {
  const device = `${own}${element("template", ...templates)}${element("template-stack", ...stacks.map(stack))}`;
  return configOf(panorama({ groups: { Branches: group }, device }));
}

/** A rate other than 100 is wrong where it is written; nothing written is a lack. */
function faults(config: Config, ownSettings = true): readonly DeviceFault<DeviceFlaw>[] {
  const question = {
    config,
    panorama: ownSettings,
    judge: ({ maxLogRate }: DeviceSettings) => (maxLogRate.value === 100 ? [] : [{ setting: maxLogRate }]),
  };
  return [...deviceFaults(question)];
}

const told = (config: Config): readonly string[] =>
  faults(config).map(
    ({ flaw, where, place, targets }) =>
      `${where}: ${flaw.setting.origin} ${flaw.setting.value}, ${place.severity ?? "as it is"}, at ${place.path}` +
      `${place.related.map(({ message }) => ` (${message})`).join("")}, mend ${targets.map(({ path }) => path).join(" ")}`,
  );

describe("a device", () => {
  const own = (device: string, attributes = "") => configOf(firewall({ vsys: { vsys1: "" }, device, attributes }));

  test.each([
    ["a wrong value", own(rate(5)), ["the firewall: explicit 5, as it is, at deviceconfig, mend deviceconfig"]],
    ["a lack", own(NOTHING), ["the firewall: default 50000, as it is, at deviceconfig, mend deviceconfig"]],
    ["nothing wrong", own(rate(100)), []],
    ["a file without device settings", own(""), []],
    ["a fragment", configOf(entry("localhost.localdomain", rate(5), element("vsys", entry("vsys1")))), []],
    [
      "a firewall that Panorama manages",
      own(rate(5) + element("deviceconfig", element("system", element("panorama-server", "192.0.2.9")))),
      [],
    ],
  ])("%s", (_, config, expected) => {
    expect(told(config)).toEqual(expected);
  });

  test("Panorama's own settings count where they are asked for", () => {
    const config = panoramaWith({ own: rate(5), templates: [], stacks: [] });
    expect(told(config)).toEqual(["Panorama: explicit 5, as it is, at deviceconfig, mend deviceconfig"]);
    expect(faults(config, false)).toEqual([]);
  });
});

describe("templates and stacks", () => {
  const fine = { own: rate(100) };
  const cases: readonly (readonly [string, Omit<Parts, "own">, readonly string[]])[] = [
    [
      "a wrong value is told once, where it is written",
      {
        templates: [template("Base", rate(5))],
        stacks: [
          { name: "North", templates: ["Base"], serial: "01" },
          { name: "South", templates: ["Base"], serial: "02" },
        ],
      },
      [
        'template "Base": inherited 5, as it is, at template/Base/deviceconfig (Template stack "North" has it from there.) (Template stack "South" has it from there.), mend template/Base/deviceconfig',
      ],
    ],
    [
      "a stack's own value",
      {
        templates: [template("Base", rate(100))],
        stacks: [{ name: "North", templates: ["Base"], inner: rate(5), serial: "01" }],
      },
      [
        'template stack "North": explicit 5, as it is, at template-stack/North/deviceconfig, mend template-stack/North/deviceconfig',
      ],
    ],
    [
      "a wrong value that every stack overrides is no fault",
      {
        templates: [template("Base", rate(5))],
        stacks: [{ name: "North", templates: ["Base"], inner: rate(100), serial: "01" }],
      },
      [],
    ],
    [
      "what all stacks lack is told once, and mended in the template that they share",
      {
        templates: [template("Base"), template("Extra")],
        stacks: [
          { name: "North", templates: ["Extra", "Base"], serial: "01" },
          { name: "South", templates: ["Base"], serial: "02" },
        ],
      },
      [
        'template stacks "North" and "South": default 50000, note, at template-stack/North/deviceconfig (Template stack "South" lacks it, too.), mend template/Base/deviceconfig',
      ],
    ],
    [
      "a stack that has it does not speak for one that lacks it",
      {
        templates: [template("Base")],
        stacks: [
          { name: "North", templates: ["Base"], inner: rate(100), serial: "01" },
          { name: "South", templates: ["Base"], serial: "02" },
        ],
      },
      [
        'template stack "South": default 50000, note, at template-stack/South/deviceconfig, mend template-stack/South/deviceconfig',
      ],
    ],
    [
      "a stack without firewalls lacks nothing",
      { templates: [template("Base")], stacks: [{ name: "Lab", templates: ["Base"] }] },
      [],
    ],
    [
      "a stack without firewalls that a device group names",
      {
        templates: [],
        stacks: [{ name: "Lab", templates: [] }],
        group: list("reference-templates", "Lab"),
      },
      [
        'template stack "Lab": default 50000, note, at template-stack/Lab/deviceconfig, mend template-stack/Lab/deviceconfig',
      ],
    ],
    [
      "what a template that serves nothing writes is told all the same",
      { templates: [template("Spare", rate(5))], stacks: [] },
      ['template "Spare": explicit 5, as it is, at template/Spare/deviceconfig, mend template/Spare/deviceconfig'],
    ],
    [
      "a stack with a template that the file does not hold may have it there",
      { templates: [], stacks: [{ name: "North", templates: ["Elsewhere"], serial: "01" }] },
      [],
    ],
    [
      "the stacks of Prisma Access, which keep no logs",
      { templates: [], stacks: [{ name: "Mobile_User_Template_Stack", templates: [], serial: "01" }] },
      [],
    ],
    [
      "a template with firewalls of its own, as before PAN-OS 8.1",
      { templates: [entry("Old", wrapped(NOTHING), element("devices", entry("01")))], stacks: [] },
      ['template "Old": default 50000, note, at template/Old/deviceconfig, mend template/Old/deviceconfig'],
    ],
  ];

  test.each(cases)("%s", (_, parts, expected) => {
    expect(told(panoramaWith({ ...fine, ...parts }))).toEqual(expected);
  });

  test("many stacks are not all named, and each gets a command when they share no template", () => {
    const stacks = Array.from({ length: 7 }, (_, at) => ({ name: `S${at}`, templates: [], serial: `0${at}` }));
    const [fault] = faults(panoramaWith({ ...fine, templates: [], stacks }));
    expect(fault?.where).toBe('template stacks "S0", "S1", "S2", "S3", "S4" and 2 more');
    expect(fault?.doubt).toBe("Firewalls may have it among their own settings, which are not in this file.");
    expect(fault?.commands("set", "setting logging max-log-rate 100")).toHaveLength(7);
    expect(fault?.commands("set", "setting logging max-log-rate 100")[0]).toBe(
      "set template-stack S0 config devices localhost.localdomain deviceconfig setting logging max-log-rate 100",
    );
  });
});
