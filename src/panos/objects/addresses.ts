import type { Scope } from "../scopes/scope.ts";
import type { ObjectLookup } from "./look-up.ts";

const BROADCAST = /^255\.255\.255\.255(\/32)?$/;

/** Whether an address, written out or as the name of an address object, is the limited broadcast address. */
export function isBroadcast(objects: ObjectLookup, name: string, scope: Scope): boolean {
  if (BROADCAST.test(name)) return true;
  const found = objects.lookUp("address", name, scope);
  const value = found.state === "found" ? found.value?.child("ip-netmask")?.trimmedText : undefined;
  return value !== undefined && BROADCAST.test(value);
}
