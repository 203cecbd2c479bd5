// Written by `npm run generate` from the files of the rules.
import type { Rule } from "../src/rule.ts";
import interzoneDefaultNotLogged from "./default-rules/interzone-default-not-logged.ts";
import interzoneDefaultOverrideAllows from "./default-rules/interzone-default-override-allows.ts";
import intrazoneDefaultNotLogged from "./default-rules/intrazone-default-not-logged.ts";
import adminAuditTrailIncomplete from "./device-log-settings/admin-audit-trail-incomplete.ts";
import deviceLogsNotForwarded from "./device-log-settings/device-logs-not-forwarded.ts";
import highDpLoadLogOff from "./device-log-settings/high-dp-load-log-off.ts";
import logClockNotSynchronised from "./device-log-settings/log-clock-not-synchronised.ts";
import syslogHostnameMissing from "./device-log-settings/syslog-hostname-missing.ts";
import inactiveRuleLeftInRulebase from "./hygiene/inactive-rule-left-in-rulebase.ts";
import shadowedRuleNeverLogs from "./hygiene/shadowed-rule-never-logs.ts";
import unresolvedSecurityProfile from "./hygiene/unresolved-security-profile.ts";
import unusedLoggingObject from "./hygiene/unused-logging-object.ts";
import defaultLogForwardingProfileMissing from "./log-forwarding/default-log-forwarding-profile-missing.ts";
import duplicateLogDelivery from "./log-forwarding/duplicate-log-delivery.ts";
import highVolumeHttpForwarding from "./log-forwarding/high-volume-http-forwarding.ts";
import logForwardingMissingLogType from "./log-forwarding/log-forwarding-missing-log-type.ts";
import logForwardingProfileHasNoEffect from "./log-forwarding/log-forwarding-profile-has-no-effect.ts";
import maliciousVerdictWithoutAlert from "./log-forwarding/malicious-verdict-without-alert.ts";
import panoramaForwardingWithoutPanorama from "./log-forwarding/panorama-forwarding-without-panorama.ts";
import ruleWithoutLogForwarding from "./log-forwarding/rule-without-log-forwarding.ts";
import syslogCleartextTransport from "./log-forwarding/syslog-cleartext-transport.ts";
import syslogFormatDropsCorrelationFields from "./log-forwarding/syslog-format-drops-correlation-fields.ts";
import threatSeverityNotForwarded from "./log-forwarding/threat-severity-not-forwarded.ts";
import unresolvedLogForwardingProfile from "./log-forwarding/unresolved-log-forwarding-profile.ts";
import unresolvedLogServerProfile from "./log-forwarding/unresolved-log-server-profile.ts";
import collectorGroupCoverage from "./log-storage/collector-group-coverage.ts";
import logExportInsecure from "./log-storage/log-export-insecure.ts";
import logFullAlarmMissing from "./log-storage/log-full-alarm-missing.ts";
import logQuotaUnusable from "./log-storage/log-quota-unusable.ts";
import logRateLimited from "./log-storage/log-rate-limited.ts";
import logRetentionTooShort from "./log-storage/log-retention-too-short.ts";
import logSuppressionOn from "./log-storage/log-suppression-on.ts";
import logsStoredOnlyLocally from "./log-storage/logs-stored-only-locally.ts";
import stopTrafficOnLogFull from "./log-storage/stop-traffic-on-log-full.ts";
import authenticationRuleWithoutLogForwarding from "./other-rulebases/authentication-rule-without-log-forwarding.ts";
import decryptionLogsNotForwarded from "./other-rulebases/decryption-logs-not-forwarded.ts";
import dosRuleWithoutLogForwarding from "./other-rulebases/dos-rule-without-log-forwarding.ts";
import reconAllowNotLogged from "./other-rulebases/recon-allow-not-logged.ts";
import tlsFailuresNotLogged from "./other-rulebases/tls-failures-not-logged.ts";
import tunnelInspectionLoggingIncomplete from "./other-rulebases/tunnel-inspection-logging-incomplete.ts";
import zoneWithoutLogSetting from "./other-rulebases/zone-without-log-setting.ts";
import allowRuleNotLogged from "./session-logging/allow-rule-not-logged.ts";
import chattyServiceLogged from "./session-logging/chatty-service-logged.ts";
import denyRuleNotLogged from "./session-logging/deny-rule-not-logged.ts";
import logStartAndEnd from "./session-logging/log-start-and-end.ts";
import logStartOnly from "./session-logging/log-start-only.ts";
import longLivedRuleWithoutLogStart from "./session-logging/long-lived-rule-without-log-start.ts";
import longSessionMonitoringMissing from "./session-logging/long-session-monitoring-missing.ts";
import allowRuleWithoutProfiles from "./threat-inspection/allow-rule-without-profiles.ts";
import dnsSecurityLogNone from "./threat-inspection/dns-security-log-none.ts";
import fileTransfersNotLogged from "./threat-inspection/file-transfers-not-logged.ts";
import profilesOnDenyRule from "./threat-inspection/profiles-on-deny-rule.ts";
import serverResponseInspectionDisabled from "./threat-inspection/server-response-inspection-disabled.ts";
import threatActionAllowNotLogged from "./threat-inspection/threat-action-allow-not-logged.ts";
import threatBlockWithoutSessionEndLog from "./threat-inspection/threat-block-without-session-end-log.ts";
import threatSeverityNotCovered from "./threat-inspection/threat-severity-not-covered.ts";
import urlCategoryAllowNotLogged from "./threat-inspection/url-category-allow-not-logged.ts";
import urlContainerPageOnly from "./threat-inspection/url-container-page-only.ts";
import urlHttpHeadersNotLogged from "./threat-inspection/url-http-headers-not-logged.ts";
import wildfireVerdictsNotReported from "./threat-inspection/wildfire-verdicts-not-reported.ts";

