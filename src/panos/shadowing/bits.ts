/** Numbers of rules, a bit each. */
export type Bits = Uint32Array;

/** Something with rules that have numbers. */
interface Numbered {
  readonly length: number;
}

/** Room for all rules, and none of them in it. */
export function noBits({ length }: Numbered): Bits {
  return new Uint32Array(Math.ceil(length / 32));
}

export function setBit(bits: Bits, position: number): void {
  const at = position >> 5;
  bits[at] = (bits[at] ?? 0) | (1 << (position & 31));
}

/** Leaves in the first what is in both. */
export function keepCommon(bits: Bits, others: Bits): void {
  for (let i = 0; i < bits.length; i++) bits[i] = (bits[i] ?? 0) & (others[i] ?? 0);
}

/** The rules that let everything through in a field. */
export function openBits<F>(rules: Numbered & { isOpen(at: number, field: F): boolean }, field: F): Bits {
  const bits = noBits(rules);
  for (let at = 0; at < rules.length; at++) if (rules.isOpen(at, field)) setBit(bits, at);
  return bits;
}
