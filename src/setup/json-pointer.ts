/** A segment of a JSON pointer that counts the items of a list. */
export const INDEX = /^\d+$/;

/** A segment of a JSON pointer as the key that it stands for. */
export function pointerSegment(segment: string): string {
  return segment.replaceAll("~1", "/").replaceAll("~0", "~");
}

/** What stands at a path of keys; undefined when nothing does. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  let at = value;
  for (const key of path)
    at = typeof at === "object" && at !== null ? (at as { [key: string]: unknown })[key] : undefined;
  return at;
}
