import type { Element } from "../xml/element.ts";

/** Something in the file that PAN-OS would not accept and that leaves a value unread. Never passed over in silence. */
export interface Problem {
  readonly element: Element;
  readonly message: string;
  readonly hint: string;
}
