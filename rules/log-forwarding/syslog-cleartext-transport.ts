import { defineRule, type Finding, isWithin, quoteName, type ServerProfile, type Setting } from "../../src/rule.ts";

export default defineRule({
  id: "syslog-cleartext-transport",
  summary: "Logs go to a syslog or HTTP server without encryption.",
  category: "log-forwarding",
  severity: "note",
  precision: "high",
  since: "0.1.0",
  references: [
    {
      title: "Device > Server Profiles > Syslog",
      url: "https://docs.paloaltonetworks.com/ngfw/help/11-2/device/device-server-profiles-syslog",
    },
  ],
  standards: { CIS: ["1.1.1.1"], "NIST SP 800-53": ["SC-8", "AU-9"], "PCI DSS": ["10.3"] },
  options: {
    allowTransport: {
      type: "array",
      items: { type: "string", enum: ["UDP", "TCP", "SSL"] },
      default: ["SSL"],
      description: "The transports that syslog servers may have.",
    },
    allowServers: {
      type: "array",
      items: { type: "string" },
      default: [],
      description: "Addresses, networks (`192.0.2.0/24`) and names of servers that may get logs without encryption.",
    },
  },
  *check({ config, options }) {
    for (const { profile, uses } of config.usage.serverProfileUses) {
      const related = uses.slice(0, 1).map(({ label, element: at }) => ({ at, message: `${label} sends logs to it.` }));
      for (const { server, ...finding } of flawsOf(profile, options.allowTransport)) {
        const address = server.address.value;
        if (address === undefined || isWithin(address, options.allowServers)) continue;
        yield { ...finding, path: server.path, related };
      }
    }
  },
});

interface Server {
  readonly path: string;
  readonly address: Setting<string | undefined>;
}
type Flaw = Finding & { readonly server: Server };

function* flawsOf(profile: ServerProfile, allowed: readonly string[]): Generator<Flaw> {
  const command = (name: string, change: string): string[] => [
    profile.command("set", `server ${quoteName(name)} ${change}`),
  ];
  if (profile.kind === "syslog") {
    for (const server of profile.servers) {
      const { name, transport } = server;
      if (allowed.includes(transport.value)) continue;
      const lossy = transport.value === "UDP" ? ", and what gets lost on the way is not sent again" : "";
      yield {
        server,
        at: transport,
        message: `Syslog server "${name}" of server profile "${profile.name}" receives logs over ${transport.value} without encryption${lossy}.`,
        help: "Take the transport SSL; the server must accept TLS, and the firewall must trust its certificate.",
        commands: command(name, "transport SSL port 6514"),
      };
    }
  } else if (profile.kind === "http") {
    for (const server of profile.servers) {
      const { name, protocol, tlsVersion } = server;
      const label = `HTTP server "${name}" of server profile "${profile.name}"`;
      if (protocol.value === "HTTP") {
        const message = `${label} receives logs over HTTP without encryption.`;
        const help = "Take the protocol HTTPS; the firewall must trust the server's certificate.";
        yield { server, at: protocol, message, help, commands: command(name, "protocol HTTPS port 443") };
      } else if (tlsVersion.value !== "1.2") {
        const message = `${label} receives logs over TLS ${tlsVersion.value}, which is not secure any more.`;
        const help = "Take TLS 1.2.";
        yield { server, at: tlsVersion, message, help, commands: command(name, "tls-version 1.2") };
      }
    }
  }
}
