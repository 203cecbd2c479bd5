import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import { namedEntries } from "../document/values.ts";
import { objectWords, quoteName, scopeWords } from "../scopes/command.ts";
import type { Scope } from "../scopes/scope.ts";
import type { Setting } from "../settings/setting.ts";
import { holderOf, SettingReader } from "../settings/setting-reader.ts";
import type { LogType } from "../vocabulary/log-types.ts";
import { logicalPath } from "../vocabulary/logical-path.ts";
import type { ServerKind } from "../vocabulary/object-kinds.ts";
import { EmailServer, HttpServer, SnmpTrapServer, SyslogServer } from "./log-servers.ts";
import { whyNothingArrivesAt } from "./server-address.ts";

/** A log format of one's own: the text with its `$variables`, in which the fields of the default may be missing. */
interface CustomFormat {
  readonly type: LogType;
  readonly text: string;
  /** The variables in it without `$`; those of a CEF spelling by their plain name. For HTTP also those beside the payload. */
  readonly variables: ReadonlySet<string>;
  readonly element: Element;
}

/** Where a server profile stands. */
export interface ServerProfilePlace {
  readonly name: string;
  /** What holds it: a virtual system, shared, a template or stack, Panorama itself. */
  readonly scope: Scope;
  readonly element: Element;
}

/** What the server profiles of all kinds have in common. Values are read when asked for. */
abstract class LogServerProfile {
  abstract readonly kind: ServerKind;
  readonly name: string;
  readonly scope: Scope;
  readonly element: Element;
  protected readonly file: Export;

  constructor(file: Export, { name, scope, element }: ServerProfilePlace) {
    this.file = file;
    this.name = name;
    this.scope = scope;
    this.element = element;
  }

  /** The servers that logs are sent to. */
  abstract get servers(): readonly Pick<SyslogServer, "isComplete" | "address">[];

  /** `shared/log-settings/syslog/siem` and the like. */
  get path(): string {
    return logicalPath(this.element);
  }

  /** The profile at the beginning of a sentence: `Syslog server profile "siem"`. */
  get label(): string {
    return `${LABELS[this.kind]} server profile "${this.name}"`;
  }

  /** The configure-mode command for a change below the profile, complete for its place. */
  command(verb: "set" | "delete", change: string): string {
    return `${verb} ${this.#words}log-settings ${this.kind} ${quoteName(this.name)} ${change}`;
  }

  get #words(): string {
    const ofDevice = this.scope.kind !== "vsys" && this.scope.kind !== "shared";
    return ofDevice ? placeWords(this.scope, this.element) : objectWords(this.file, this);
  }

  /** Whether it has a server that logs can be sent to. */
  get hasServer(): boolean {
    return this.whyNothingArrives === undefined;
  }

  /** What keeps every log from arriving, after the profile's name in a sentence: `has no server with an address`. */
  get whyNothingArrives(): string | undefined {
    const addresses = this.servers.flatMap(({ isComplete, address }) => (isComplete ? (address.value ?? []) : []));
    const [first] = addresses;
    if (first === undefined) return `has no server with ${NEEDS[this.kind]}`;
    const reasons = addresses.map(whyNothingArrivesAt);
    return reasons.includes(undefined) ? undefined : `has no server but "${first}", ${reasons[0]}`;
  }

  /** The format that replaces the default one for a type of log; undefined where the default one is in force. */
  format(type: LogType): CustomFormat | undefined {
    const format = this.element.find("format", type === "hipmatch" ? "hip-match" : type);
    const element = format?.child("payload") ?? format;
    const text = element?.trimmedText;
    if (format === undefined || element === undefined || text === undefined) return undefined;
    const variables = new Set([...textsIn(format)].flatMap(variablesIn));
    return { type, text, variables, element };
  }
}

/** The texts of an element and of everything in it. */
function* textsIn(element: Element): Generator<string> {
  if (!element.hasChildren) yield element.trimmedText ?? "";
  for (const child of element.children()) yield* textsIn(child);
}

