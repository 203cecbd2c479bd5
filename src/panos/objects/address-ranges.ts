import ipaddr from "ipaddr.js";
import type { Range } from "./match-set.ts";

/**
 * The addresses that a value of an address object, or an address written into a policy rule, stands for: `192.0.2.1`,
 * `192.0.2.0/24`, `192.0.2.1-192.0.2.9`, the same in IPv6. Undefined for anything else: names, host names, wildcards.
 */
export function addressRange(text: string): Range | undefined {
  const dash = text.indexOf("-");
  if (dash > 0) return between(addressRange(text.slice(0, dash).trim()), addressRange(text.slice(dash + 1).trim()));
  const [address = "", bits] = text.split("/", 2);
  if (bits !== undefined && !/^\d{1,3}$/.test(bits)) return undefined;
  return address.includes(":") ? range6(address, Number(bits ?? 128)) : range4(address, Number(bits ?? 32));
}

function range4(address: string, bits: number): Range | undefined {
  const value = ipv4Value(address);
  if (value === undefined || bits > 32) return undefined;
  const size = 2 ** (32 - bits);
  // An interface-like 192.0.2.7/24 matches its whole network.
  const low = Math.floor(value / size) * size;
  return { family: "ipv4", low, end: low + size };
}

const [ZERO, DOT] = [0x30, 0x2e];

/**
 * Four decimal numbers without leading zeros as one; the library would take `1.2`, `0x7f.1` and `010.0.0.1` too. Large
 * configurations have very many, so it is read digit by digit.
 */
function ipv4Value(text: string): number | undefined {
  let value = 0;
  let byte = -1;
  let dots = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === DOT) {
      if (byte < 0) return undefined;
      value = value * 256 + byte;
      byte = -1;
      dots++;
    } else {
      const digit = code - ZERO;
      if (digit < 0 || digit > 9 || byte === 0) return undefined;
      byte = byte < 0 ? digit : byte * 10 + digit;
      if (byte > 255) return undefined;
    }
  }
  return dots === 3 && byte >= 0 ? value * 256 + byte : undefined;
}

function range6(address: string, bits: number): Range | undefined {
  if (bits > 128 || !ipaddr.IPv6.isValid(address)) return undefined;
  const hostBits = BigInt(128 - bits);
  const bytes = ipaddr.IPv6.parse(address).toByteArray();
  const low = (bytes.reduce((value, byte) => (value << 8n) | BigInt(byte), 0n) >> hostBits) << hostBits;
  return { family: "ipv6", low, end: low + (1n << hostBits) };
}

function between(from: Range | undefined, to: Range | undefined): Range | undefined {
  if (from === undefined || to === undefined || from.family !== to.family || from.low > to.low) return undefined;
  return { family: from.family, low: from.low, end: to.end };
}

/** Whether an address is one of these addresses or lies in one of these networks. Names are compared as written. */
export function isWithin(address: string, blocks: readonly string[]): boolean {
  const range = addressRange(address);
  return blocks.some((block) => block === address || (range !== undefined && contains(addressRange(block), range)));
}

function contains(block: Range | undefined, { family, low, end }: Range): boolean {
  return block !== undefined && block.family === family && block.low <= low && end <= block.end;
}
