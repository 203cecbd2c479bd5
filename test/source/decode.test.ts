import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import fc from "fast-check";
import { InputError } from "../../src/error.ts";
import { decode } from "../../src/source/decode.ts";

const XML = '<?xml version="1.0"?>\n<config>größer 😀</config>\n';

function utf16(text: string, order: "le" | "be", mark = "\ufeff"): Buffer {
  const bytes = Buffer.from(mark + text, "utf16le");
  return order === "le" ? bytes : bytes.swap16();
}

function utf32(text: string, order: "le" | "be"): Buffer {
  const words = Array.from(text, (character) => Buffer.from(Uint32Array.of(character.codePointAt(0) ?? 0).buffer));
  return order === "le" ? Buffer.concat(words) : Buffer.concat(words.map((word) => word.swap32()));
}

/** The error that bytes are refused with; fails when they are not refused, or with anything but an InputError. */
function refusal(bytes: Buffer): InputError {
  try {
    decode(bytes);
  } catch (error) {
    if (error instanceof InputError) return error;
    throw error;
  }
  throw new Error("was accepted");
}

describe("decode reads", () => {
  const declared = (encoding: string): string => `<?xml version="1.0" encoding="${encoding}"?><config>x</config>`;
  test.each<[string, Buffer, string, string[]]>([
    ["UTF-8", Buffer.from(XML), XML, []],
    ["UTF-8 with a byte order mark", Buffer.from(`\ufeff${XML}`), XML, []],
    ["one byte order mark only", Buffer.from(`\ufeff\ufeff${XML}`), `\ufeff${XML}`, []],
    ["a byte order mark and nothing", Buffer.from("\ufeff"), "", []],
    ["nothing", Buffer.alloc(0), "", []],
    ["UTF-8 that says so", Buffer.from(declared("UTF-8")), declared("UTF-8"), []],
    ["UTF-8 that says so in lower case", Buffer.from(declared("utf-8")), declared("utf-8"), []],
    ["UTF-8 that says so in its own way", Buffer.from(declared("utf8")), declared("utf8"), []],
    ["ASCII that says so", Buffer.from(declared("us-ascii")), declared("us-ascii"), []],
    ["ASCII that says so in upper case", Buffer.from(declared("US-ASCII")), declared("US-ASCII"), []],
    ["UTF-8 with a mark, whatever it declares", Buffer.from(`\ufeff${declared("UTF-16")}`), declared("UTF-16"), []],
    ["an encoding in an element", Buffer.from('<a encoding="UTF-7"/>'), '<a encoding="UTF-7"/>', []],
    ["UTF-16LE", utf16(XML, "le"), XML, ["converted from UTF-16 (little-endian)"]],
    ["UTF-16BE", utf16(XML, "be"), XML, ["converted from UTF-16 (big-endian)"]],
    [
      "UTF-16 that says so",
      utf16(declared("UTF-16"), "le"),
      declared("UTF-16"),
      ["converted from UTF-16 (little-endian)"],
    ],
    ["an empty UTF-16 file", utf16("", "be"), "", ["converted from UTF-16 (big-endian)"]],
    ["gzip", gzipSync(XML), XML, ["unpacked from gzip"]],
    ["gzip in two members", Buffer.concat([gzipSync("<a>"), gzipSync("</a>")]), "<a></a>", ["unpacked from gzip"]],
    ["gzip of nothing", gzipSync(""), "", ["unpacked from gzip"]],
    ["gzip of UTF-8 with a byte order mark", gzipSync(`\ufeff${XML}`), XML, ["unpacked from gzip"]],
    ["gzip of UTF-16", gzipSync(utf16(XML, "be")), XML, ["unpacked from gzip", "converted from UTF-16 (big-endian)"]],
  ])("%s", (_story, bytes, text, notes) => {
    const decoded = decode(bytes);
    expect({ text: Buffer.from(decoded.bytes).toString("utf8"), notes: decoded.notes }).toEqual({ text, notes });
  });

  test("any text in any of its encodings", () => {
    const text = fc.string({ unit: "binary", maxLength: 200 }).map((body) => `<a>${body}`);
    fc.assert(
      fc.property(text, (body) => {
        const forms = [
          Buffer.from(body),
          Buffer.from(`\ufeff${body}`),
          utf16(body, "le"),
          utf16(body, "be"),
          gzipSync(body),
        ];
        for (const bytes of forms) expect(Buffer.from(decode(bytes).bytes).toString("utf8")).toBe(body);
      }),
    );
  });

  test("UTF-16 without changing the caller's bytes", () => {
    const bytes = utf16(XML, "be");
    const before = Buffer.from(bytes);
    decode(bytes);
    expect(bytes.equals(before)).toBe(true);
  });
});

