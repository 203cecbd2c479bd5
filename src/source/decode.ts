import { isUtf8 } from "node:buffer";
import { gunzipSync } from "node:zlib";
import { InputError } from "../error.ts";
import { bareXml } from "./preamble.ts";
import { wrapSiblings } from "./siblings.ts";

/** No PAN-OS export comes near it (Panorama warns at 80 to 180 MB); it bounds what a hostile .gz may unpack to. */
const MAX_UNPACKED = 1 << 30;

/** Bytes ready to be scanned, and what had to be done to get them. */
export interface Decoded {
  readonly bytes: Uint8Array;
  readonly notes: readonly string[];
}

/**
 * Turns the bytes of a file into UTF-8 that begins and ends with its XML, as far as what is around it is known to be no
 * part of it. See `toUtf8` for the encodings.
 */
export function decode(bytes: Buffer): Decoded {
  const { bytes: text, notes } = toUtf8(bytes);
  const bared = bareXml(Buffer.from(text.buffer, text.byteOffset, text.length));
  const wrapped = wrapSiblings(bared.bytes);
  return {
    bytes: wrapped ?? bared.bytes,
    notes: [
      ...notes,
      ...(bared.note === undefined ? [] : [bared.note]),
      ...(wrapped === undefined ? [] : ["read as a fragment of several entries"]),
    ],
  };
}

/**
 * Turns the bytes of a file into UTF-8 without byte order mark. Unpacks gzip (recognised by content, not by name) and
 * converts UTF-16 with a byte order mark, as PowerShell's `>` writes it. Throws InputError for any other encoding and
 * for archives, by name: a tar archive holds several configurations, see `readParts`.
 */
function toUtf8(bytes: Buffer): Decoded {
  if (isGzip(bytes)) {
    const unpacked = unpack(bytes);
    // A file can be made that unpacks to itself.
    if (isGzip(unpacked)) {
      throw new InputError("The file is packed with gzip more than once.", {
        offset: 0,
        hint: "Unpack it with gunzip first.",
      });
    }
    const inner = toUtf8(unpacked);
    return { bytes: inner.bytes, notes: ["unpacked from gzip", ...inner.notes] };
  }
  refuseArchives(bytes);
  if (startsWith(bytes, [0xef, 0xbb, 0xbf])) return { bytes: checkUtf8(bytes.subarray(3)), notes: [] };
  if (startsWith(bytes, [0xff, 0xfe, 0, 0]) || startsWith(bytes, [0, 0, 0xfe, 0xff])) refuseEncoding("UTF-32");
  if (startsWith(bytes, [0xff, 0xfe])) return fromUtf16(bytes.subarray(2), "little-endian");
  if (startsWith(bytes, [0xfe, 0xff])) return fromUtf16(bytes.subarray(2), "big-endian");
  if (startsWith(bytes, [0x3c, 0]) || startsWith(bytes, [0, 0x3c])) refuseEncoding("UTF-16 without a byte order mark");
  const declared = declaredEncoding(bytes);
  if (declared !== undefined && !/^(utf-?8|us-ascii|ascii)$/i.test(declared)) {
    // A tool has converted the text and left the declaration; UTF-16 itself would not be valid UTF-8 with this beginning.
    if (!/^(utf-?16|ucs-?2)/i.test(declared) || !isUtf8(bytes)) refuseEncoding(declared);
    return { bytes, notes: [`read as UTF-8, though it declares ${declared}`] };
  }
  return { bytes: checkUtf8(bytes), notes: [] };
}

function isGzip(bytes: Buffer): boolean {
  return startsWith(bytes, [0x1f, 0x8b]);
}

function unpack(bytes: Buffer): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_UNPACKED });
  } catch (cause) {
    const tooLarge = cause instanceof RangeError;
    throw new InputError(
      tooLarge
        ? "The gzip file unpacks to more than 1 GiB."
        : `The gzip file cannot be unpacked: ${(cause as Error).message}.`,
      {
        offset: 0,
        hint: tooLarge
          ? "No PAN-OS export is that large; check the file."
          : "Check that the file was copied completely.",
      },
    );
  }
}

