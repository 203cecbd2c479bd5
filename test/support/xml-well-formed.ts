/**
 * Whether a text is well-formed XML without DOCTYPE, said a second time and in another way than the scanner says it:
 * productions of https://www.w3.org/TR/xml/ as regular expressions. Shares one allowance with the scanner: every
 * character from U+0080 on may stand in a name.
 */
export function isWellFormed(text: string): boolean {
  if (FORBIDDEN.test(text)) return false;
  const declaration = DECLARATION.exec(text)?.[0] ?? "";
  const open: string[] = [];
  let roots = 0;
  TOKEN.lastIndex = declaration.length;
  while (TOKEN.lastIndex < text.length) {
    const token = TOKEN.exec(text)?.groups;
    if (token === undefined) return false;
    if (!areCharacters(`${token.text ?? ""}${token.attributes ?? ""}`)) return false;
    if (open.length === 0 && (token.cdata !== undefined || /[^ \t\r\n]/.test(token.text ?? ""))) return false;
    if (token.open !== undefined) {
      if (open.length === 0 && roots++ > 0) return false;
      if (!areDistinct(token.attributes ?? "")) return false;
      if (token.empty === "") open.push(token.open);
    } else if (token.close !== undefined && open.pop() !== token.close) return false;
  }
  return roots === 1 && open.length === 0;
}

const S = "[ \\t\\r\\n]";
const NAME = "[A-Za-z_:\\u0080-\\u{10ffff}][-A-Za-z0-9._:\\u0080-\\u{10ffff}]*";
const REFERENCE = "&(?:lt|gt|amp|quot|apos|#[0-9]+|#x[0-9a-fA-F]+);";
const ATTRIBUTE = `${S}+(?:${NAME})${S}*=${S}*(?:"(?:[^<&"]|${REFERENCE})*"|'(?:[^<&']|${REFERENCE})*')`;

const FORBIDDEN = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/;
const DECLARATION = new RegExp(
  `^<\\?xml${S}+version${S}*=${S}*(?:"1\\.[0-9]+"|'1\\.[0-9]+')` +
    `(?:${S}+encoding${S}*=${S}*(?:"[A-Za-z][-A-Za-z0-9._]*"|'[A-Za-z][-A-Za-z0-9._]*'))?` +
    `(?:${S}+standalone${S}*=${S}*(?:"(?:yes|no)"|'(?:yes|no)'))?${S}*\\?>`,
);
const TOKEN = new RegExp(
  [
    `<!--(?:(?!--)[^])*-->`,
    `(?<cdata><!\\[CDATA\\[[^]*?\\]\\]>)`,
    `<\\?(?![xX][mM][lL](?:${S}|\\?>))(?:${NAME})(?:${S}[^]*?)?\\?>`,
    `<(?<open>${NAME})(?<attributes>(?:${ATTRIBUTE})*)${S}*(?<empty>/?)>`,
    `</(?<close>${NAME})${S}*>`,
    `(?<text>(?:(?!\\]\\]>)(?:[^<&]|${REFERENCE}))+)`,
  ].join("|"),
  "uy",
);

function areCharacters(text: string): boolean {
  for (const [, hexadecimal, decimal] of text.matchAll(/&#(?:x([0-9a-fA-F]+)|([0-9]+));/g)) {
    const code = hexadecimal === undefined ? Number(decimal) : Number(`0x${hexadecimal}`);
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return false;
    if (FORBIDDEN.test(String.fromCodePoint(code))) return false;
  }
  return true;
}

function areDistinct(attributes: string): boolean {
  const names = [...attributes.matchAll(new RegExp(ATTRIBUTE, "gu"))].map(([text]) => text.split("=", 1)[0]?.trim());
  return new Set(names).size === names.length;
}
