import { InputError } from "../../error.ts";
import { Config } from "../config.ts";
import type { PanosDocument } from "../document/document.ts";
import { partialReason } from "../document/partial.ts";
import type { Beyond } from "../objects/other-file.ts";
import type { Firewall } from "../panorama/firewalls.ts";
import type { Scope } from "../scopes/scope.ts";
import { type EstateFile, placeOf, serialsOf, stemOf, wordsOf } from "./estate-match.ts";

type Role = "panorama" | "managed-firewall" | "pushed-policy";

/** What a document can be to the other files of a run; undefined when it stands for itself. */
export function roleOf(document: PanosDocument): Role | undefined {
  if (document.shape === "pushed-policy") return "pushed-policy";
  const { root, product } = document;
  if (root.name !== "config") return undefined;
  if (product === "panorama") return "panorama";
  const whole = root.child("devices") !== undefined && root.attribute("version") !== undefined;
  return whole && partialReason(document) !== undefined ? "managed-firewall" : undefined;
}

/** The files of a run that belong together: Panoramas, their firewalls' own exports, and policy pushed to firewalls. */
export class Estate {
  /** What was matched, and what could not be, in sentences. */
  readonly remarks: readonly string[];
  readonly #members: readonly Member[];

  constructor(files: readonly EstateFile[]) {
    this.#members = files.map((file) => new Member(file));
    this.remarks = [...this.#matchPushedPolicy(), ...this.#matchFirewalls()];
  }

  /** The configuration of the file at this place in the list that the estate was made of. Throws InputError. */
  configAt(index: number): Config {
    const member = this.#members[index];
    if (member === undefined) throw new Error(`The estate has no file ${index}.`);
    return member.config;
  }

  #having(role: Role): readonly Member[] {
    return this.#members.filter((member) => member.role === role);
  }

  *#matchPushedPolicy(): Generator<string> {
    for (const pushed of this.#having("pushed-policy")) {
      const firewall = this.#firewallFor(pushed);
      if (typeof firewall === "string") yield `${pushed.name}: ${firewall}.`;
      else yield* this.#join(pushed, firewall);
    }
  }

  /** The local configuration with the same stem beside it, else the only one beside the only pushed policy. */
  #firewallFor(pushed: Member): Member | string {
    const beside = this.#having("managed-firewall").filter((each) => placeOf(each.name) === placeOf(pushed.name));
    const [named, second] = beside.filter((each) => stemOf(each.name) === stemOf(pushed.name));
    if (named !== undefined && second === undefined) return named;
    if (second !== undefined)
      return "several configurations beside it may be those of its firewall; it stands for itself";
    const [only, other] = beside;
    const alone = this.#having("pushed-policy").every(
      (each) => each === pushed || placeOf(each.name) !== placeOf(pushed.name),
    );
    if (only !== undefined && other === undefined && alone) return only;
    return "no configuration beside it is that of its firewall, by the name; it stands for itself";
  }

  *#join(pushed: Member, firewall: Member): Generator<string> {
    const vsys = vsysOf(pushed, firewall);
    if (vsys === undefined) {
      yield `${pushed.name}: ${firewall.name} has several virtual systems; put into the file's name which one is meant, such as vsys1.`;
      return;
    }
    // Of a firewall with several virtual systems, `shared` is only what Panorama pushes to all of them.
    const complete = vsys !== ALL;
    for (const name of complete ? [vsys] : firewall.vsysNames) {
      if (complete || !firewall.beyond.has(name)) {
        firewall.beyond.set(name, {
          member: pushed,
          scope: ({ scopes }) => scopes.shared,
          complete,
          firewall: undefined,
        });
      }
    }
    if (complete) {
      const scope = (config: Config) => config.scopes.all.find(({ kind, name }) => kind === "vsys" && name === vsys);
      pushed.beyond.set("", { member: firewall, scope, complete, firewall: undefined });
    }
    yield `${firewall.name}: read together with ${pushed.name}.`;
  }

  *#matchFirewalls(): Generator<string> {
    const panoramas = this.#having("panorama");
    for (const firewall of this.#having("managed-firewall")) {
      if (firewall.beyond.size > 0) continue;
      const found = panoramas.flatMap((panorama) =>
        panorama.serialsOf(firewall).map((serial) => ({ panorama, serial })),
      );
      const [only, second] = found;
      if (only === undefined) yield `${firewall.name}: ${NO_PANORAMA}.`;
      else if (second !== undefined) yield `${firewall.name}: ${SEVERAL}.`;
      else yield* attach(firewall, only.panorama, only.serial);
    }
  }
}