describe("decode refuses, and says what it is,", () => {
  const declaring = (encoding: string): Buffer => Buffer.from(`<?xml version="1.0" encoding="${encoding}"?><a/>`);
  const tar = Buffer.alloc(1024);
  tar.write("running-config.xml");
  tar.write("ustar\0", 257);
  const gzip = gzipSync(XML);
  const damaged = Buffer.from(gzip);
  damaged.writeUInt8((gzip[20] ?? 0) ^ 0xff, 20);
  test.each<[string, Buffer, string, string]>([
    [
      "UTF-16LE without a mark",
      utf16("<a/>", "le", ""),
      "encoded in UTF-16 without a byte order mark",
      "iconv -f UTF-16 -t UTF-8",
    ],
    [
      "UTF-16BE without a mark",
      utf16("<a/>", "be", ""),
      "encoded in UTF-16 without a byte order mark",
      "iconv -f UTF-16 -t UTF-8",
    ],
    ["UTF-32LE", utf32("\ufeff<a/>", "le"), "encoded in UTF-32", "iconv -f UTF-32 -t UTF-8"],
    ["UTF-32BE", utf32("\ufeff<a/>", "be"), "encoded in UTF-32", "iconv -f UTF-32 -t UTF-8"],
    ["a declared Latin-1", declaring("ISO-8859-1"), "encoded in ISO-8859-1", "iconv -f ISO-8859-1 -t UTF-8"],
    ["a declared windows-1252", declaring("windows-1252"), "encoded in windows-1252", "iconv -f windows-1252 -t UTF-8"],
    [
      "a declared Shift_JIS",
      Buffer.from("<?xml version='1.0'\n encoding = 'Shift_JIS' ?><a/>"),
      "encoded in Shift_JIS",
      "iconv -f Shift_JIS",
    ],
    ["a declared EUC-JP after gzip", gzipSync(declaring("EUC-JP")), "encoded in EUC-JP", "iconv -f EUC-JP"],
    ["an encoding that only begins like UTF-8", declaring("utf-8859"), "encoded in utf-8859", "iconv -f utf-8859"],
    [
      "UTF-16 with an odd number of bytes",
      utf16("<a/>", "le").subarray(0, -1),
      "begins like UTF-16 but is damaged",
      "Export it again",
    ],
    [
      "UTF-16 with half a character",
      utf16("<a>\ud83d</a>", "be"),
      "begins like UTF-16 but is damaged",
      "Export it again",
    ],
    ["a tar archive", tar, "This is a tar archive", "Unpack it"],
    ["a tar archive in gzip", gzipSync(tar), "This is a tar archive", "Unpack it"],
    ["a zip archive", Buffer.from("PK\u0003\u0004rest"), "This is a zip archive", "Unpack it"],
    [
      "gzip that is cut off",
      gzip.subarray(0, -10),
      "The gzip file cannot be unpacked: unexpected end of file.",
      "copied completely",
    ],
    ["gzip with a changed byte", damaged, "The gzip file cannot be unpacked: ", "copied completely"],
    ["gzip in gzip", gzipSync(gzip), "packed with gzip more than once", "gunzip"],
  ])("%s", (_story, bytes, message, hint) => {
    const error = refusal(bytes);
    expect(error.message).toContain(message);
    expect(error.hint).toContain(hint);
    expect(error.offset).toBe(0);
  });

  test("gzip that is cut off at any byte", () => {
    for (let length = 2; length < gzip.length; length++) {
      expect(refusal(gzip.subarray(0, length)).message).toContain("The gzip file cannot be unpacked");
    }
  });

  test("gzip inside gzip, many levels deep", () => {
    let bytes = gzipSync("<a/>");
    for (let i = 0; i < 200; i++) bytes = gzipSync(bytes, { level: 0 });
    expect(refusal(bytes).message).toContain("packed with gzip more than once");
  });
});

