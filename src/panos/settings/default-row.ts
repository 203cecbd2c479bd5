/**
 * What PAN-OS means by an element that is not there. It never writes defaults out, so nearly every export relies on
 * them. One row each; nothing else in the code repeats a default.
 */
export interface DefaultRow {
  /** The place, in the words of the schema. */
  readonly place: string;
  readonly element: string;
  readonly value: string;
  /** Where the fact is from. */
  readonly source: string;
}

/** One row; keeps the names as types, which {@link DefaultRow} would widen. */
export function row<const P extends string, const E extends string>(
  place: P,
  element: E,
  value: string,
  source: string,
): DefaultRow & { readonly place: P; readonly element: E } {
  return { place, element, value, source };
}
