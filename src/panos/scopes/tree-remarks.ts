import type { PanosDocument } from "../document/document.ts";
import type { Remark } from "../document/problem.ts";
import { deviceGroupParents } from "./device-groups.ts";
import type { Scope } from "./scope.ts";

const SO = "judged as if directly below shared";

/**
 * What a reader must know of the tree of device groups: which of them may inherit policy and objects from a group that
 * the file does not tell. Not for a file that is a part anyway: it says so itself.
 */
export function* treeRemarks(document: PanosDocument, scopes: readonly Scope[]): Generator<Remark> {
  if (document.product !== "panorama") return;
  const parents = deviceGroupParents(document.root);
  const groups = scopes.filter(({ kind }) => kind === "device-group");
  const unlisted = groups.filter(({ name }) => !parents.has(name));
  const [first, ...rest] = unlisted;
  const element = first?.homes[0];
  if (first !== undefined && element !== undefined) {
    const others = rest.length === 0 ? "" : ` (and ${rest.length} more)`;
    const message =
      unlisted.length === groups.length
        ? `the file does not hold the tree of device groups, which stands in <readonly>; each was ${SO}`
        : `the file does not say which group is above ${first.label}${others}; ${SO}`;
    yield { element, message };
  }
  for (const { parentUncertain, homes } of groups.filter((group) => !unlisted.includes(group))) {
    const [home] = homes;
    if (parentUncertain !== undefined && home !== undefined)
      yield { element: home, message: `${parentUncertain}; ${SO}` };
  }
}
