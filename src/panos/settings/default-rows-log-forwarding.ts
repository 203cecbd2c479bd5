import { row } from "./default-row.ts";

const SCHEMA = "PAN-OS 10.0.5 schema";
const MATCH_LIST = `${SCHEMA}: log-settings/profiles match-list`;
const SYSLOG = `${SCHEMA}: log-settings/syslog server`;
const EMAIL = `${SCHEMA}: log-settings/email server`;
const HTTP = `${SCHEMA}: log-settings/http server`;
const NETFLOW = `${SCHEMA}: server-profile/netflow`;

const EAL = `${SCHEMA}: log-settings/profiles enhanced-application-logging default="no"`;
const NOT_MENTIONED = "is optional and has no default; absent is taken for no";
const SYSLOG_PORTS = `${SYSLOG} port has no default; its help names the standard ports UDP:514, SSL:6514`;

/** Defaults of log-forwarding profiles, match lists and server profiles. */
export const LOG_FORWARDING_ROWS = [
  row("log-forwarding profile", "enhanced-application-logging", "no", EAL),
  row("match list", "log-type", "traffic", `${MATCH_LIST} log-type default="traffic"`),
  row("match list", "send-to-panorama", "no", `${MATCH_LIST} send-to-panorama ${NOT_MENTIONED}`),
  row("match list", "quarantine", "no", `${MATCH_LIST} quarantine ${NOT_MENTIONED}`),
  row("tagging action", "target", "source-address", `${MATCH_LIST} tagging target default="source-address"`),
  row("tagging action", "action", "add-tag", `${MATCH_LIST} tagging action default="add-tag"`),
  row("tagging action", "timeout", "0", `${MATCH_LIST} tagging timeout default="0"`),
  row("syslog server", "transport", "UDP", `${SYSLOG} transport default="UDP"`),
  row("syslog server", "port", "514", SYSLOG_PORTS),
  row("syslog server over SSL", "port", "6514", SYSLOG_PORTS),
  row("syslog server", "format", "BSD", `${SYSLOG} format default="BSD"`),
  row("syslog server", "facility", "LOG_USER", `${SYSLOG} facility default="LOG_USER"`),
  row("email server", "protocol", "SMTP", `${EMAIL} protocol default="SMTP"`),
  row("email server", "port", "25", `${EMAIL} port default="25", for TLS too`),
  row("email server", "tls-version", "1.2", `${EMAIL} tls-version default="1.2"`),
  row("email server", "certificate-profile", "None", `${EMAIL} certificate-profile default="None"`),
  row("http server profile", "tag-registration", "no", `${SCHEMA}: log-settings/http tag-registration default="no"`),
  row("http server", "protocol", "HTTPS", `${HTTP} protocol default="HTTPS"`),
  row("http server", "port", "443", `${HTTP} port default="443", for HTTP too`),
  row("http server", "tls-version", "1.2", `${HTTP} tls-version default="1.2"`),
  row("http server", "certificate-profile", "None", `${HTTP} certificate-profile default="None"`),
  row("http server", "http-method", "POST", `${HTTP} http-method default="POST"`),
  row("netflow template refresh", "minutes", "30", `${NETFLOW} template-refresh-rate minutes default="30"`),
  row("netflow template refresh", "packets", "20", `${NETFLOW} template-refresh-rate packets default="20"`),
  row("netflow server profile", "active-timeout", "5", `${NETFLOW} active-timeout default="5"`),
  row("netflow server profile", "export-enterprise-fields", "no", `${NETFLOW} export-enterprise-fields default="no"`),
  row("netflow server", "port", "2055", `${NETFLOW} server port default="2055"`),
] as const;
