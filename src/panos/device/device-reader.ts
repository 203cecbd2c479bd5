import type { Export } from "../document/export.ts";
import { type DevicePlace, deepestAt, holdersAt, wholeAt } from "../panorama/device-place.ts";
import type { DefaultPlace } from "../settings/defaults.ts";
import { SettingReader } from "../settings/setting-reader.ts";

/** Which settings, and where they are below the device's entry. */
export interface DevicePath<P extends DefaultPlace> {
  readonly place: P;
  readonly path: readonly string[];
  /** Whether a stack overrides the element as a whole, so that nothing is taken from two templates. */
  readonly whole?: boolean;
}

/** A reader of the settings at a path of a device, template or stack. */
export function deviceReader<P extends DefaultPlace>(
  file: Export,
  device: DevicePlace,
  { place, path, whole = false }: DevicePath<P>,
): SettingReader<P> {
  const holders = whole ? wholeAt(device, path) : holdersAt(device, path);
  return new SettingReader(file.problems, { place, label: device.label, holders, owner: deepestAt(device, path) });
}
