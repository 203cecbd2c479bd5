import { describe, expect, test } from "@jest/globals";
import { excerptOf } from "../../src/lint/excerpt.ts";
import { MASK, maskSecrets } from "../../src/lint/mask.ts";
import { element, entry, firewall, rule, security, sourceOf } from "../support/panos-config.ts";
import { EACH_RULE, elementIn, lint } from "../support/panos-lint.ts";

const SECRET = "S3CRET";

/** Every element that the PAN-OS 10.0.5 schema encrypts, and those of other releases and of bootstrap files. */
const SECRET_ELEMENTS = [
  ...["agent-user-override-key", "authentication-key", "authpwd", "bind-password", "group-password", "kerberos-keytab"],
  ...["key", "keytab", "passcode", "password", "private-key", "privpwd", "secret", "secret-access-key"],
  ...["secure-proxy-password", "service-account-cred", "uninstall-password", "wmi-password"],
  ...["phash", "community", "snmp-community-string", "auth-key", "vm-auth-key", "userpassword", "certpassphrase"],
  ...["pre-shared-key", "psk", "api-key", "apikey", "authcode", "auth-code", "authorization-code", "token"],
  ...["client-secret", "access-key", "license-key", "passphrase", "credentials", "hash", "password-hash", "pwd"],
];

const HARMLESS_ELEMENTS = [
  ...["log-setting", "log-start", "log-end", "action", "member", "description", "tag", "server", "filter", "port"],
  ...["hash-algorithm", "key-lifetime", "password-profile", "token-lifetime", "community-list", "passive-mode"],
];

test.each(SECRET_ELEMENTS)("the text of <%s> is hidden", (name) => {
  const xml = `<${name}>S</${name}><a>text</a><${name} ptpl="T1">S</${name}>`;
  expect(maskSecrets(xml)).toBe(xml.replaceAll(">S<", `>${MASK}<`));
});

describe("the text of <password> is hidden", () => {
  test.each([
    ["with a blank in the tag", `<password >${SECRET}</password >`, `<password >${MASK}</password >`],
    [
      "with attributes that look like tags' ends",
      `<password n="a>" m='/>'>${SECRET}<`,
      `<password n="a>" m='/>'>${MASK}<`,
    ],
    ["padded", `<password>\n  ${SECRET}\n</password>`, `<password>${MASK}</password>`],
    ["with references and a plain >", `<password>${SECRET}&lt;>${SECRET}</password>`, `<password>${MASK}</password>`],
    ["in a CDATA section", `<password><![CDATA[${SECRET}<${SECRET}]]></password>`, `<password>${MASK}</password>`],
    ["behind a comment", `<password><!-- old -->${SECRET}</password>`, `<password>${MASK}</password>`],
    ["with a comment inside", `<password>${SECRET}<!-- > -->${SECRET}</password>`, `<password>${MASK}</password>`],
    ["behind an instruction", `<password><?x?>${SECRET}</password>`, `<password>${MASK}</password>`],
    ["cut off", `<a/><password>${SECRET}`, `<a/><password>${MASK}`],
    ["cut off in a CDATA section", `<a/><password><![CDATA[${SECRET}`, `<a/><password>${MASK}`],
    ["cut off in a comment", `<a/><password>${SECRET}<!-- ${SECRET}`, `<a/><password>${MASK}`],
    ["with a prefix", `<pan:password>${SECRET}</pan:password>`, `<pan:password>${MASK}</pan:password>`],
    ["in a comment", `<!-- <password>${SECRET}</password> -->`, `<!-- <password>${MASK}</password> -->`],
  ])("%s", (_, xml, expected) => {
    expect(maskSecrets(xml)).toBe(expected);
  });

  test.each([
    "<password/><a>text</a><password></password><b>text</b><password> \n </password>",
    "<password><member>text</member></password>",
    '<password /><a>text</a><password n="x"/>text',
    '<a password="text">text</a>',
  ])("and nothing else: %j", (xml) => {
    expect(maskSecrets(xml)).toBe(xml);
  });
});

test.each(HARMLESS_ELEMENTS)("the text of <%s> is shown", (name) => {
  const xml = `<${name}>text</${name}>`;
  expect(maskSecrets(xml)).toBe(xml);
});

