import type { Rule } from "../src/rule.ts";
import adminAuditTrailIncomplete from "./admin-audit-trail-incomplete.ts";
import allowRuleNotLogged from "./allow-rule-not-logged.ts";
import allowRuleWithoutProfiles from "./allow-rule-without-profiles.ts";
import authenticationRuleWithoutLogForwarding from "./authentication-rule-without-log-forwarding.ts";
import chattyServiceLogged from "./chatty-service-logged.ts";
import collectorGroupCoverage from "./collector-group-coverage.ts";
import decryptionLogsNotForwarded from "./decryption-logs-not-forwarded.ts";
import defaultLogForwardingProfileMissing from "./default-log-forwarding-profile-missing.ts";
import denyRuleNotLogged from "./deny-rule-not-logged.ts";
import deviceLogsNotForwarded from "./device-logs-not-forwarded.ts";
import dnsSecurityLogNone from "./dns-security-log-none.ts";
import dosRuleWithoutLogForwarding from "./dos-rule-without-log-forwarding.ts";
import duplicateLogDelivery from "./duplicate-log-delivery.ts";
import fileTransfersNotLogged from "./file-transfers-not-logged.ts";
import highDpLoadLogOff from "./high-dp-load-log-off.ts";
import highVolumeHttpForwarding from "./high-volume-http-forwarding.ts";
import inactiveRuleLeftInRulebase from "./inactive-rule-left-in-rulebase.ts";
import interzoneDefaultNotLogged from "./interzone-default-not-logged.ts";
import interzoneDefaultOverrideAllows from "./interzone-default-override-allows.ts";
import intrazoneDefaultNotLogged from "./intrazone-default-not-logged.ts";
import logClockNotSynchronised from "./log-clock-not-synchronised.ts";
import logExportInsecure from "./log-export-insecure.ts";
import logForwardingMissingLogType from "./log-forwarding-missing-log-type.ts";
import logForwardingProfileHasNoEffect from "./log-forwarding-profile-has-no-effect.ts";
import logFullAlarmMissing from "./log-full-alarm-missing.ts";
import logQuotaUnusable from "./log-quota-unusable.ts";
import logRateLimited from "./log-rate-limited.ts";
import logRetentionTooShort from "./log-retention-too-short.ts";
import logStartAndEnd from "./log-start-and-end.ts";
import logStartOnly from "./log-start-only.ts";
import logSuppressionOn from "./log-suppression-on.ts";
import logsStoredOnlyLocally from "./logs-stored-only-locally.ts";
import longLivedRuleWithoutLogStart from "./long-lived-rule-without-log-start.ts";
import longSessionMonitoringMissing from "./long-session-monitoring-missing.ts";
import maliciousVerdictWithoutAlert from "./malicious-verdict-without-alert.ts";
import panoramaForwardingWithoutPanorama from "./panorama-forwarding-without-panorama.ts";
import profilesOnDenyRule from "./profiles-on-deny-rule.ts";
import reconAllowNotLogged from "./recon-allow-not-logged.ts";
import ruleWithoutLogForwarding from "./rule-without-log-forwarding.ts";
import serverResponseInspectionDisabled from "./server-response-inspection-disabled.ts";
import shadowedRuleNeverLogs from "./shadowed-rule-never-logs.ts";
import stopTrafficOnLogFull from "./stop-traffic-on-log-full.ts";
import syslogCleartextTransport from "./syslog-cleartext-transport.ts";
import syslogFormatDropsCorrelationFields from "./syslog-format-drops-correlation-fields.ts";
import syslogHostnameMissing from "./syslog-hostname-missing.ts";
import threatActionAllowNotLogged from "./threat-action-allow-not-logged.ts";
import threatBlockWithoutSessionEndLog from "./threat-block-without-session-end-log.ts";
import threatSeverityNotCovered from "./threat-severity-not-covered.ts";
import threatSeverityNotForwarded from "./threat-severity-not-forwarded.ts";
import tlsFailuresNotLogged from "./tls-failures-not-logged.ts";
import tunnelInspectionLoggingIncomplete from "./tunnel-inspection-logging-incomplete.ts";
import unresolvedLogForwardingProfile from "./unresolved-log-forwarding-profile.ts";
import unresolvedLogServerProfile from "./unresolved-log-server-profile.ts";
import unresolvedSecurityProfile from "./unresolved-security-profile.ts";
import unusedLoggingObject from "./unused-logging-object.ts";
import urlCategoryAllowNotLogged from "./url-category-allow-not-logged.ts";
import urlContainerPageOnly from "./url-container-page-only.ts";
import urlHttpHeadersNotLogged from "./url-http-headers-not-logged.ts";
import wildfireVerdictsNotReported from "./wildfire-verdicts-not-reported.ts";
import zoneWithoutLogSetting from "./zone-without-log-setting.ts";

/** The built-in lint rules, in the order in which they are listed. */
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
