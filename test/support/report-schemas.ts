/** What the readers of our reports ask of them, in schemas and tables of our own, written after their documentation. */

const text = { type: "string", minLength: 1 } as const;
const line = { type: "integer", minimum: 1 } as const;
/** From the root of the repository, with forward slashes and without `./`. */
const path = { type: "string", pattern: "^(?!\\.?/)[^\\\\]+$" } as const;

/** https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
export const GITLAB = {
  type: "array",
  items: {
    type: "object",
    additionalProperties: false,
    required: ["description", "check_name", "fingerprint", "severity", "location"],
    properties: {
      description: text,
      check_name: text,
      fingerprint: text,
      severity: { enum: ["info", "minor", "major", "critical", "blocker"] },
      location: {
        type: "object",
        additionalProperties: false,
        required: ["path", "lines"],
        properties: {
          path,
          lines: { type: "object", additionalProperties: false, required: ["begin"], properties: { begin: line } },
        },
      },
    },
  },
} as const;

const place = { type: "object", additionalProperties: false, required: ["line"], properties: { line } } as const;

/** The message DiagnosticResult of https://github.com/reviewdog/reviewdog/tree/master/proto/rdf, as far as it is used. */
export const RDJSON = {
  type: "object",
  additionalProperties: false,
  required: ["source", "diagnostics"],
  properties: {
    source: { type: "object", additionalProperties: false, required: ["name"], properties: { name: text, url: text } },
    diagnostics: {
      type: "array",
      items: {
        type: "object",
        additionalProperties: false,
        required: ["message", "location", "severity"],
        properties: {
          message: text,
          location: {
            type: "object",
            additionalProperties: false,
            required: ["path"],
            properties: {
              path,
              range: {
                type: "object",
                additionalProperties: false,
                required: ["start"],
                properties: { start: place, end: place },
              },
            },
          },
          severity: { enum: ["ERROR", "WARNING", "INFO"] },
          code: {
            type: "object",
            additionalProperties: false,
            required: ["value"],
            properties: { value: text, url: text },
          },
        },
      },
    },
  },
} as const;

interface JunitElement {
  readonly required: readonly string[];
  readonly optional?: readonly string[];
  readonly children: readonly string[];
}

const RESULT: JunitElement = { required: [], optional: ["type", "message"], children: [] };

/** The elements of the schema junit-10.xsd, which Jenkins' xUnit plug-in checks reports against, as far as they are used. */
export const JUNIT: { readonly [element: string]: JunitElement } = {
  testsuites: { required: [], optional: ["name"], children: ["testsuite"] },
  testsuite: {
    required: ["name", "tests", "failures", "errors"],
    optional: ["skipped"],
    children: ["testcase", "system-out"],
  },
  testcase: { required: ["name"], optional: ["classname"], children: ["skipped", "error", "failure"] },
  skipped: RESULT,
  error: RESULT,
  failure: RESULT,
  "system-out": { required: [], children: [] },
};
