import type { Element } from "../../xml/element.ts";
import { namedEntries } from "../document/values.ts";
import { type LookUp, Scope } from "../scopes/scope.ts";
import { SERVER_KINDS, type ServerKind } from "../vocabulary/object-kinds.ts";
import type { ForwardingSources } from "./look-up.ts";
import { NetflowProfile } from "./netflow-profiles.ts";
import { type ServerProfile, serverProfileOf } from "./server-profiles.ts";
import { serverInTemplates, serversInTemplates } from "./template-servers.ts";

/** The server profiles of a document, and which of them a name means where it is written. */
export class ServerProfileIndex {
  readonly #sources: ForwardingSources;
  readonly #profiles = new Map<number, ServerProfile>();
  #all: readonly ServerProfile[] | undefined;
  #netflow: readonly NetflowProfile[] | undefined;
  #owners: readonly ServerProfileOwner[] | undefined;
  #panorama: Scope | undefined;

  constructor(sources: ForwardingSources) {
    this.#sources = sources;
  }

  /** Panorama's own settings; undefined on a firewall and in a file that shows only what Panorama manages. */
  get panorama(): Scope | undefined {
    const { document } = this.#sources.file;
    if (document.product !== "panorama" || document.root.name !== "config") return undefined;
    const homes = [...document.root.children("panorama")];
    const isShown = homes.length > 0 || document.root.find("devices", "entry", "deviceconfig") !== undefined;
    if (isShown) this.#panorama ??= new Scope({ kind: "panorama", name: "", homes });
    return this.#panorama;
  }

  /** Every server profile that match lists can name, place by place. */
  get all(): readonly ServerProfile[] {
    this.#all ??= this.#ownersInFile().flatMap(({ scope, homes }) =>
      SERVER_KINDS.flatMap((kind) =>
        entriesIn(homes, "log-settings", kind).map(([name, element]) => this.#at(kind, name, element, scope)),
      ),
    );
    return this.#all;
  }

  /** Every NetFlow server profile. */
  get netflow(): readonly NetflowProfile[] {
    this.#netflow ??= this.#ownersInFile().flatMap(({ scope, homes }) =>
      entriesIn(homes, "server-profile", "netflow").map(
        ([name, element]) => new NetflowProfile(this.#sources.file, { name, scope, element }),
      ),
    );
    return this.#netflow;
  }

  /** The server profile that a name means to a log-forwarding profile or to device log settings of a scope. */
  lookUp(kind: ServerKind, name: string, from: Scope): LookUp<ServerProfile> {
    const found = this.#lookUp(kind, name, from);
    if (found.state !== "found" || found.value === undefined || found.scope === undefined) {
      return found.state === "found" ? { ...found, value: undefined } : found;
    }
    // What Panorama pushes may be in another file of the run.
    const holder = this.#sources.elsewhere(found.value);
    if (holder !== undefined) {
      return {
        ...found,
        value: serverProfileOf(holder.file, kind, { name, scope: found.scope, element: found.value }),
      };
    }
    return { ...found, value: this.#at(kind, name, found.value, found.scope) };
  }

  /**
   * Every server profile that a name means on some firewall: of two templates that serve a device group each may have
   * one. What stands in another file of the run is left out.
   */
  meant(kind: ServerKind, name: string, from: Scope): readonly ServerProfile[] {
    const isTemplate = from.kind === "template" || from.kind === "template-stack";
    const onPanorama = from.kind === "panorama" || from.kind === "log-collector-group";
    if (onPanorama || !(isTemplate || this.#sources.file.document.product === "panorama")) {
      const found = this.#lookUp(kind, name, from);
      const value = found.state === "found" ? found.value : undefined;
      return this.all.filter(({ element }) => value?.index === element.index && value.table === element.table);
    }
    const elements = new Set(
      serversInTemplates(this.#sources.panorama, { kind, name, from }).map(({ index }) => index),
    );
    return this.all.filter(({ element }) => elements.has(element.index));
  }

  #lookUp(kind: ServerKind, name: string, from: Scope): LookUp<Element> {
    if (from.kind === "panorama" || from.kind === "log-collector-group") return this.#onPanorama(kind, name);
    const isTemplate = from.kind === "template" || from.kind === "template-stack";
    if (isTemplate || this.#sources.file.document.product === "panorama") {
      return serverInTemplates(this.#sources.panorama, this.#sources.objects, { kind, name, from });
    }
    return this.#onFirewall(kind, name, from);
  }

  /** Panorama's own log settings and those of its collector groups see nothing but Panorama's own server profiles. */
  #onPanorama(kind: ServerKind, name: string): LookUp<Element> {
    const { panorama } = this;
    const entries = entriesIn(panorama?.homes ?? [], "log-settings", kind);
    const element = entries.find(([each]) => each === name)?.[1];
    if (element !== undefined) return { state: "found", value: element, scope: panorama };
    const { partial } = this.#sources.objects;
    if (partial !== undefined) return { state: "unknown", reason: partial };
    return { state: "missing", known: entries.map(([each]) => each) };
  }

  /** A virtual system sees its own and shared ones; shared sees shared ones. */
  #onFirewall(kind: ServerKind, name: string, from: Scope): LookUp<Element> {
    const { scopes, objects } = this.#sources;
    const own = [scopes.shared, ...scopes.all];
    if (!own.includes(from)) return this.#forPushedProfile(kind, name, from);
    const found = objects.lookUp(`log-settings/${kind}`, name, from);
    if (found.state === "found") return found;
    const pushed = from.kind === "shared" ? this.#pushedToOnlyVsys(kind, name) : undefined;
    if (pushed !== undefined) return pushed;
    if (found.state === "unknown") return found;
    const reason = this.#maybePushed(kind, name);
    return reason === undefined ? found : { state: "unknown", reason };
  }

  /** A profile that another file of the run pushes sees what the virtual systems see that get it. */
  #forPushedProfile(kind: ServerKind, name: string, from: Scope): LookUp<Element> {
    const answers = this.#sources.objects.scopesUnder(from).map((scope) => this.#onFirewall(kind, name, scope));
    const having = (state: LookUp<Element>["state"]) => answers.find((answer) => answer.state === state);
    const answer = having("found") ?? having("unknown") ?? having("missing");
    return (
      answer ?? { state: "unknown", reason: "the file does not tell to which virtual system the profile is pushed" }
    );
  }

