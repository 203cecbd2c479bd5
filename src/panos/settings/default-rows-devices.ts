import { row } from "./default-row.ts";

const SCHEMA = "PAN-OS 10.0.5 schema";
const HELP = "https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-web-interface-help/device/device-setup-management";

const management = <const E extends string>(element: E, value: string) =>
  row("deviceconfig/setting/management", element, value, `${SCHEMA}: ${element} default="${value}"`);
/** The schema gives no default; the help says that the switch is off until it is set. */
const offInHelp = <const E extends string>(element: E) =>
  row("deviceconfig/setting/management", element, "no", `${HELP}: off until it is selected`);
const logging = <const E extends string>(element: E, value: string) =>
  row("deviceconfig/setting/logging", element, value, `${SCHEMA}: setting/logging ${element} default="${value}"`);
const wildfire = <const E extends string>(element: E) =>
  row("deviceconfig/setting/wildfire", element, "no", `${SCHEMA}: setting/wildfire ${element} default="no"`);
const exclusion = <const E extends string>(element: E) =>
  row("session-info-select", element, "no", `${SCHEMA}: session-info-select ${element} default="no"`);
const threshold = <const E extends string>(element: E) =>
  row("log-databases-alarm-threshold", element, "90", `${SCHEMA}: ${element} default="90"`);
const cloud = <const E extends string>(element: E) =>
  row("logging-service-forwarding", element, "no", `${SCHEMA}: logging-service-forwarding ${element} default="no"`);
const commonCriteria = <const E extends string>(element: E) =>
  row("common-criteria", element, "no", `${SCHEMA}: management/common-criteria ${element} default="no"`);
const CLI = "Panorama set command hierarchy";

/** Defaults of device settings, by their path below the device's entry where that is short enough to read. */
export const DEVICE_ROWS = [
  offInHelp("traffic-stop-on-logdb-full"),
  offInHelp("enable-log-high-dp-load"),
  row(
    "deviceconfig/setting/management",
    "enable-high-speed-log-forwarding",
    "no",
    `${HELP}: off until it is selected, except on PA-5450 firewalls`,
  ),
  management("hostname-type-in-syslog", "FQDN"),
  management("report-run-time", "02:00"),
  management("max-rows-in-csv-export", "65535"),
  management("max-rows-in-pdf-report", "5000"),
  management("max-audit-versions", "100"),
  management("rule-hit-count", "yes"),
  management("support-utf8-for-log-output", "no"),
  logging("log-suppression", "yes"),
  logging("max-log-rate", "50000"),
  logging("max-packet-rate", "2560"),
  row("enhanced-application-logging", "enable", "no", `${SCHEMA}: enhanced-application-logging enable default="no"`),
  cloud("enable"),
  cloud("enable-duplicate-logging"),
  wildfire("report-benign-file"),
  wildfire("report-grayware-file"),
  exclusion("exclude-src-ip"),
  exclusion("exclude-src-port"),
  exclusion("exclude-dest-ip"),
  exclusion("exclude-dest-port"),
  exclusion("exclude-vsys-id"),
  exclusion("exclude-app-name"),
  exclusion("exclude-username"),
  exclusion("exclude-url"),
  exclusion("exclude-filename"),
  exclusion("exclude-email-sender"),
  exclusion("exclude-email-recipient"),
  exclusion("exclude-email-subject"),
  row(
    "common-criteria-alarm-generation",
    "enable-alarm-generation",
    "no",
    `${SCHEMA}: common-criteria-alarm-generation enable-alarm-generation default="no"`,
  ),
  threshold("traffic"),
  threshold("threat"),
  threshold("config"),
  threshold("system"),
  threshold("alarm"),
  threshold("hipmatch"),
  threshold("userid"),
  threshold("iptag"),
  threshold("auth"),
  threshold("gtp"),
  threshold("sctp"),
  threshold("globalprotect"),
  threshold("decryption"),
  commonCriteria("skip-authentication-success-logs"),
  commonCriteria("skip-authentication-failure-logs"),
  row("audit-tracking", "op-commands", "no", `${CLI}: audit-tracking op-commands yes|no; absent tracks nothing`),
  row("audit-tracking", "ui-actions", "no", `${CLI}: audit-tracking ui-actions yes|no; absent tracks nothing`),
  row("NTP server", "authentication-type", "none", `${SCHEMA}: ntp-servers authentication-type default="none"`),
  row("log export schedule", "enable", "yes", `${SCHEMA}: log-export-schedule enable default="yes"`),
  row("log-forwarding-from-device", "buffered", "yes", `${HELP}: Buffered Log Forwarding from Device is on by default`),
  row("collector redundancy", "enabled", "no", `${CLI}: redundancy enabled yes|no; off until it is selected`),
  row("log collector group", "forward-to-all", "no", `${CLI}: forward-to-all yes|no; off until it is selected`),
] as const;
