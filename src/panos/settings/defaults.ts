import type { DefaultRow } from "./default-row.ts";
import { DEVICE_ROWS } from "./default-rows-devices.ts";
import { LOG_FORWARDING_ROWS } from "./default-rows-log-forwarding.ts";
import { PANORAMA_ROWS } from "./default-rows-panorama.ts";
import { PLACE_ROWS } from "./default-rows-places.ts";
import { PROFILE_ROWS } from "./default-rows-profiles.ts";

const SCHEMA = "PAN-OS 10.0.5 schema";

const ROWS = [
  {
    place: "security rule",
    element: "action",
    value: "allow",
    source: `${SCHEMA}: rulebase/security action default="allow"; a commit asks for the element`,
  },
  {
    place: "security rule",
    element: "log-start",
    value: "no",
    source: `${SCHEMA}: rulebase/security log-start default="no"`,
  },
  {
    place: "security rule",
    element: "log-end",
    value: "yes",
    source: `${SCHEMA}: rulebase/security log-end default="yes"`,
  },
  {
    place: "security rule",
    element: "disabled",
    value: "no",
    source: `${SCHEMA}: rulebase/security disabled default="no"`,
  },
  {
    place: "security rule",
    element: "rule-type",
    value: "universal",
    source: `${SCHEMA}: rulebase/security rule-type default="universal"`,
  },
  {
    place: "security rule",
    element: "negate-source",
    value: "no",
    source: `${SCHEMA}: rulebase/security negate-source default="no"`,
  },
  {
    place: "security rule",
    element: "negate-destination",
    value: "no",
    source: `${SCHEMA}: rulebase/security negate-destination default="no"`,
  },
  {
    place: "security rule",
    element: "service",
    value: "application-default",
    source: `${SCHEMA}: rulebase/security service default="application-default"; a commit asks for the element`,
  },
  {
    place: "default rule override",
    element: "action",
    value: "allow",
    source: `${SCHEMA}: rulebase/default-security-rules action default="allow", for interzone-default too`,
  },
  {
    place: "default rule override",
    element: "log-start",
    value: "no",
    source: `${SCHEMA}: rulebase/default-security-rules log-start default="no"`,
  },
  {
    place: "default rule override",
    element: "log-end",
    value: "yes",
    source: `${SCHEMA}: rulebase/default-security-rules log-end default="yes"`,
  },
  {
    place: "target",
    element: "negate",
    value: "no",
    source: "Panorama set command hierarchy: target negate yes|no; absent means that the devices listed are meant",
  },
  ...PLACE_ROWS,
  ...DEVICE_ROWS,
  ...PROFILE_ROWS,
  ...LOG_FORWARDING_ROWS,
  ...PANORAMA_ROWS,
] as const satisfies readonly DefaultRow[];

type Row = (typeof ROWS)[number];
export type DefaultPlace = Row["place"];
export type DefaultElement<P extends DefaultPlace> = Extract<Row, { place: P }>["element"];

/** Every default, for the tests and for `explain`. */
export const DEFAULTS: readonly DefaultRow[] = ROWS;

const BY_KEY: ReadonlyMap<string, DefaultRow> = new Map(ROWS.map((row) => [`${row.place}/${row.element}`, row]));

/** The default of one element. Throws when the table has no such row, which is a mistake of ours. */
export function defaultOf<P extends DefaultPlace>(place: P, element: DefaultElement<P>): DefaultRow {
  const row = BY_KEY.get(`${place}/${element}`);
  if (row === undefined) throw new Error(`No default known for ${element} of a ${place}.`);
  return row;
}

/** The values of a default rule that nothing overrides: it is not in the file, but still the last rule evaluated. */
export interface PredefinedDefaultRule {
  readonly action: "allow" | "deny";
  readonly logStart: false;
  readonly logEnd: false;
}

/**
 * https://docs.paloaltonetworks.com/panorama/11-1/panorama-admin/panorama-overview/centralized-firewall-configuration-and-update-management/device-groups/device-group-policies
 * gives the actions; https://docs.paloaltonetworks.com/best-practices/internet-gateway-best-practices says that traffic
 * matching the predefined default rules is not logged.
 */
export const PREDEFINED_DEFAULT_RULES = {
  "intrazone-default": { action: "allow", logStart: false, logEnd: false },
  "interzone-default": { action: "deny", logStart: false, logEnd: false },
} as const satisfies Record<string, PredefinedDefaultRule>;

export type DefaultRuleName = keyof typeof PREDEFINED_DEFAULT_RULES;
