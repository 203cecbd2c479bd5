import { gzipSync } from "node:zlib";
import { describe, expect, test } from "@jest/globals";
import { readArchive } from "../../src/source/archive.ts";
import { isArchive } from "../../src/source/archive-entries.ts";
import { type Packed, partsOf, tarOf, tgzOf } from "../support/archives.ts";

const CONFIG = '<?xml version="1.0"?>\n<config version="11.1.0"><shared/><devices/></config>\n';
const BIG = `<config version="11.1.0"><!--${"x".repeat(100_000)}--></config>`;
const SAVED = "./opt/pancfg/mgmt/saved-configs";
const DEVICES = "./opt/pancfg/mgmt/devices/localhost.localdomain";

async function bytesOf(archive: Buffer, path: string): Promise<string | undefined> {
  for await (const part of readArchive(one(archive)))
    if (part.kind === "member" && part.path === path) return String(part.bytes);
  return undefined;
}

async function* one(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}

describe("an archive is recognised by its content", () => {
  test.each<[string, () => Promise<Buffer> | Buffer, boolean]>([
    ["tar", () => tarOf(["a.xml", CONFIG]), true],
    ["tar in gzip", () => tgzOf(["a.xml", CONFIG]), true],
    ["a large tar in gzip, by its beginning", () => tgzOf(["a.xml", BIG.repeat(50)]), true],
    ["XML", () => Buffer.from(CONFIG), false],
    ["XML in gzip", () => gzipSync(CONFIG), false],
    ["damaged gzip", () => Buffer.from([0x1f, 0x8b, 1, 2, 3]), false],
    ["zip, which decode refuses", () => Buffer.from("PK\x03\x04"), false],
    ["nothing", () => Buffer.alloc(0), false],
  ])("%s", async (_, make, expected) => {
    expect(isArchive((await make()).subarray(0, 1 << 16))).toBe(expected);
  });
});

