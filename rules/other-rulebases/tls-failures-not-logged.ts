import {
  type DecryptionRule,
  defineRule,
  EXCEPT_OPTIONS,
  type Finding,
  type GlobalProtectService,
} from "../../src/rule.ts";

export default defineRule({
  id: "tls-failures-not-logged",
  summary: "A decryption rule or GlobalProtect does not log TLS handshakes that fail.",
  category: "other-rulebases",
  severity: "warning",
  precision: "very-high",
  since: "0.1.0",
  references: [
    {
      title: "Configure Decryption Logging",
      url: "https://docs.paloaltonetworks.com/network-security/decryption/administration/monitoring-decryption/configure-decryption-logging",
    },
    {
      title: "Decryption Logs",
      url: "https://docs.paloaltonetworks.com/pan-os/10-2/pan-os-admin/decryption/troubleshoot-and-monitor-decryption/decryption-logs",
    },
    {
      title: "GlobalProtect Portals General Tab",
      url: "https://docs.paloaltonetworks.com/ngfw/help/11-2/globalprotect/network-globalprotect-portals/globalprotect-portals-general-tab",
    },
  ],
  standards: { "NIST SP 800-53": ["AU-12", "SC-23"] },
  options: {
    ...EXCEPT_OPTIONS,
    requireSuccess: {
      type: "boolean",
      default: false,
      description: "Whether handshakes that succeed must be logged too.",
    },
  },
  *check({ config, options, enabledOtherRules }) {
    const { requireSuccess } = options;
    for (const policyRule of enabledOtherRules("decryption")) {
      // There are no decryption logs of SSH.
      if (!policyRule.isForSsh) yield* judge(policyRule, { policyRule }, requireSuccess);
    }
    for (const service of config.network.globalProtect) {
      yield* judge(service, { path: service.path }, requireSuccess);
    }
  },
});

function* judge(
  place: DecryptionRule | GlobalProtectService,
  about: Pick<Finding, "policyRule" | "path">,
  requireSuccess: boolean,
): Generator<Finding> {
  const { tlsLogging } = place;
  if (tlsLogging === undefined) return;
  const { logFail, logSuccess } = tlsLogging;
  if (isOff(place, "logFail")) {
    yield {
      ...about,
      at: logFail,
      message: `${place.label} does not log TLS handshakes that fail.`,
      help: "Turn on Log Unsuccessful SSL Handshake, as it is by default.",
      commands: [place.command("set", "log-fail yes")],
    };
  }
  if (requireSuccess && isOff(place, "logSuccess")) {
    yield {
      ...about,
      at: logSuccess,
      severity: "note",
      message: `${place.label} does not log TLS handshakes that succeed.`,
      help: "Turn on Log Successful SSL Handshake, and give decryption logs a larger quota.",
      commands: [place.command("set", "log-success yes")],
    };
  }
}

/** Whether it does not log them, and no layer of a template stack puts that right. */
function isOff(place: DecryptionRule | GlobalProtectService, name: "logFail" | "logSuccess"): boolean {
  const setting = place.tlsLogging?.[name];
  if (setting === undefined || setting.value) return false;
  if (!("asPushed" in place)) return true;
  return place.speaksFor(setting) && place.asPushed.some(({ tlsLogging }) => tlsLogging?.[name].value === false);
}
