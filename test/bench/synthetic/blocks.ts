/** Parts of a config that are always the same, as PAN-OS writes them. */

const decoders = ["ftp", "http", "http2", "imap", "pop3", "smb", "smtp"]
  .map(
    (name) => `
      <entry name="${name}">
        <action>reset-both</action>
        <wildfire-action>reset-both</wildfire-action>
      </entry>`,
  )
  .join("");

/** One security profile of each kind; they block, so that they also log. */
export const SECURITY_PROFILES = `
<profiles>
  <virus>
    <entry name="antivirus-standard">
      <decoder>${decoders.replaceAll("\n", "\n  ")}
      </decoder>
    </entry>
  </virus>
  <spyware>
    <entry name="anti-spyware-standard">
      <rules>
        <entry name="all">
          <action>
            <reset-both/>
          </action>
          <severity>
            <member>any</member>
          </severity>
          <threat-name>any</threat-name>
          <category>any</category>
          <packet-capture>disable</packet-capture>
        </entry>
      </rules>
    </entry>
  </spyware>
  <vulnerability>
    <entry name="vulnerability-standard">
      <rules>
        <entry name="all">
          <action>
            <reset-both/>
          </action>
          <vendor-id>
            <member>any</member>
          </vendor-id>
          <severity>
            <member>any</member>
          </severity>
          <cve>
            <member>any</member>
          </cve>
          <threat-name>any</threat-name>
          <host>any</host>
          <category>any</category>
          <packet-capture>disable</packet-capture>
        </entry>
      </rules>
    </entry>
  </vulnerability>
  <url-filtering>
    <entry name="url-standard">
      <block>
        <member>command-and-control</member>
        <member>malware</member>
        <member>phishing</member>
      </block>
      <alert>
        <member>business-and-economy</member>
      </alert>
    </entry>
  </url-filtering>
  <file-blocking>
    <entry name="file-standard">
      <rules>
        <entry name="all">
          <application>
            <member>any</member>
          </application>
          <file-type>
            <member>any</member>
          </file-type>
          <direction>both</direction>
          <action>alert</action>
        </entry>
      </rules>
    </entry>
  </file-blocking>
  <wildfire-analysis>
    <entry name="wildfire-standard">
      <rules>
        <entry name="all">
          <application>
            <member>any</member>
          </application>
          <file-type>
            <member>any</member>
          </file-type>
          <direction>both</direction>
          <analysis>public-cloud</analysis>
        </entry>
      </rules>
    </entry>
  </wildfire-analysis>
</profiles>`;

/** The one administrator every config has. No password hash: nothing here may look like a secret. */
export const ADMINISTRATOR = `
<users>
  <entry name="admin">
    <permissions>
      <role-based>
        <superuser>yes</superuser>
      </role-based>
    </permissions>
  </entry>
</users>`;

/** Where the log-forwarding profiles send to. */
export const SYSLOG_SERVER = `
<syslog>
  <entry name="siem">
    <server>
      <entry name="collector">
        <server>10.20.2.10</server>
        <transport>SSL</transport>
        <port>6514</port>
        <format>IETF</format>
        <facility>LOG_USER</facility>
      </entry>
    </server>
  </entry>
</syslog>`;

/** A device's own system and config logs, sent to the same place. */
export const DEVICE_LOGS = ["system", "config"]
  .map(
    (type) => `
<${type}>
  <match-list>
    <entry name="${type}-all">
      <filter>All Logs</filter>
      <send-to-panorama>no</send-to-panorama>
      <send-syslog>
        <member>siem</member>
      </send-syslog>
    </entry>
  </match-list>
</${type}>`,
  )
  .join("");

/** What a firewall or a template says about itself. */
export const deviceConfig = (hostname: string): string => `
<deviceconfig>
  <system>
    <hostname>${hostname}</hostname>
    <ip-address>198.51.100.10</ip-address>
    <netmask>255.255.255.0</netmask>
    <default-gateway>198.51.100.1</default-gateway>
    <timezone>UTC</timezone>
    <dns-setting>
      <servers>
        <primary>203.0.113.53</primary>
      </servers>
    </dns-setting>
  </system>
  <setting>
    <management>
      <hostname-type-in-syslog>FQDN</hostname-type-in-syslog>
    </management>
    <logging>
      <log-suppression>no</log-suppression>
    </logging>
  </setting>
</deviceconfig>`;