describe("a value in the form of a secret is hidden in any element", () => {
  test.each([
    ["PAN-OS's encrypted form", "-AQ==aVDbn/+=EXAMPLE", MASK],
    ["a hash by MD5", "$1$salt$EXAMPLE", MASK],
    ["a hash by SHA-256", "$5$salt$EXAMPLE./", MASK],
    ["a hash by SHA-512", "$6$rounds=5000$salt$EXAMPLE", MASK],
    ["a hash by bcrypt", "$2y$10$EXAMPLE", MASK],
    ["a PEM block", "-----BEGIN RSA PRIVATE KEY-----\nMIIEXAMPLE\n-----END RSA PRIVATE KEY-----\n", MASK],
    ["the beginning of a PEM block", "-----BEGIN ENCRYPTED PRIVATE KEY-----&#10;MIIEXAMPLE", MASK],
    ["a bearer token", "Bearer EXAMPLEEXAMPLE.EXAMPLE-EXAMPLE_", MASK],
    ["more than one", "-AQ==EXAMPLE and $5$salt$EXAMPLE", `${MASK} and ${MASK}`],
  ])("%s", (_, value, hidden) => {
    expect(maskSecrets(`<value>${value}</value>`)).toBe(`<value>${hidden}</value>`);
    expect(maskSecrets(`<entry name="${value}">`)).toBe(`<entry name="${hidden}">`);
  });

  test.each(["$5", "5$ a day", "$5 $6", "A-AQ=B", "Bearer of news", "-----", "${"])("%s is none", (value) => {
    expect(maskSecrets(`<value>${value}</value>`)).toBe(`<value>${value}</value>`);
  });
});

describe("no excerpt shows a secret", () => {
  const LEAF = "<log-start>yes</log-start>";
  /** The secret as a run of one letter, so that any part of it can be told. */
  const writings = {
    plain: (secret: string) => `<password>${secret}</password>`,
    "encrypted, in an element with a harmless name": (secret: string) => `<value>-AQ==${secret}</value>`,
    "in a CDATA section": (secret: string) => `<password><![CDATA[${secret}]]></password>`,
    "in a CDATA section with tags": (secret: string) =>
      `<password><![CDATA[${"<a>Z</a>".repeat(secret.length / 4)}]]></password>`,
    "behind a comment": (secret: string) => `<password><!-- x -->${secret}</password>`,
    "a hash": (secret: string) => `<phash>$5$EXAMPLE$${secret}</phash>`,
  };

  test.each(Object.entries(writings))("on a line as long as a file, wherever the window is cut: %s", (_, write) => {
    for (let length = 0; length < 480; length += 4) {
      const secret = write("Z".repeat(length));
      for (const xml of [`<a><b/>${secret}${LEAF}</a>`, `<a>${LEAF}${secret}<b/></a>`, `<a>${secret}<b/>${LEAF}</a>`]) {
        const { text } = excerptOf(sourceOf(xml), elementIn(xml, "log-start"));
        expect(text).not.toContain("Z");
        expect(text).toContain(LEAF);
      }
    }
  });

  test.each([
    [
      "whose last line is the finding's",
      `<private-key>-----BEGIN RSA PRIVATE KEY-----\nZZZZ\nZZZZ</private-key>${LEAF}`,
    ],
    ["whose last line is the finding's, in a CDATA section", `<password><![CDATA[\n<b>ZZZZ]]></password>${LEAF}`],
    ["that begins behind the finding", `${LEAF}<private-key>-----BEGIN RSA PRIVATE KEY-----ZZZZ\nZZZZ</private-key>`],
    ["that begins behind the finding with a line end", `${LEAF}<private-key>\nZZZZ</private-key>`],
  ])("of several lines %s", (_, lines) => {
    const xml = `<a>\n${lines}\n</a>`;
    expect(excerptOf(sourceOf(xml), elementIn(xml, "log-start")).text).not.toContain("Z");
  });

  test("what ends on the line of a finding is shown only if it is end tags", () => {
    const leading = (xml: string): string => {
      const { text, start } = excerptOf(sourceOf(xml), elementIn(xml, "log-start"));
      return text.slice(0, start);
    };
    expect(leading(`<a><b>\n  </b> ${LEAF}</a>`)).toBe("  </b> ");
    expect(leading(`<a><b>\n\t${LEAF}</b></a>`)).toBe("\t");
    expect(leading(`<a><b>some\ntext</b>${LEAF}</a>`)).toBe(MASK);
    expect(leading(`<a><b>some\ntext</b><c/>${LEAF}</a>`)).toBe(`${MASK}<c/>`);
    expect(leading(`<a>\n<!-- text -->${LEAF}</a>`)).toBe(MASK);
  });

  test("not even when a finding points at the secret itself", () => {
    const xml = "<a><password>ZZZZ</password><key>ZZZZ</key></a>";
    for (const name of ["a", "password", "key"]) {
      const { text, start, end } = excerptOf(sourceOf(xml), elementIn(xml, name));
      expect(text).not.toContain("Z");
      if (name !== "a") expect(text.slice(start, end)).toBe(`<${name}>${MASK}</${name}>`);
    }
  });

  test("nor does anything else of a report", () => {
    const users = element("mgt-config", element("users", entry("admin", "<phash>$5$EXAMPLE$ZZZZ</phash>")));
    const file = firewall({
      vsys: {
        vsys1: element("rulebase", security(rule("web", "<log-start>maybe</log-start><password>ZZZZ</password>"))),
      },
      shared: "<private-key>-AQ==ZZZZ</private-key>",
      config: users,
    });
    const result = lint(file.replaceAll("\n", ""), EACH_RULE);
    expect(result.findings).toHaveLength(1);
    expect(result.errors).toHaveLength(1);
    expect(JSON.stringify(result)).not.toContain("Z");
  });
});
