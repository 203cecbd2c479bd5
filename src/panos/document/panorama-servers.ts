import type { Element } from "../../xml/element.ts";

/**
 * The leaves that name a Panorama which manages the firewall: below `system/panorama`, in older files right below
 * `system`, and from the first boot in `setting/management/initcfg`. `${…}` and `{{…}}` are placeholders that some tool
 * was to fill in, and no servers; a template's variable is one.
 */
export function panoramaServers(deviceconfig: Element): readonly Element[] {
  const system = deviceconfig.child("system");
  const initial = deviceconfig.find("setting", "management", "initcfg");
  const servers = [...serversIn(system), ...serversIn(initial), ...deepServers(system?.child("panorama"))];
  return servers.filter((server) => isRealServer(server.trimmedText));
}

function* serversIn(element: Element | undefined): Generator<Element> {
  for (const child of element?.children() ?? []) if (/^panorama-server/.test(child.name)) yield child;
}

function* deepServers(element: Element | undefined): Generator<Element> {
  yield* serversIn(element);
  for (const child of element?.children() ?? []) yield* deepServers(child);
}

function isRealServer(text: string | undefined): boolean {
  return text !== undefined && !/\$\{|\{\{/.test(text);
}
