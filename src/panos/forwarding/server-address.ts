import ipaddr from "ipaddr.js";

/** `{{ … }}`, `{% … %}`, `${…}`, `%{…}`, `<% … %>`: some tool was to fill it in. A template's `$variable` is none. */
const PLACEHOLDER = /\{\{|\{%|[$%]\{|<%/;

/** This host itself, and the networks that examples are written with (RFC 5737, RFC 3849). */
const NOWHERE = [
  "0.0.0.0/32",
  "127.0.0.0/8",
  "192.0.2.0/24",
  "198.51.100.0/24",
  "203.0.113.0/24",
  "::/128",
  "::1/128",
  "2001:db8::/32",
].map((network) => ipaddr.parseCIDR(network));

/** Why nothing arrives at the address of a server, as the end of a sentence; undefined when something may. */
export function whyNothingArrivesAt(address: string): string | undefined {
  if (PLACEHOLDER.test(address)) return "a placeholder that was not filled in";
  return isNowhere(address) ? "an address that can receive nothing" : undefined;
}

function isNowhere(text: string): boolean {
  if (text.toLowerCase() === "localhost") return true;
  // The library would take `1.2` and `0x7f.1` for addresses too, and PAN-OS takes them for names.
  if (!ipaddr.IPv6.isValid(text) && !ipaddr.IPv4.isValidFourPartDecimal(text)) return false;
  const written = ipaddr.parse(text);
  const isMapped = written instanceof ipaddr.IPv6 && written.isIPv4MappedAddress();
  const address = isMapped ? written.toIPv4Address() : written;
  return NOWHERE.some(([network, bits]) => address.kind() === network.kind() && address.match(network, bits));
}