describe("a byte that is not UTF-8 is found", () => {
  test.each<[string, Buffer, number, string]>([
    ["Latin-1 ü before a letter", Buffer.from("<a>f\xfcr</a>", "latin1"), 4, "0xfc"],
    [
      "Latin-1 é before a letter, which only looks like the first byte of a character",
      Buffer.from("<a>caf\xe9s</a>", "latin1"),
      6,
      "0xe9",
    ],
    ["Latin-1 Ã before a letter", Buffer.from("<a>S\xc3o</a>", "latin1"), 4, "0xc3"],
    ["Latin-1 ð before a letter", Buffer.from("<a>\xf0u</a>", "latin1"), 3, "0xf0"],
    ["Latin-1 é before a tag", Buffer.from("<a>\xe9</a>", "latin1"), 3, "0xe9"],
    ["Latin-1 at the end of the file", Buffer.from("<a/>\xfc", "latin1"), 4, "0xfc"],
    ["Latin-1 at the beginning of the file", Buffer.from("\xe9<a/>", "latin1"), 0, "0xe9"],
    [
      "Latin-1 after characters of all lengths",
      Buffer.concat([Buffer.from("aä€😀"), Buffer.from("\xe4b", "latin1")]),
      10,
      "0xe4",
    ],
    ["a continuation byte alone", Buffer.from("<a>\x80</a>", "latin1"), 3, "0x80"],
    ["one continuation byte too many", Buffer.concat([Buffer.from("<a>ä"), Buffer.of(0xa4)]), 5, "0xa4"],
    ["a byte that UTF-8 never uses", Buffer.from("<a>\xff</a>", "latin1"), 3, "0xff"],
    ["an overlong form", Buffer.from("<a>\xc0\xaf</a>", "latin1"), 3, "0xc0"],
    ["an overlong form in three bytes", Buffer.from("<a>\xe0\x80\xaf</a>", "latin1"), 3, "0xe0"],
    ["a surrogate", Buffer.from("<a>\xed\xa0\x80</a>", "latin1"), 3, "0xed"],
    ["a character beyond Unicode", Buffer.from("<a>\xf4\x90\x80\x80</a>", "latin1"), 3, "0xf4"],
    ["the first of several", Buffer.from("<a>\xe4\xf6\xfc</a>", "latin1"), 3, "0xe4"],
    ["after a byte order mark, counted without it", Buffer.from("\xef\xbb\xbf<a>\xe4</a>", "latin1"), 3, "0xe4"],
    ["in gzip", gzipSync(Buffer.from("<a>\xe4</a>", "latin1")), 3, "0xe4"],
  ])("%s", (_story, bytes, offset, byte) => {
    const error = refusal(bytes);
    expect({ message: error.message, offset: error.offset }).toEqual({
      message: expect.stringContaining(`The byte ${byte} is not valid UTF-8`),
      offset,
    });
    expect(error.hint).toContain("iconv -f ISO-8859-1 -t UTF-8");
  });

  const text = fc.string({ unit: "binary", maxLength: 300 }).map((body) => [...`<a>${body}`]);

  test("at any place between two characters", () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.integer({ min: 0x80, max: 0xff }), (characters, pick, byte) => {
        const at = 1 + (pick % characters.length);
        const before = Buffer.from(characters.slice(0, at).join(""));
        const bytes = Buffer.concat([before, Buffer.of(byte), Buffer.from(characters.slice(at).join(""))]);
        expect(refusal(bytes).offset).toBe(before.length);
      }),
      { numRuns: 500 },
    );
  });

  test("at any character that lost a byte", () => {
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (characters, pick, which) => {
        const at = 1 + (pick % characters.length);
        const before = Buffer.from(characters.slice(0, at).join(""));
        const character = [..."é€😀"].map((one) => Buffer.from(one))[which % 3] ?? Buffer.of();
        const rest = Buffer.from(characters.slice(at).join(""));
        expect(refusal(Buffer.concat([before, character.subarray(0, -1), rest])).offset).toBe(before.length);
      }),
      { numRuns: 500 },
    );
  });

  test("as the end of a cut-off file when the last character is incomplete", () => {
    const bytes = Buffer.from("<config>größer 😀");
    for (const missing of [1, 2, 3]) {
      const error = refusal(bytes.subarray(0, -missing));
      expect(error).toMatchObject({ offset: 17, hint: expect.stringContaining("copied completely") });
      expect(error.message).toContain("The file ends inside a character");
    }
  });
});
