import type { Element } from "../../xml/element.ts";
import { namedEntries } from "../document/values.ts";
import type { DevicePlace } from "../panorama/device-place.ts";
import type { Setting } from "../settings/setting.ts";
import { logicalPath } from "../vocabulary/logical-path.ts";

/** A network interface or subinterface. NetFlow is the only record of traffic that it sends. */
export interface NetworkInterface {
  /** `ethernet1/1`, `ethernet1/1.20`, `vlan`, `loopback.1` */
  readonly name: string;
  /** The list it stands in: `ethernet`, `aggregate-ethernet`, `vlan`, `loopback`, `tunnel`, `sdwan`, … */
  readonly type: string;
  /** How it works: `tap`, `virtual-wire`, `layer2`, `layer3`, …; undefined where its type has no modes. */
  readonly mode: string | undefined;
  readonly device: DevicePlace;
  readonly element: Element;
  readonly path: string;
  readonly netflowProfile: Setting<string | undefined>;
}

/** The modes that have settings of their own, and subinterfaces below them. */
const MODES = ["tap", "virtual-wire", "layer2", "layer3", "decrypt-mirror", "ha", "log-card", "aggregate-group"];

/** The interfaces of a device, a template or a stack itself; not those of a stack's templates. */
export function* interfacesOf(device: DevicePlace): Generator<NetworkInterface> {
  for (const { element, inherited } of device.layers) {
    if (inherited) continue;
    for (const type of element.findAll("network", "interface")) {
      for (const list of type.children()) yield* interfacesIn(device, list);
    }
  }
}

/** Ethernet and aggregates are lists of entries; `vlan`, `loopback`, `tunnel` and `sdwan` are interfaces themselves. */
function* interfacesIn(device: DevicePlace, list: Element): Generator<NetworkInterface> {
  const type = list.name;
  if (list.child("entry") === undefined) yield* withUnits(device, type, { name: type, element: list });
  for (const [name, element] of namedEntries(list)) yield* withUnits(device, type, { name, element });
}

function* withUnits(
  device: DevicePlace,
  type: string,
  { name, element }: { readonly name: string; readonly element: Element },
): Generator<NetworkInterface> {
  const mode = MODES.find((each) => element.child(each) !== undefined);
  const settings = mode === undefined ? element : (element.child(mode) ?? element);
  yield networkInterface(device, { name, type, mode, element }, settings);
  for (const list of settings.children("units")) {
    for (const [unit, entry] of namedEntries(list)) {
      yield networkInterface(device, { name: unit, type, mode, element: entry }, entry);
    }
  }
}

function networkInterface(
  device: DevicePlace,
  at: Pick<NetworkInterface, "name" | "type" | "mode" | "element">,
  settings: Element,
): NetworkInterface {
  return {
    ...at,
    device,
    get path() {
      return logicalPath(at.element);
    },
    get netflowProfile(): Setting<string | undefined> {
      const leaf = settings.child("netflow-profile");
      const value = leaf?.trimmedText;
      const origin = value === undefined ? "default" : "explicit";
      return { name: "netflow-profile", value, origin, element: leaf ?? at.element };
    },
  };
}
