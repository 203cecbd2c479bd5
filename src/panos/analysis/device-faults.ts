import { andList, andListUpTo, nounFor, quoted } from "../../words.ts";
import type { Element } from "../../xml/element.ts";
import type { Config } from "../config.ts";
import type { DeviceSettings } from "../device/device-settings.ts";
import { Template } from "../panorama/templates.ts";
import type { Setting } from "../settings/setting.ts";
import { devicesInUse } from "./devices-in-use.ts";

/** What a lint rule finds fault with at one device. */
export interface DeviceFlaw {
  /** When it is written it is wrong there; an origin `default` says that it is not written where it should be. */
  readonly setting: Setting<unknown>;
}

export interface DeviceQuestion<F extends DeviceFlaw> {
  readonly config: Config;
  /** Whether Panorama's own settings count, too. */
  readonly panorama: boolean;
  /** What is wrong with one device. What several stacks lack is one flaw when its setting has one name. */
  judge(device: DeviceSettings): Iterable<F>;
}

/** One cause: a value that is wrong where it is written, or what one device or some template stacks lack. */
export interface DeviceFault<F extends DeviceFlaw> {
  readonly flaw: F;
  /** Whom it is about, inside a sentence: `the firewall`, `template stacks "A" and "B"`. */
  readonly where: string;
  /** Why it may not be so on the firewalls, as a sentence; undefined when it is certain. */
  readonly doubt: string | undefined;
  /** A help text, with the doubt behind it. */
  help(text: string): string;
  /** The device or devices to mend: where the value is written, or where a lacking one is to be written. */
  readonly targets: readonly DeviceSettings[];
  /** The part of a finding that is the same for every lint rule; lowered where the file cannot be sure. */
  readonly place: {
    readonly at: Setting<unknown>;
    readonly path: string;
    /** Stacks come and go; what they lack is the same lack. */
    readonly subject?: string;
    readonly severity?: "note";
    readonly related: readonly { readonly at: Element; readonly message: string }[];
  };
  /** The commands for a change below `deviceconfig`, at every target. */
  commands(verb: "set" | "delete", change: string): readonly string[];
}

const DOUBT = "Firewalls may have it among their own settings, which are not in this file.";
const MOST_NAMES = 5;

/**
 * Asks a question of every device, and folds the answers into one fault for each cause. Silent on files that show only a
 * part of what runs on the device.
 *
 * On Panorama the template stacks are asked that have firewalls or that a device group names. A wrong value is told where
 * it is written, once, however many stacks get it; what stacks lack is told once for all of them. A template that serves
 * no such stack is judged by what it writes alone.
 */
export function* deviceFaults<F extends DeviceFlaw>(question: DeviceQuestion<F>): Generator<DeviceFault<F>> {
  const { config, panorama } = question;
  if (config.file.partialAlone !== undefined) return;
  const groups = new Map<string, { readonly flaw: F; readonly devices: Set<DeviceSettings> }>();
  for (const { device, inUse } of devicesInUse(config)) {
    if (device.place.kind === "panorama" && !panorama) continue;
    for (const flaw of question.judge(device)) {
      if (isLack(flaw) && !(inUse && tellsAll(device))) continue;
      const key = keyOf(flaw, device);
      const group = groups.get(key) ?? { flaw, devices: new Set() };
      groups.set(key, group);
      group.devices.add(device);
    }
  }
  for (const { flaw, devices } of groups.values()) yield faultOf(config, flaw, [...devices]);
}

function isLack({ setting }: DeviceFlaw): boolean {
  return setting.origin === "default";
}

function isOwn({ place }: DeviceSettings): boolean {
  return place.kind === "firewall" || place.kind === "panorama";
}

/** Every complete export has `deviceconfig`; a file without says nothing about the device. */
function tellsAll(device: DeviceSettings): boolean {
  return isOwn(device) ? device.element.name === "deviceconfig" : device.place.incomplete === undefined;
}

function keyOf(flaw: DeviceFlaw, device: DeviceSettings): string {
  const { name, element } = flaw.setting;
  if (!isLack(flaw)) return `${element.index} ${name}`;
  return isOwn(device) ? `${device.place.owner.index} lacks ${name}` : `stacks lack ${name}`;
}

function faultOf<F extends DeviceFlaw>(config: Config, flaw: F, devices: readonly DeviceSettings[]): DeviceFault<F> {
  const unsure = isLack(flaw) && devices.some((device) => !isOwn(device));
  const writer = isLack(flaw) ? undefined : writerOf(config, flaw.setting.element);
  const told = writer === undefined ? devices : [writer];
  const targets = unsure ? commonTemplate(config, told) : told;
  return {
    flaw,
    where: namesOf(told),
    doubt: unsure ? DOUBT : undefined,
    help: (text) => (unsure ? `${text} ${DOUBT}` : text),
    targets,
    place: {
      at: flaw.setting,
      path: told[0]?.path ?? "",
      ...(unsure ? { severity: "note", subject: `template-stacks/${flaw.setting.name}` } : {}),
      related: devices
        .filter((device) => device !== told[0])
        .map(({ place }) => ({
          at: place.owner,
          message: unsure ? `${place.label} lacks it, too.` : `${place.label} has it from there.`,
        })),
    },
    commands: (verb, change) => targets.map((target) => target.command(verb, change)),
  };
}

/** The device, template or stack that an element stands in. */
function writerOf(config: Config, element: Element): DeviceSettings | undefined {
  const owners = new Map(config.devices.settings.map((device) => [device.place.owner.index, device]));
  for (let at: Element | undefined = element; at !== undefined; at = at.parent) {
    const device = owners.get(at.index);
    if (device !== undefined) return device;
  }
  return undefined;
}

/** The first template that is in all of these stacks, which saves saying one thing to each; else the stacks themselves. */
function commonTemplate(config: Config, stacks: readonly DeviceSettings[]): readonly DeviceSettings[] {
  if (stacks.length < 2) return stacks;
  const [first = [], ...rest] = stacks.map(({ place }) => config.panorama.templates.named(place.name)?.layers ?? []);
  const common = first.find((layer) => layer instanceof Template && rest.every((layers) => layers.includes(layer)));
  const device = config.devices.settings.find(
    ({ place }) => common instanceof Template && place.owner.index === common.entry.index,
  );
  return device === undefined ? stacks : [device];
}

/** `template stacks "A", "B" and 3 more` */
function namesOf(devices: readonly DeviceSettings[]): string {
  const [first] = devices;
  if (first === undefined || isOwn(first)) return first?.place.kind === "panorama" ? "Panorama" : "the firewall";
  const kinds = [...new Set(devices.map(({ place }) => place.kind.replace("-", " ")))];
  const names = devices.map(({ place }) => quoted(place.name));
  return `${andList(kinds.map((kind) => nounFor(names.length, kind)))} ${andListUpTo(MOST_NAMES, names)}`;
}
