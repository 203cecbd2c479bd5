const MASK = "********";

/** Elements whose text is a secret, or may be one: hashes, keys, communities, passwords, authentication codes. */
const SECRET_NAME =
  /^(.*(pass|passwd|password|passphrase|secret|phash|community|community-string|psk|pre-shared-key|private-key|auth-?key|api-?key|access-key|token|authcode|auth-code|authorization-code|credential|credentials)|key|hash|pwd|.*-pwd|authpwd|privpwd|.*-hash|.*-key|.*-secret|.*-password)$/;
/** Values that are secret wherever they stand: PAN-OS's encrypted form, crypt hashes, PEM blocks. */
const SECRET_VALUE = /-AQ==[\w+/=]+|\$(?:1|2[aby]?|5|6|y)\$[^\s<]+|-----BEGIN [A-Z ]+-----[^<]*/g;

/**
 * Hides secrets in a piece of XML. The piece may begin inside the text of an element whose name is out of sight: such
 * text, unless blank, is hidden too.
 */
export function maskSecrets(xml: string): string {
  const first = xml.indexOf("<");
  const head = first < 0 ? xml : xml.slice(0, first);
  const rest = first < 0 ? "" : xml.slice(first);
  const hidden = head.trim() === "" ? head : MASK;
  const masked = rest.replace(
    /<([A-Za-z_][\w.:-]*)([^<>]*)>([^<]+)/g,
    (whole, name: string, attributes: string, text: string) => {
      const empty = attributes.endsWith("/") || text.trim() === "";
      return empty || !SECRET_NAME.test(name) ? whole : `<${name}${attributes}>${MASK}`;
    },
  );
  return hidden + masked.replace(SECRET_VALUE, MASK);
}