function refuseArchives(bytes: Buffer): void {
  const tar = bytes.length > 262 && bytes.toString("latin1", 257, 262) === "ustar";
  const zip = startsWith(bytes, [0x50, 0x4b, 3, 4]);
  if (!tar && !zip) return;
  throw new InputError(`This is a ${tar ? "tar" : "zip"} archive, not an exported configuration.`, {
    offset: 0,
    hint: "Unpack it and name the XML files that it holds.",
  });
}

function startsWith(bytes: Buffer, prefix: readonly number[]): boolean {
  return bytes.length >= prefix.length && prefix.every((byte, index) => bytes[index] === byte);
}

function fromUtf16(bytes: Buffer, order: "little-endian" | "big-endian"): Decoded {
  const even = bytes.length % 2 === 0;
  const text = even ? (order === "big-endian" ? Buffer.from(bytes).swap16() : bytes).toString("utf16le") : "";
  if (!even || !text.isWellFormed()) {
    throw new InputError("The file begins like UTF-16 but is damaged.", {
      offset: 0,
      hint: "Export it again, or save it as UTF-8.",
    });
  }
  return { bytes: Buffer.from(text, "utf8"), notes: [`converted from UTF-16 (${order})`] };
}

/** The encoding that an XML declaration names. */
function declaredEncoding(bytes: Buffer): string | undefined {
  return /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"'<>]+)["']/.exec(bytes.toString("latin1", 0, 256))?.[1];
}

function refuseEncoding(name: string): never {
  const plain = name.replace(/ .*/, "");
  throw new InputError(`The file is encoded in ${name}, which panlint does not read.`, {
    offset: 0,
    hint: `Convert it to UTF-8, for example with: iconv -f ${plain} -t UTF-8 OLD.xml > NEW.xml`,
  });
}

function checkUtf8(bytes: Buffer): Buffer {
  if (isUtf8(bytes)) return bytes;
  const offset = firstInvalid(bytes);
  if (bytes.length - offset < 4 && isPartialCharacter(bytes.subarray(offset))) {
    throw new InputError("The file ends inside a character.", {
      offset,
      hint: "Check that the export was copied completely; the file looks cut off.",
    });
  }
  const byte = (bytes[offset] ?? 0).toString(16).padStart(2, "0");
  throw new InputError(
    `The byte 0x${byte} is not valid UTF-8; the file seems to be in another encoding, such as Latin-1.`,
    {
      offset,
      hint: "Convert it to UTF-8, for example with: iconv -f ISO-8859-1 -t UTF-8 OLD.xml > NEW.xml",
    },
  );
}

/**
 * The offset of the first byte that begins no UTF-8 character, by halving: `isUtf8` of a prefix tells on which side it
 * is. In Latin-1 most letters look like the first byte of a character that the next byte then fails to go on with.
 */
function firstInvalid(bytes: Buffer): number {
  let low = 0;
  let high = bytes.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (validPrefix(bytes, middle)) low = middle;
    else high = middle;
  }
  while (!isUtf8(bytes.subarray(0, low))) low--;
  return low;
}

/** Whether the first `length` bytes are UTF-8 but for a character cut off at the end. */
function validPrefix(bytes: Buffer, length: number): boolean {
  for (let cut = 0; cut < 4 && cut <= length; cut++) {
    if (isUtf8(bytes.subarray(0, length - cut)))
      return cut === 0 || isPartialCharacter(bytes.subarray(length - cut, length));
  }
  return false;
}

function isPartialCharacter(bytes: Buffer): boolean {
  const text = new TextDecoder("utf-8", { fatal: true });
  try {
    return text.decode(bytes, { stream: true }) === "";
  } catch {
    return false;
  }
}
