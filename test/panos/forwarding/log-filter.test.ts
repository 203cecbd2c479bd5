import { describe, expect, test } from "@jest/globals";
import {
  LOG_SEVERITIES,
  letsThrough,
  neverMatches,
  severitiesOf,
  takeAllTogether,
  takesAllLogs,
} from "../../../src/panos/forwarding/log-filter.ts";

const ALL = LOG_SEVERITIES.join(" ");

describe("the severities that a filter lets through", () => {
  test.each([
    ["All Logs", ALL],
    ["", ALL],
    [" \n All Logs\t", ALL],
    ["(severity eq critical)", "critical"],
    ["( severity eq critical )", "critical"],
    ["severity eq critical", "critical"],
    ["(severity eq 'critical')", "critical"],
    ['(severity eq "critical")', "critical"],
    ["((severity eq critical))", "critical"],
    ["(severity geq medium)", "medium high critical"],
    ["(severity leq low)", "informational low"],
    ["(severity neq informational)", "low medium high critical"],
    ["(severity eq high) or (severity eq critical)", "high critical"],
    ["(severity eq high) OR (severity eq low) or (severity eq medium)", "low medium high"],
    ["(severity neq low) and (severity neq informational)", "medium high critical"],
    ["(severity geq low) and ((severity eq low) or (severity eq high))", "low high"],
    ["(severity eq high) and (severity eq low)", ""],
    ["(severity geq informational)", ALL],
  ])("%j: %j", (filter, expected) => {
    expect([...(severitiesOf(filter) ?? ["undecided"])].join(" ")).toBe(expected);
  });

  test.each([
    ["another field", "(subtype eq virus)"],
    ["another field beside it", "(severity eq critical) and (subtype eq virus)"],
    ["another field, either of which is enough", "(severity eq critical) or (subtype eq virus)"],
    ["a severity that there is not", "(severity eq urgent)"],
    ["a severity written otherwise", "(severity eq Critical)"],
    ["another operator", "(severity contains crit)"],
    ["a negation", "!(severity eq low)"],
    ["a mixture of and and or, which has no known order", "severity eq low or severity eq high and severity neq low"],
    ["a parenthesis left open", "((severity eq low)"],
    ["another word for a parenthesis", "(severity eq low x"],
    ["a parenthesis too many", "(severity eq low))"],
    ["something behind it", "(severity eq low) (severity eq high)"],
    ["an end too early", "(severity eq"],
    ["a quote left open", "(severity eq 'low)"],
    ["nothing between parentheses", "()"],
    ["an operator without its right side", "(severity eq low) or"],
    ["words that look like all logs", "all logs"],
    ["more parentheses than anybody writes", `${"(".repeat(100)}severity eq low${")".repeat(100)}`],
  ])("cannot be told from %s", (_, filter) => {
    expect(severitiesOf(filter)).toBeUndefined();
  });

  test.each([
    ["All Logs", true],
    ["  ", true],
    ["(severity geq informational)", false],
    ["All logs", false],
  ])("%j takes all logs: %j", (filter, expected) => {
    expect(takesAllLogs(filter)).toBe(expected);
  });
});

describe("a filter that contradicts itself", () => {
  test.each([
    ["All Logs", false],
    ["", false],
    ["(verdict eq malicious) and (verdict eq phishing)", true],
    ["(verdict eq malicious) or (verdict eq phishing)", false],
    ["(verdict eq malicious) and (verdict eq malicious)", false],
    ["(verdict eq malicious) and (severity eq high)", false],
    ["(severity eq high) and (severity eq low)", true],
    ["(severity geq high) and (severity leq low)", true],
    ["(a eq 1) and ((b eq 2) and (a eq 3))", true],
    ["(a eq 1) and ((b eq 2) or (a eq 3))", false],
    ["((a eq 1) and (a eq 2)) or (b eq 3)", false],
    ["((a eq 1) and (a eq 2)) or ((b eq 3) and (b eq 4))", true],
    ["((a eq 1) and (a eq 2)) and (b eq 3)", true],
    // Source or destination: a session can have both values.
    ["(zone eq inside) and (zone eq outside)", false],
    ["(zone.src eq inside) and (zone.src eq outside)", true],
    ["(a neq 1) and (a neq 2)", false],
    ["not understood at all (", false],
    ["(a eq () and (a eq 2)", false],
  ])("%j: %j", (filter, expected) => {
    expect(neverMatches(filter)).toBe(expected);
  });
});

test.each([
  [["(zone.src eq dmz)", "(zone.src neq dmz)"], true],
  [["(addr.src in 10.0.0.0/8)", "(addr.src notin 10.0.0.0/8)"], true],
  [["(app eq ssl) or (app neq ssl)"], true],
  [["(severity geq high)", "(severity leq medium)"], true],
  [["(app eq ssl)", "All Logs"], true],
  [["(zone.src eq dmz)", "(zone.src neq lan)"], false],
  [["(zone.src eq dmz)", "(zone.dst neq dmz)"], false],
  [["(zone.src eq dmz) and (app eq ssl)", "(zone.src neq dmz)"], false],
  [["(severity geq high)", "(severity eq low)"], false],
  [[], false],
])("%j take all logs together: %s", (filters, all) => {
  expect(takeAllTogether(filters)).toBe(all);
});

describe("whether a filter lets malicious files through", () => {
  test.each<[string, boolean | undefined]>([
    ["All Logs", true],
    ["", true],
    ["(verdict eq malicious)", true],
    ["(verdict neq benign)", true],
    ["(verdict eq benign)", false],
    ["(verdict neq malicious)", false],
    ["(verdict eq grayware) or (verdict eq malicious)", true],
    ["(verdict neq benign) and (verdict neq grayware)", true],
    ["(verdict neq benign) and (verdict neq malicious)", false],
    ["(verdict eq benign) or (verdict eq grayware)", false],
    ["(verdict eq malicious) and (zone.src eq guests)", undefined],
    ["(verdict eq benign) and (zone.src eq guests)", false],
    ["(verdict eq malicious) or (zone.src eq guests)", true],
    ["(verdict eq benign) or (zone.src eq guests)", undefined],
    ["(zone.src eq guests)", undefined],
    ["(verdict contains mal)", undefined],
    ["verdict eq", undefined],
  ])("%j: %s", (filter, expected) => {
    expect(letsThrough(filter, "verdict", "malicious")).toBe(expected);
  });
});

test.each([
  ["(severity geq high)", "critical", true],
  ["(severity geq high)", "low", false],
  ["(severity eq critical) and (zone.src eq guests)", "critical", undefined],
  ["(severity eq critical) and (zone.src eq guests)", "high", false],
  ["(severity contains crit)", "critical", undefined],
])("whether the filter %j lets logs of severity %s through: %s", (filter, severity, expected) => {
  expect(letsThrough(filter, "severity", severity)).toBe(expected);
});
