/** Byte classes of XML 1.0 in UTF-8. Bytes from 0x80 on belong to names: PAN-OS names are ASCII, others are let pass. */

export const CHARACTER = {
  LT: 0x3c,
  GT: 0x3e,
  SLASH: 0x2f,
  EXCLAMATION: 0x21,
  QUESTION: 0x3f,
  AMPERSAND: 0x26,
  EQUALS: 0x3d,
  QUOTE: 0x22,
  APOSTROPHE: 0x27,
  CLOSE_BRACKET: 0x5d,
  SEMICOLON: 0x3b,
  HASH: 0x23,
} as const;

/** 1 for bytes that may stand in a name. */
export const NAME_BYTE = new Uint8Array(256);
/** 1 for bytes that may begin a name. */
const NAME_START = new Uint8Array(256);
/** 1 for bytes at which character data needs a closer look. */
export const TEXT_STOP = new Uint8Array(256);

for (let byte = 0; byte < 256; byte++) {
  const letter = (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte >= 0x80;
  NAME_START[byte] = letter || byte === 0x5f || byte === 0x3a ? 1 : 0;
  NAME_BYTE[byte] = NAME_START[byte] === 1 || (byte >= 0x30 && byte <= 0x39) || byte === 0x2d || byte === 0x2e ? 1 : 0;
  const control = byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d;
  const { LT, AMPERSAND, CLOSE_BRACKET } = CHARACTER;
  // 0xEF begins U+FFFE and U+FFFF, the only forbidden characters above the controls that valid UTF-8 can hold.
  TEXT_STOP[byte] = control || byte === LT || byte === AMPERSAND || byte === CLOSE_BRACKET || byte === 0xef ? 1 : 0;
}

/** White space as XML defines it: blank, tab, LF, CR. */
export function isSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x09 || byte === 0x0d;
}

/** Whether a name may begin with this byte. */
export function isNameStart(byte: number): boolean {
  return NAME_START[byte] === 1;
}

/** Whether a name may go on with this byte. */
export function isNameByte(byte: number): boolean {
  return NAME_BYTE[byte] === 1;
}
