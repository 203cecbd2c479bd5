import { andList, DEVICE_LOG_NAMES, type DeviceLogType, type Finding, lowerFirst } from "../../src/rule.ts";

/** One finding for the types of logs of one device that have the same flaw; the others keep their identity in it. */
export function joinedTypes(
  parts: readonly Finding[],
  types: readonly DeviceLogType[],
  where: string,
): readonly Finding[] {
  const [first, ...others] = parts;
  if (first === undefined || others.length === 0) return parts;
  const names = types.map((type) => DEVICE_LOG_NAMES[type].replace(/ logs$/, "")).map(inList);
  const commands = parts.flatMap((part) => part.commands ?? []);
  return [{ ...first, message: `${andList(names)} logs ${where}.`, commands, includes: others }];
}

/** `System`, `configuration`, `HIP match` */
function inList(name: string, at: number): string {
  return at > 0 && /^[A-Z][a-z]+$/.test(name) ? lowerFirst(name) : name;
}

/** The items that have the same key, in the order of the first of each. */
export function grouped<T>(items: Iterable<T>, keyOf: (item: T) => string): Iterable<readonly [T, ...T[]]> {
  const groups = new Map<string, [T, ...T[]]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups.values();
}
