import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import type { DefaultPlace } from "../settings/defaults.ts";
import type { Setting } from "../settings/setting.ts";
import { holderOf, SettingReader } from "../settings/setting-reader.ts";
import { logicalPath } from "../vocabulary/logical-path.ts";

const TRANSPORTS = ["UDP", "TCP", "SSL"] as const;
const SYSLOG_FORMATS = ["BSD", "IETF"] as const;
const FACILITIES = [
  "LOG_USER",
  "LOG_LOCAL0",
  "LOG_LOCAL1",
  "LOG_LOCAL2",
  "LOG_LOCAL3",
  "LOG_LOCAL4",
  "LOG_LOCAL5",
  "LOG_LOCAL6",
  "LOG_LOCAL7",
] as const;
const MAIL_PROTOCOLS = ["SMTP", "TLS"] as const;
const MAIL_TLS_VERSIONS = ["1.2", "1.1"] as const;
const WEB_PROTOCOLS = ["HTTP", "HTTPS"] as const;
const WEB_TLS_VERSIONS = ["1.2", "1.1", "1.0"] as const;

/** One server of a server profile: how its leaves are read. User names, passwords and communities are never read. */
abstract class LogServer {
  readonly name: string;
  readonly element: Element;
  readonly #file: Export;

  constructor(file: Export, name: string, element: Element) {
    this.#file = file;
    this.name = name;
    this.element = element;
  }

  /** `shared/log-settings/syslog/siem/server/collector` */
  get path(): string {
    return logicalPath(this.element);
  }

  /** Where the logs go: a name, an address or a template's `$variable`; undefined when it is not written. */
  abstract get address(): Setting<string | undefined>;

  /** Whether everything is written without which nothing can be sent. */
  get isComplete(): boolean {
    return this.address.value !== undefined;
  }

  /** A leaf without default. */
  protected text(name: string): Setting<string | undefined> {
    const element = this.element.child(name);
    const value = element?.trimmedText;
    return { name, value, origin: value === undefined ? "default" : "explicit", element: element ?? this.element };
  }

  /** The leaves with the defaults of a place. */
  protected at<P extends DefaultPlace>(place: P): SettingReader<P> {
    const { element, name } = this;
    const label = `Server "${name}"`;
    return new SettingReader(this.#file.problems, { place, label, holders: holderOf(element), owner: element });
  }
}

export class SyslogServer extends LogServer {
  get address(): Setting<string | undefined> {
    return this.text("server");
  }

  get transport(): Setting<(typeof TRANSPORTS)[number]> {
    return this.at("syslog server").choice("transport", TRANSPORTS);
  }

  /** The standard port of the transport when it is not written. */
  get port(): Setting<number> {
    if (this.transport.value === "SSL") return this.at("syslog server over SSL").integer("port");
    return this.at("syslog server").integer("port");
  }

  get format(): Setting<(typeof SYSLOG_FORMATS)[number]> {
    return this.at("syslog server").choice("format", SYSLOG_FORMATS);
  }

  get facility(): Setting<(typeof FACILITIES)[number]> {
    return this.at("syslog server").choice("facility", FACILITIES);
  }
}

/** An SNMP manager; the version is the profile's. */
export class SnmpTrapServer extends LogServer {
  get address(): Setting<string | undefined> {
    return this.text("manager");
  }
}

export class EmailServer extends LogServer {
  /** The SMTP gateway. */
  get address(): Setting<string | undefined> {
    return this.text("gateway");
  }

  get from(): Setting<string | undefined> {
    return this.text("from");
  }

  get to(): Setting<string | undefined> {
    return this.text("to");
  }

  get andAlsoTo(): Setting<string | undefined> {
    return this.text("and-also-to");
  }

  override get isComplete(): boolean {
    return [this.address, this.from, this.to].every((setting) => setting.value !== undefined);
  }

  get protocol(): Setting<(typeof MAIL_PROTOCOLS)[number]> {
    return this.at("email server").choice("protocol", MAIL_PROTOCOLS);
  }

  get port(): Setting<number> {
    return this.at("email server").integer("port");
  }

  get tlsVersion(): Setting<(typeof MAIL_TLS_VERSIONS)[number]> {
    return this.at("email server").choice("tls-version", MAIL_TLS_VERSIONS);
  }

  /** `None` means that the server's certificate is not checked. */
  get certificateProfile(): Setting<string> {
    return this.at("email server").text("certificate-profile");
  }
}

export class HttpServer extends LogServer {
  get address(): Setting<string | undefined> {
    return this.text("address");
  }

  get protocol(): Setting<(typeof WEB_PROTOCOLS)[number]> {
    return this.at("http server").choice("protocol", WEB_PROTOCOLS);
  }

  get port(): Setting<number> {
    return this.at("http server").integer("port");
  }

  get tlsVersion(): Setting<(typeof WEB_TLS_VERSIONS)[number]> {
    return this.at("http server").choice("tls-version", WEB_TLS_VERSIONS);
  }

  /** `None` means that the server's certificate is not checked. */
  get certificateProfile(): Setting<string> {
    return this.at("http server").text("certificate-profile");
  }

  get method(): Setting<string> {
    return this.at("http server").text("http-method");
  }
}

/** A NetFlow collector. */
export class NetflowServer extends LogServer {
  get address(): Setting<string | undefined> {
    return this.text("host");
  }

  get port(): Setting<number> {
    return this.at("netflow server").integer("port");
  }
}