describe("of the members of an archive, panlint reads", () => {
  const peer = "left out .ha-remote-rc.xml: the configuration of the HA peer, to be linted by the peer's own export";
  const otherwise = (names: string): string =>
    `left out ${names}: a configuration by its content, but its name does not end in .xml; rename it to lint it`;
  const noConfiguration = (names: string): string => `left out ${names}: no configuration by its content`;
  test.each<[string, readonly Packed[], readonly string[]]>([
    ["one", [["running-config.xml", CONFIG]], ["running-config.xml"]],
    [
      "a firewall's device state",
      [
        ["./", ""],
        ["./running-config.xml", CONFIG],
        ["./certs/server.pem", "-----BEGIN"],
        ["./satellites.xml", "<satellites/>"],
      ],
      ["running-config.xml", noConfiguration("satellites.xml")],
    ],
    [
      "Panorama's bundle, with or without the ending",
      [
        ["bundle/007951000000001.xml", CONFIG],
        ["bundle/007951000000002", CONFIG],
        ["bundle/panorama.XML", CONFIG],
        ["bundle/README.txt", CONFIG],
        ["bundle/notes", "text"],
      ],
      ["bundle/007951000000001.xml", "bundle/007951000000002", "bundle/panorama.XML", otherwise("bundle/README.txt")],
    ],
    [
      "nothing with another ending; only configurations are listed as left out",
      [
        ["a.xml", CONFIG],
        ["running-config.xml.bak", BIG],
        ["b.txt", "<other/>"],
        ["c.log", BIG.replace("config", "c0nfig")],
        ["d.cfg", Buffer.from(`\ufeff${CONFIG}`, "utf16le")],
        [{ name: "e.txt", type: "link", linkname: "a.xml" }],
      ],
      ["a.xml", otherwise("running-config.xml.bak, d.cfg")],
    ],
    [
      "a tech support file of a managed firewall",
      [
        [{ name: `${SAVED}/running-config.xml`, mode: 0 }, CONFIG],
        [{ name: `${SAVED}/.merged-running-config.xml`, mode: 0 }, CONFIG],
        [`${SAVED}/techsupport-saved-currcfg.xml`, CONFIG],
        [`${SAVED}/.ha-remote-rc.xml`, CONFIG],
        [`${SAVED}/before-upgrade.xml`, CONFIG],
        [`${DEVICES}/last-candidatecfg.xml`, CONFIG],
        [`${DEVICES}/candidatecfg.1.xml`, CONFIG],
        [`${DEVICES}/candidatecfg.2.xml`, CONFIG],
        [`${DEVICES}/candidatecfg.3.xml`, CONFIG],
        ["./opt/pancfg/mgmt/tmp/panorama_pushed/mergesp.xml", CONFIG],
        ["./opt/pancfg/mgmt/audit/cfg-audit.xml,v", "head 1.1;"],
        ["./tmp/cli/techsupport_fw1.txt", "> show system info"],
      ],
      [
        "opt/pancfg/mgmt/saved-configs/.merged-running-config.xml",
        "left out opt/pancfg/mgmt/saved-configs/running-config.xml: .merged-running-config.xml beside it holds the same and what Panorama pushed",
        "left out opt/pancfg/mgmt/saved-configs/techsupport-saved-currcfg.xml: a copy made for the tech support file",
        "left out opt/pancfg/mgmt/saved-configs/.ha-remote-rc.xml: the configuration of the HA peer, to be linted by the peer's own export",
        "left out opt/pancfg/mgmt/saved-configs/before-upgrade.xml: a saved snapshot, not what runs",
        "left out opt/pancfg/mgmt/devices/localhost.localdomain/last-candidatecfg.xml, opt/pancfg/mgmt/devices/localhost.localdomain/candidatecfg.1.xml, opt/pancfg/mgmt/devices/localhost.localdomain/candidatecfg.2.xml and 1 more: a candidate configuration, not what runs",
        "left out opt/pancfg/mgmt/tmp/panorama_pushed/mergesp.xml: a part of what Panorama pushed, not a whole configuration",
        "left out opt/pancfg/mgmt/audit/cfg-audit.xml,v: a history of versions (RCS)",
      ],
    ],
    [
      "a tech support file of a firewall without Panorama",
      [[`${SAVED}/running-config.xml`, CONFIG]],
      ["opt/pancfg/mgmt/saved-configs/running-config.xml"],
    ],
    [
      "the merged configuration, whichever comes first",
      [
        [".merged-running-config.xml", CONFIG],
        ["running-config.xml", CONFIG],
      ],
      [
        ".merged-running-config.xml",
        "left out running-config.xml: .merged-running-config.xml beside it holds the same and what Panorama pushed",
      ],
    ],
    [
      "merged and plain in folders of their own",
      [
        ["a/running-config.xml", CONFIG],
        ["b/.merged-running-config.xml", CONFIG],
      ],
      ["b/.merged-running-config.xml", "a/running-config.xml"],
    ],
    [
      "a running configuration even when it is empty or something else, so that this is reported",
      [["running-config.xml", ""]],
      ["running-config.xml"],
    ],
    [
      "nothing of another device",
      [
        [".ha-remote-rc.xml", CONFIG],
        ["running-config.xml", CONFIG],
      ],
      ["running-config.xml", peer],
    ],
    [
      "no archive inside the archive",
      [
        ["a.xml", CONFIG],
        ["device_state_cfg.tgz", "\x1f\x8b"],
        ["b.zip", "PK"],
        ["c.xml.gz", gzipSync(CONFIG)],
      ],
      [
        "a.xml",
        "left out device_state_cfg.tgz, b.zip: an archive in the archive; unpack it to lint what it holds",
        "left out c.xml.gz: packed once more; unpack it to lint it",
      ],
    ],
    [
      "no links",
      [
        ["a.xml", CONFIG],
        [{ name: "running-config.xml", type: "symlink", linkname: "/etc/passwd" }],
        [{ name: "b.xml", type: "link", linkname: "a.xml" }],
        [{ name: "c.xml", type: "directory" }],
      ],
      ["a.xml", "left out running-config.xml, b.xml: no file of its own but a link or a special file"],
    ],
    [
      "both of two members with the same path",
      [
        ["a.xml", CONFIG],
        ["./a.xml", CONFIG],
        ["running-config.xml", CONFIG],
        ["running-config.xml", CONFIG],
      ],
      ["a.xml", "a.xml#2", "running-config.xml#2", "running-config.xml"],
    ],
    [
      "members whose paths lead out of the archive, under a safe path",
      [
        ["../../etc/a.xml", CONFIG],
        ["/abs//b.xml", CONFIG],
        ["esc\u001b[31m\n.xml", CONFIG],
      ],
      ["etc/a.xml", "abs/b.xml", "esc\ufffd[31m\ufffd.xml"],
    ],
    ["a path too long for a plain header", [[`${"d/".repeat(120)}a.xml`, CONFIG]], [`${"d/".repeat(120)}a.xml`]],
  ])("%s", async (_, members, expected) => {
    expect(await partsOf(await tarOf(...members))).toEqual(expected);
    expect(await partsOf(await tgzOf(...members))).toEqual(expected);
  });

  test("the same members when the bytes arrive seven at a time", async () => {
    const archive = await tarOf(["a.xml", CONFIG], ["b.xml", "<other/>"]);
    expect(await partsOf(archive, {}, 7)).toEqual(["a.xml", "left out b.xml: no configuration by its content"]);
  });

  test("every member to its last byte", async () => {
    const archive = await tgzOf(["log", BIG], ["a.xml", BIG], ["b.xml", CONFIG], ["running-config.xml", BIG]);
    expect(await bytesOf(archive, "a.xml")).toBe(BIG);
    expect(await bytesOf(archive, "b.xml")).toBe(CONFIG);
    expect(await bytesOf(archive, "running-config.xml")).toBe(BIG);
  });
});