  /**
   * On a firewall with one virtual system shared profiles see what Panorama pushed for `vsys1`, by the schema's own
   * validation of `send-syslog`.
   */
  #pushedToOnlyVsys(kind: ServerKind, name: string): LookUp<Element> | undefined {
    const [only, second] = this.#sources.scopes.all.filter((scope) => scope.kind === "vsys");
    if (only?.name !== "vsys1" || second !== undefined) return undefined;
    const homes = only.homes.filter((home) => home.parent?.parent?.name === "panorama");
    const entry = entriesIn(homes, "log-settings", kind).find(([each]) => each === name);
    return entry && { state: "found", value: entry[1], scope: only };
  }

  /** Why the profile may come from a template that the file does not show in the firewall's own tree. */
  #maybePushed(kind: ServerKind, name: string): string | undefined {
    const { root, table } = this.#sources.file.document;
    const shadows = [...root.findAll("template", "config")];
    const copies = shadows.flatMap((copy) => [
      ...copy.findAll("shared"),
      ...copy.findAll("devices", "entry", "vsys", "entry"),
    ]);
    if (entriesIn(copies, "log-settings", kind).some(([each]) => each === name)) {
      return "it stands only in the copy of the template that Panorama pushed";
    }
    const marked = ["ptpl", "src"].some((attribute) => table.attributeNames.includes(attribute));
    const pushed = table.attributeNames.includes("loc") || root.child("panorama") !== undefined;
    return pushed && !marked && shadows.length === 0
      ? "the file holds the policy that Panorama pushes, and not its templates"
      : undefined;
  }

  #at(kind: ServerKind, name: string, element: Element, scope: Scope): ServerProfile {
    const profile =
      this.#profiles.get(element.index) ?? serverProfileOf(this.#sources.file, kind, { name, scope, element });
    this.#profiles.set(element.index, profile);
    return profile;
  }

  #ownersInFile(): readonly ServerProfileOwner[] {
    this.#owners ??= [...this.#findOwners()];
    return this.#owners;
  }

  *#findOwners(): Generator<ServerProfileOwner> {
    const { file, scopes, panorama } = this.#sources;
    for (const scope of [scopes.shared, ...scopes.all]) yield { scope, homes: scope.homes };
    const { root } = file.document;
    for (const device of root.name === "config" ? root.findAll("devices", "entry") : []) {
      for (const list of device.findAll("network", "shared-gateway")) {
        for (const [name, element] of namedEntries(list)) {
          yield { scope: new Scope({ kind: "shared-gateway", name, homes: [element] }), homes: [element] };
        }
      }
    }
    const { templates, stacks } = panorama.templates;
    for (const { scope } of [...templates, ...stacks]) {
      const below = scope.homes.flatMap((home) => [
        ...home.findAll("shared"),
        ...home.findAll("devices", "entry", "vsys", "entry"),
      ]);
      yield { scope, homes: below };
    }
    if (this.panorama !== undefined) yield { scope: this.panorama, homes: this.panorama.homes };
  }
}

/** A scope and the elements that hold its `log-settings`. */
interface ServerProfileOwner {
  readonly scope: Scope;
  readonly homes: readonly Element[];
}

function entriesIn(homes: readonly Element[], ...path: readonly string[]): readonly [name: string, entry: Element][] {
  return homes.flatMap((home) => [...home.findAll(...path)].flatMap((list) => [...namedEntries(list)]));
}
