import type { Config } from "../config.ts";
import type { DeviceSettings } from "../device/device-settings.ts";
import { referenceTemplates } from "../panorama/firewalls.ts";
import type { Template } from "../panorama/templates.ts";

/** Prisma Access makes these stacks itself; what serves them keeps no logs of its own. */
const PRISMA_ACCESS = /^(Mobile_User|Remote_Network|Service_Conn|Explicit_Proxy)_Template_Stack$/;

/** A device whose settings are to be judged. */
export interface JudgedDevice {
  readonly device: DeviceSettings;
  /** Whether it is a device, or a template stack that some firewalls get; else only what is written in it counts. */
  readonly inUse: boolean;
}

/**
 * The devices to ask about settings: firewall and Panorama; the template stacks (or templates) that have firewalls or
 * that a device group names; and the templates and stacks that serve none of these. A template that does serve one is
 * left out: the stack speaks for it.
 */
export function devicesInUse(config: Config): readonly JudgedDevice[] {
  const { stacks, templates } = config.panorama.templates;
  const named = new Set(config.scopes.all.flatMap((scope) => referenceTemplates(scope)));
  const isAssigned = (template: Template) => template.devices.length > 0 || named.has(template.name);
  const assigned = stacks.filter(isAssigned);
  const serving = new Set(assigned.flatMap((stack) => stack.layers));
  const inUse = new Set([...assigned, ...templates.filter((each) => isAssigned(each) && !serving.has(each))]);
  const owners = new Map<number, Template>([...templates, ...stacks].map((each) => [each.entry.index, each]));
  return config.devices.settings.flatMap((device) => {
    const template = owners.get(device.place.owner.index);
    if (template === undefined) return [{ device, inUse: true }];
    if (PRISMA_ACCESS.test(template.name) || (serving.has(template) && !inUse.has(template))) return [];
    return [{ device, inUse: inUse.has(template) }];
  });
}