/** `$src`, `$cef-formatted-receive_time`, `$number-of-severity`; an underscore at the end belongs to the text. */
function variablesIn(text: string): readonly string[] {
  const names = text.matchAll(/\$(?:cef-formatted-)?((?:number-of-)?\w*[^\W_])/g);
  return Array.from(names, ([, name = ""]) => name);
}

/** The words between `set` and `log-settings` or `server-profile`, complete for the place of a profile. */
export function placeWords(scope: Scope, profile: Element): string {
  const words = scopeWords(scope);
  if (scope.kind === "shared-gateway") return `network ${words}`;
  const holder = profile.parent?.parent?.parent;
  if (scope.kind === "template" || scope.kind === "template-stack") {
    if (holder?.name !== "entry") return `${words}config shared `;
    // The CLI leaves the device out for a template and asks for it for a stack.
    const device = scope.kind === "template" ? "" : "devices localhost.localdomain ";
    return `${words}config ${device}vsys ${quoteName(holder.attribute("name") ?? "")} `;
  }
  return words;
}

const LABELS: Readonly<Record<ServerKind, string>> = {
  syslog: "Syslog",
  snmptrap: "SNMP trap",
  email: "Email",
  http: "HTTP",
};

/** What a server must have. */
const NEEDS: Readonly<Record<ServerKind, string>> = {
  syslog: "an address",
  snmptrap: "an address",
  email: "a gateway, a sender and a recipient",
  http: "an address",
};

class SyslogProfile extends LogServerProfile {
  readonly kind = "syslog";

  get servers(): readonly SyslogServer[] {
    return serversIn(this.element, (name, element) => new SyslogServer(this.file, name, element));
  }
}

class SnmpTrapProfile extends LogServerProfile {
  readonly kind = "snmptrap";

  /** Undefined when none is written, and then the profile cannot be named by a match list. */
  get version(): "v2c" | "v3" | undefined {
    const version = this.element.child("version");
    if (version?.child("v3") !== undefined) return "v3";
    return version?.child("v2c") === undefined ? undefined : "v2c";
  }

  get servers(): readonly SnmpTrapServer[] {
    const versions = [...(this.element.child("version")?.children() ?? [])];
    return versions.flatMap((version) =>
      serversIn(version, (name, element) => new SnmpTrapServer(this.file, name, element)),
    );
  }
}

class EmailProfile extends LogServerProfile {
  readonly kind = "email";

  get servers(): readonly EmailServer[] {
    return serversIn(this.element, (name, element) => new EmailServer(this.file, name, element));
  }
}

class HttpProfile extends LogServerProfile {
  readonly kind = "http";

  get servers(): readonly HttpServer[] {
    return serversIn(this.element, (name, element) => new HttpServer(this.file, name, element));
  }

  /** Whether it is for registering tags; then it can be named by a tagging action, and not as a destination of logs. */
  get tagRegistration(): Setting<boolean> {
    const { file, label, element } = this;
    const place = { place: "http server profile", label, holders: holderOf(element), owner: element } as const;
    return new SettingReader(file.problems, place).flag("tag-registration");
  }

  override get whyNothingArrives(): string | undefined {
    if (this.tagRegistration.value) return "is for registering tags and cannot receive logs";
    return super.whyNothingArrives;
  }
}

/** A server profile that a match list can name. */
export type ServerProfile = SyslogProfile | SnmpTrapProfile | EmailProfile | HttpProfile;

/** The server profile that an entry of a list of one kind is. */
export function serverProfileOf(file: Export, kind: ServerKind, place: ServerProfilePlace): ServerProfile {
  if (kind === "syslog") return new SyslogProfile(file, place);
  if (kind === "snmptrap") return new SnmpTrapProfile(file, place);
  return kind === "email" ? new EmailProfile(file, place) : new HttpProfile(file, place);
}

/** The entries of `server`, in order. */
export function serversIn<T>(owner: Element, make: (name: string, element: Element) => T): readonly T[] {
  return [...owner.children("server")].flatMap((list) =>
    Array.from(namedEntries(list), ([name, element]) => make(name, element)),
  );
}
