/** What is shown in place of a secret. */
export const MASK = "********";

/** Ends of the names of elements whose text is a secret, or may be one: hashes, keys, communities, passwords, codes. */
const NAME_END =
  "pass(?:wd|word|phrase|code)?|pwd|secret|hash|psk|key|keytab|token|community(?:-string)?|auth(?:orization)?-?code|cred(?:ential)?s?";
const ATTRIBUTES = `(?:\\s[^"'<>]*(?:"[^"]*"|'[^']*'))*\\s*`;
/** Character data with comments, instructions and CDATA sections; one of them may be cut off. */
const TEXT = "(?:[^<]+|<!--[\\s\\S]*?-->|<!\\[CDATA\\[[\\s\\S]*?\\]\\]>|<\\?[\\s\\S]*?\\?>|<[!?][\\s\\S]*$)+";
const SECRET_ELEMENT = new RegExp(`(<[\\w.:-]*(?:${NAME_END})${ATTRIBUTES}>)(${TEXT})`, "g");
/** Values that are secret wherever they stand: PAN-OS's encrypted form, crypt hashes, PEM blocks, HTTP credentials. */
const SECRET_VALUE =
  /-AQ==[\w+/=]+|\$(?:1|2[aby]?|5|6|y)\$[\w./$=,+-]+|-----BEGIN [A-Z ]+-----[^<"]*|\b(?:Bearer|Basic|Splunk) [\w+/=.~-]{16,}/g;

/** Hides secrets in a piece of XML that begins with a tag; it may end anywhere. */
export function maskSecrets(xml: string): string {
  return xml
    .replace(SECRET_ELEMENT, (whole, tag: string, text: string) => (text.trim() === "" ? whole : tag + MASK))
    .replace(SECRET_VALUE, MASK);
}
