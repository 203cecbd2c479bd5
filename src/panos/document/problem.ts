import type { Element } from "../../xml/element.ts";

/** Something in the file that PAN-OS would not accept and that leaves a value unread. Never passed over in silence. */
export interface Problem {
  readonly element: Element;
  readonly message: string;
  readonly hint: string;
}

/** Something that PAN-OS accepts and a reader should know: how the file was understood. */
export interface Remark {
  readonly element: Element;
  /** Without a period, so that it can stand behind the name of the file. */
  readonly message: string;
}
