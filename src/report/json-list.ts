/** The inside of a JSON array, one item a line, so that line tools can work with it too. */
export function* listed<T>(items: readonly T[], shape: (item: T) => unknown): Generator<string> {
  let separator = "\n";
  for (const item of items) {
    yield separator + JSON.stringify(shape(item));
    separator = ",\n";
  }
  if (items.length > 0) yield "\n";
}