/** The built-in lint rules, in the order in which they are listed: that of their rows in src/setup/presets.ts. */
export const rules: readonly Rule[] = [
  logStartAndEnd,
  logStartOnly,
  allowRuleNotLogged,
  denyRuleNotLogged,
  longLivedRuleWithoutLogStart,
  chattyServiceLogged,
  longSessionMonitoringMissing,
  ruleWithoutLogForwarding,
  unresolvedLogForwardingProfile,
  logForwardingProfileHasNoEffect,
  logForwardingMissingLogType,
  threatSeverityNotForwarded,
  panoramaForwardingWithoutPanorama,
  unresolvedLogServerProfile,
  defaultLogForwardingProfileMissing,
  syslogCleartextTransport,
  highVolumeHttpForwarding,
  duplicateLogDelivery,
  syslogFormatDropsCorrelationFields,
  maliciousVerdictWithoutAlert,
  profilesOnDenyRule,
  threatBlockWithoutSessionEndLog,
  allowRuleWithoutProfiles,
  threatActionAllowNotLogged,
  threatSeverityNotCovered,
  dnsSecurityLogNone,
  urlCategoryAllowNotLogged,
  urlContainerPageOnly,
  urlHttpHeadersNotLogged,
  serverResponseInspectionDisabled,
  fileTransfersNotLogged,
  wildfireVerdictsNotReported,
  stopTrafficOnLogFull,
  logQuotaUnusable,
  logRetentionTooShort,
  logsStoredOnlyLocally,
  logExportInsecure,
  logFullAlarmMissing,
  logRateLimited,
  logSuppressionOn,
  collectorGroupCoverage,
  deviceLogsNotForwarded,
  highDpLoadLogOff,
  syslogHostnameMissing,
  adminAuditTrailIncomplete,
  logClockNotSynchronised,
  interzoneDefaultNotLogged,
  intrazoneDefaultNotLogged,
  interzoneDefaultOverrideAllows,
  tlsFailuresNotLogged,
  decryptionLogsNotForwarded,
  dosRuleWithoutLogForwarding,
  zoneWithoutLogSetting,
  authenticationRuleWithoutLogForwarding,
  tunnelInspectionLoggingIncomplete,
  reconAllowNotLogged,
  shadowedRuleNeverLogs,
  inactiveRuleLeftInRulebase,
  unresolvedSecurityProfile,
  unusedLoggingObject,
];
