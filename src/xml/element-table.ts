/**
 * Every element of one document, in document order, as flat arrays: the index of an element is its only identity.
 * Nothing of the document is copied; names are interned, text and attributes are read from the bytes when asked for.
 */
export interface ElementTable {
  readonly bytes: Buffer;
  /** How many elements there are; the root is element 0. */
  readonly count: number;
  /** Interned element names; `name[i]` indexes it. */
  readonly names: readonly string[];
  /** The names of all attributes that occur anywhere in the document. */
  readonly attributeNames: readonly string[];
  /** The id of an element name, undefined when no element has it. */
  nameId(name: string): number | undefined;
  /** The indexes of all elements with this name, in document order. */
  named(name: string): Generator<number, void, undefined>;
  /** Offset of the `<` that opens the element. */
  readonly start: Uint32Array;
  /** Offset after the `>` of the start tag. */
  readonly tagEnd: Uint32Array;
  /** Offset after the `>` of the end tag; equals `tagEnd` when the element is self-closing. */
  readonly end: Uint32Array;
  readonly name: Uint16Array;
  /** Index of the parent; the root is its own parent. */
  readonly parent: Uint32Array;
  /** Index of the first element after this one's subtree: `next[i] === i + 1` means that it has no children. */
  readonly next: Uint32Array;
}
