import { expect, test } from "@jest/globals";
import { json } from "../../src/report/findings/json.ts";
import { fileReport, finding, parseReport, render, report } from "../support/cli-reports.ts";

const CAMERA = finding(689, {
  rule: "unresolved-log-forwarding-profile",
  severity: "error",
  message: 'Security rule "Camera-Upload" refers to log-forwarding profile "to-siem-old".',
  commands: ["set rulebase security rules Camera-Upload log-setting to-siem"],
});

test("a report is versioned, complete, and holds one finding a line in the order of the report", () => {
  const content = report(
    [
      CAMERA,
      finding(700, {
        file: "panorama/running-config.xml",
        help: undefined,
        commands: [],
        policyRule: undefined,
        path: "shared/log-settings",
      }),
    ],
    {
      files: [
        fileReport("branch-office.xml", {
          notes: ["converted from UTF-16 (little-endian)"],
          panosVersion: undefined,
          shape: "partial-export",
          partial: "the file is a fragment of a configuration",
        }),
        fileReport("panorama/running-config.xml", { product: "panorama", deviceGroups: 5 }),
      ],
      errors: [
        {
          file: "broken.xml",
          uri: "broken.xml",
          line: 3,
          column: 14,
          message: "The element <rules> is not closed.",
          hint: "Export it again.",
        },
        {
          file: "a.zip",
          uri: "a.zip",
          line: undefined,
          column: undefined,
          message: "It is an archive.",
          hint: undefined,
        },
      ],
    },
  );
  const text = render(json, content);
  expect(text).toMatchInlineSnapshot(`
"{"version":1,
"files":[
{"path":"branch-office.xml","product":"firewall","panosVersion":null,"shape":"partial-export","partial":"the file is a fragment of a configuration","policyRules":{"security":{"total":12,"disabled":1}}},
{"path":"panorama/running-config.xml","product":"panorama","panosVersion":"11.1.4","shape":"running-config","partial":null,"policyRules":{"security":{"total":12,"disabled":1}}}
],
"findings":[
{"rule":"unresolved-log-forwarding-profile","severity":"error","message":"Security rule \\"Camera-Upload\\" refers to log-forwarding profile \\"to-siem-old\\".","help":"Turn off Log at Session Start.\\nset rulebase security rules Camera-Upload log-setting to-siem","file":"branch-office.xml","line":689,"column":19,"endLine":689,"endColumn":45,"path":"vsys/vsys1/rulebase/security/Web-Browsing-689","identity":"000000000000000000000000000002b1","policyRule":{"kind":"security","name":"Web-Browsing-689","uuid":null,"rulebase":"local","scope":"vsys/vsys1","owner":null},"related":[]},
{"rule":"log-start-and-end","severity":"warning","message":"Security rule \\"Web-Browsing-700\\" logs at session start and at session end; keep session end only.","help":null,"file":"panorama/running-config.xml","line":700,"column":19,"endLine":700,"endColumn":45,"path":"shared/log-settings","identity":"000000000000000000000000000002bc","policyRule":null,"related":[]}
],
"summary":{"error":1,"warning":1,"note":0,"suppressed":0,"baselined":0,"unchanged":0},
"errors":[
{"file":"broken.xml","line":3,"column":14,"message":"The element <rules> is not closed.","hint":"Export it again."},
{"file":"a.zip","line":null,"column":null,"message":"It is an archive.","hint":null}
],
"remarks":[]}
"
`);
  parseReport(text);
});

test("a report of nothing is complete, too", () => {
  const text = render(json, report([]));
  expect(text).toMatchInlineSnapshot(`
"{"version":1,
"files":[],
"findings":[],
"summary":{"error":0,"warning":0,"note":0,"suppressed":0,"baselined":0,"unchanged":0},
"errors":[],
"remarks":[]}
"
`);
  expect(parseReport(text).findings).toEqual([]);
});

test("neither colour nor --quiet make a difference", () => {
  const content = report([CAMERA]);
  expect(render(json, content, { color: true, quiet: true })).toBe(render(json, content));
});

test("help and commands are one text, or null when there is neither", () => {
  const helps = [
    finding(1),
    finding(2, { help: undefined }),
    finding(3, { commands: [] }),
    finding(4, { help: undefined, commands: [] }),
  ];
  expect(parseReport(render(json, report(helps))).findings.map(({ help }) => help)).toEqual([
    "Turn off Log at Session Start.\nset rulebase security rules Web-Browsing-1 log-start no",
    "set rulebase security rules Web-Browsing-2 log-start no",
    "Turn off Log at Session Start.",
    null,
  ]);
});

test("a pushed rule has its owner", () => {
  const { policyRule: plain } = finding(1);
  const policyRule = plain && { ...plain, owner: "Branch" };
  const text = render(json, report([finding(1, { policyRule })]));
  parseReport(text);
  expect(text).toContain('"scope":"vsys/vsys1","owner":"Branch"}');
});