describe("a member counts as a configuration by its content:", () => {
  const inside = (root: string): string =>
    `<response status="success"><result total-count="1">${root}</result></response>`;
  test.each<[string, string | Buffer, boolean]>([
    ["an export", CONFIG, true],
    ["without a declaration, behind comments", `\n<!-- a -->\n<!-- b --><config urldb="paloaltonetworks">`, true],
    ["without a version", "<config>\n  <mgt-config>", true],
    ["UTF-8 with a mark", `\ufeff${CONFIG}`, true],
    ["UTF-16", Buffer.from(`\ufeff${CONFIG}`, "utf16le"), true],
    ["merged", '<config ptpl="T1" loc="shared"><shared>', true],
    ["an API response", inside('<config version="11.1.0"/>'), true],
    ["pushed policy", inside("<policy><panorama/></policy>"), true],
    ["bare pushed policy", "<policy>\n<panorama>", true],
    ["pushed rules", "<panorama><pre-rulebase>", true],
    ["not the root of another product", "<config><item/></config>", false],
    ["not another response", inside("<system/>"), false],
    ["not a web page", "<!DOCTYPE html><html>", false],
    ["not nothing", "", false],
  ])("%s", async (_, content, expected) => {
    const told = await partsOf(await tarOf(["other.xml", CONFIG], ["device.xml", content]));
    expect(told).toContain(expected ? "device.xml" : "left out device.xml: no configuration by its content");
  });
});

describe("an archive is refused, after what could be read of it,", () => {
  const empty = "error: The archive holds no configuration that panlint reads.";
  test.each<[string, () => Promise<Buffer>, readonly string[]]>([
    ["without members", () => tarOf(), [empty]],
    ["without a configuration", () => tgzOf(["a.txt", "x"], ["b.pem", "y"]), [empty]],
    [
      "with the HA peer's alone",
      () => tgzOf([".ha-remote-rc.xml", CONFIG]),
      ["left out .ha-remote-rc.xml: the configuration of the HA peer, to be linted by the peer's own export", empty],
    ],
    [
      "when gzip is cut off",
      async () => (await tgzOf(["a.xml", CONFIG], ["b.xml", Buffer.from(noise(50_000))])).subarray(0, 20_000),
      [
        "a.xml",
        "left out b.xml: no configuration by its content",
        "error: The archive is damaged: it ends in the middle.",
      ],
    ],
    [
      "when tar is cut off inside a member",
      async () => (await tarOf(["running-config.xml", CONFIG], ["b.xml", BIG])).subarray(0, 5000),
      ["running-config.xml", "error: The archive is damaged: it ends in the middle."],
    ],
    [
      "when tar is cut off between members",
      async () => (await tarOf(["a.xml", CONFIG], ["b.xml", CONFIG])).subarray(0, 1024),
      ["a.xml", "error: The archive is damaged: it ends in the middle."],
    ],
    [
      "when a header is damaged",
      async () => {
        const archive = await tarOf(["a.xml", CONFIG], ["b.xml", CONFIG]);
        archive.write("z", 1024);
        return archive;
      },
      ["a.xml", "error: The archive is damaged: invalid tar header."],
    ],
    [
      "when gzip is damaged",
      async () => {
        const archive = await tgzOf(["a.xml", CONFIG], ["b.xml", Buffer.from(noise(50_000))]);
        archive.writeUInt8((archive.at(-5) ?? 0) ^ 0xff, archive.length - 5);
        return archive;
      },
      [
        "a.xml",
        "left out b.xml: no configuration by its content",
        "error: The archive is damaged: incorrect data check.",
      ],
    ],
  ])("%s", async (_, make, expected) => {
    expect(await partsOf(await make())).toEqual(expected);
  });

  test.each<[string, Parameters<typeof partsOf>[1], readonly string[]]>([
    ["files", { members: 2 }, ["a.xml", "b.xml", "error: The archive holds more than 2 files."]],
    [
      "bytes in all",
      { unpackedBytes: 50_000 },
      ["a.xml", "b.xml", "error: The archive unpacks to more than 50000 bytes."],
    ],
    ["bytes in one file", { memberBytes: 1000 }, ["a.xml", "b.xml", "c.xml: The file is larger than 1000 bytes."]],
  ])("an archive is refused above a limit of %s", async (_, limits, expected) => {
    expect(await partsOf(await tgzOf(["a.xml", CONFIG], ["b.xml", CONFIG], ["c.xml", BIG]), limits)).toEqual(expected);
  });

  test("running configurations that are held back count towards the limit; those beyond it are read at once", async () => {
    const archive = await tarOf(["a/running-config.xml", CONFIG], ["b/running-config.xml", CONFIG], ["b.xml", CONFIG]);
    expect(await partsOf(archive, { memberBytes: 100 })).toEqual([
      "b/running-config.xml",
      "b.xml",
      "a/running-config.xml",
    ]);
  });
});

/** Text that gzip cannot make much smaller. */
function noise(length: number): string {
  let state = 1;
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return String.fromCharCode(33 + ((state >>> 16) % 90));
  }).join("");
}
