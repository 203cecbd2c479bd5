import {
  type DecryptionRule,
  defineRule,
  EXCEPT_OPTIONS,
  type Finding,
  type GlobalProtectService,
  quoteName,
} from "../../src/rule.ts";

export default defineRule({
  id: "decryption-logs-not-forwarded",
  summary: "A decryption rule or GlobalProtect logs TLS handshakes and has no log-forwarding profile.",
  category: "other-rulebases",
  severity: "note",
  precision: "high",
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
  ],
  standards: { "NIST SP 800-53": ["AU-4(1)"] },
  options: {
    ...EXCEPT_OPTIONS,
    actions: {
      type: "array",
      items: { type: "string", enum: ["decrypt", "decrypt-and-forward", "no-decrypt"] },
      default: ["decrypt", "decrypt-and-forward"],
      description: "Decryption rules with one of these actions must have a log-forwarding profile.",
    },
  },
  *check({ config, options, enabledOtherRules }) {
    for (const policyRule of enabledOtherRules("decryption")) {
      // There are no decryption logs of SSH.
      if (policyRule.isForSsh || !options.actions.includes(policyRule.action.value)) continue;
      if (isLost(policyRule)) {
        const profile = config.usage.suggestedLogForwardingProfile(policyRule.scope, "decryption");
        yield { ...told(policyRule, profile), policyRule };
      }
    }
    for (const service of config.network.globalProtect) {
      const setting = service.tlsLogging?.logSetting;
      // In a stack, another layer may have the profile or turn the logs off.
      if (setting === undefined || setting.value !== undefined || !service.speaksFor(setting)) continue;
      if (!service.asPushed.some(isLost)) continue;
      yield { ...told(service, config.usage.suggestedProfileFor(service, "decryption")), path: service.path };
    }
  },
});

/** Whether it logs handshakes that leave the firewall nowhere. */
function isLost({ tlsLogging }: DecryptionRule | GlobalProtectService): boolean {
  if (tlsLogging === undefined || tlsLogging.logSetting.value !== undefined) return false;
  return tlsLogging.logFail.value || tlsLogging.logSuccess.value;
}

function told(place: DecryptionRule | GlobalProtectService, profile = "PROFILE"): Finding {
  return {
    at: place.tlsLogging?.logSetting ?? place.entry,
    message: `${place.label} has no log-forwarding profile; its decryption logs stay on the firewall.`,
    help: "Attach a log-forwarding profile with a match list for decryption logs.",
    commands: [place.command("set", `log-setting ${quoteName(profile)}`)],
  };
}