const NO_PANORAMA =
  "no file of the run says what Panorama pushes to it; a serial number in the file's name tells which firewall it is";
const SEVERAL =
  "its name and host name fit several firewalls of Panorama; its serial number in the file's name decides";

/** Stands for all virtual systems. */
const ALL = "*";

function vsysOf(pushed: Member, firewall: Member): string | undefined {
  const [only, second] = firewall.vsysNames;
  if (second === undefined) return only;
  const words = wordsOf(pushed.name.slice(placeOf(pushed.name).length));
  const named = firewall.vsysNames.find((name) => words.has(name.toLowerCase()));
  return named ?? (pushed.document.root.name === "shared" ? ALL : undefined);
}

function* attach(firewall: Member, panorama: Member, serial: string): Generator<string> {
  const { firewalls } = panorama.config.panorama;
  for (const vsys of firewall.vsysNames) {
    const managed = firewalls.find(serial, vsys);
    const group = managed?.scope;
    if (managed === undefined || group === undefined) {
      yield `${firewall.name}: ${panorama.name} does not name a device group for ${vsys} of the firewall ${serial}.`;
      continue;
    }
    const complete = partialReason(panorama.document) === undefined;
    firewall.beyond.set(vsys, { member: panorama, scope: () => group, complete, firewall: managed });
    panorama.managed.add(firewall);
    const of = firewall.vsysNames.length > 1 ? ` for ${vsys}` : "";
    const template = firewalls.templateOf(managed)?.scope.label ?? "no template stack";
    yield `${firewall.name}: read together with ${panorama.name}, ${group.label}${of}, ${template}.`;
  }
}

/** Another member, and how its scope is found when its configuration is there. */
interface Link {
  readonly member: Member;
  readonly scope: (config: Config) => Scope | undefined;
  readonly complete: boolean;
  readonly firewall: Firewall | undefined;
}

class Member implements EstateFile {
  readonly name: string;
  readonly document: PanosDocument;
  readonly role: Role | undefined;
  /** By the name of a virtual system; of pushed policy by the empty name. */
  readonly beyond = new Map<string, Link>();
  /** The firewalls of the run that it pushes to. */
  readonly managed = new Set<Member>();
  readonly #resolved = new Map<string, Beyond<Config> | undefined>();
  #config: Config | undefined;

  constructor({ name, document }: EstateFile) {
    this.name = name;
    this.document = document;
    this.role = roleOf(document);
  }

  get config(): Config {
    this.#config ??= new Config(this.document, {
      beyond: (scope) => this.#beyondOf(scope),
      managed: () => Array.from(this.managed, ({ document, readable }) => ({ document, model: readable })),
    });
    return this.#config;
  }

  /** Its configuration; undefined when it cannot be judged, which is told where it is linted itself. */
  get readable(): Config | undefined {
    try {
      return this.config;
    } catch (error) {
      if (error instanceof InputError) return undefined;
      throw error;
    }
  }

  /** The serial numbers of this Panorama's firewalls that a file may be of; none when it cannot be judged itself. */
  serialsOf(file: EstateFile): readonly string[] {
    const config = this.readable;
    return config === undefined ? [] : serialsOf(file, config.panorama.firewalls);
  }

  /** The virtual systems of a firewall's own configuration, told without building the model. */
  get vsysNames(): readonly string[] {
    const entries = [...this.document.root.findAll("devices", "entry", "vsys", "entry")];
    return entries.flatMap((entry) => entry.attribute("name") ?? []);
  }

  #beyondOf(scope: Scope): Beyond<Config> | undefined {
    const [only, second] = this.beyond.keys();
    // On a firewall with one virtual system, what is shared sees what is pushed for that one.
    const shared = second === undefined && this.vsysNames.length <= 1 ? only : undefined;
    const key = scope.kind === "vsys" ? scope.name : scope.kind === "shared" ? shared : undefined;
    if (key === undefined) return undefined;
    if (!this.#resolved.has(key)) this.#resolved.set(key, this.#resolve(this.beyond.get(key)));
    return this.#resolved.get(key);
  }

  #resolve(link: Link | undefined): Beyond<Config> | undefined {
    if (link === undefined) return undefined;
    const config = link.member.readable;
    const scope = config && link.scope(config);
    return config && scope && { model: config, scope, complete: link.complete, firewall: link.firewall };
  }
}
