import ipaddr from "ipaddr.js";

/** Whether an address is one of these addresses or lies in one of these networks. Names are compared as written. */
export function isWithin(address: string, blocks: readonly string[]): boolean {
  return blocks.some((block) => block === address || contains(block, address));
}

function contains(block: string, text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (ipaddr.isValid(block)) return ipaddr.parse(block).toNormalizedString() === address.toNormalizedString();
  if (!ipaddr.isValidCIDR(block)) return false;
  const [network, bits] = ipaddr.parseCIDR(block);
  return network.kind() === address.kind() && address.match(network, bits);
}
