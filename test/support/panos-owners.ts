/** Every element marked with its owner, as PAN-OS marks what Panorama pushed: containers, entries and members alike. */
export function owning(owner: string, xml: string): string {
  return xml.replace(/<([a-z][\w-]*)/g, `<$1 loc="${owner}"`);
}
