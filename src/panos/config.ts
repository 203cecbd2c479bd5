import type { Element } from "../xml/element.ts";
import { Devices } from "./device/devices.ts";
import type { PanosDocument } from "./document/document.ts";
import { Export } from "./document/export.ts";
import type { Remark } from "./document/problem.ts";
import { Flow } from "./flow/flow.ts";
import { LogForwarding } from "./forwarding/log-forwarding.ts";
import { Network } from "./network/network.ts";
import { Objects } from "./objects/objects.ts";
import { ALONE, type Beyond, type ManagedFile, type OtherFiles } from "./objects/other-file.ts";
import { Panorama } from "./panorama/panorama.ts";
import { Policies } from "./policies/policies.ts";
import { Profiles } from "./profiles/profiles.ts";
import type { Scope } from "./scopes/scope.ts";
import { Scopes } from "./scopes/scopes.ts";
import { treeRemarks } from "./scopes/tree-remarks.ts";
import { Shadowing } from "./shadowing/shadowing.ts";
import { Usage } from "./usage/usage.ts";

/** The PAN-OS model of one document, by subjects: read-only, built as far as it is asked for. */
export class Config {
  /** The file itself: what it is, whether it is whole, what could not be read. */
  readonly file: Export;
  /** Where policy rules and objects are written, and where firewalls enforce them. */
  readonly scopes: Scopes;
  /** Templates and stacks, and the firewalls that get them. */
  readonly panorama: Panorama;
  /** Named objects, looked up as PAN-OS does. */
  readonly objects: Objects;
  readonly #others: OtherFiles<Config>;
  #profiles: Profiles | undefined;
  #forwarding: LogForwarding | undefined;
  #devices: Devices | undefined;
  #network: Network | undefined;
  #policies: Policies | undefined;
  #shadowing: Shadowing | undefined;
  #usage: Usage | undefined;
  #flow: Flow | undefined;
  #holders: readonly Config[] | undefined;

  /** `others` are the files of the run that belong to it, if there are any. */
  constructor(document: PanosDocument, others: OtherFiles<Config> = ALONE) {
    this.#others = others;
    this.file = new Export(document);
    this.scopes = new Scopes(this.file);
    this.panorama = new Panorama(this.file, this.scopes);
    this.objects = new Objects(this.file, this.scopes, others.beyond);
  }

  /** Security profiles and their groups. */
  get profiles(): Profiles {
    this.#profiles ??= this.#makeProfiles();
    return this.#profiles;
  }

  /** Log-forwarding profiles and server profiles. */
  get forwarding(): LogForwarding {
    this.#forwarding ??= this.#makeForwarding();
    return this.#forwarding;
  }

  /** Device settings, device log settings and log collector groups. */
  get devices(): Devices {
    this.#devices ??= new Devices(this);
    return this.#devices;
  }

  /** Zones, interfaces, GlobalProtect. */
  get network(): Network {
    this.#network ??= new Network(this);
    return this.#network;
  }

  /** Policy rules. */
  get policies(): Policies {
    this.#policies ??= this.#makePolicies();
    return this.#policies;
  }

  /** Which policy rule covers which. */
  get shadowing(): Shadowing {
    this.#shadowing ??= new Shadowing(this);
    return this.#shadowing;
  }

  /** Who names which object. */
  get usage(): Usage {
    this.#usage ??= new Usage(this, () => this.managedFiles.flatMap(({ model }) => model ?? []));
    return this.#usage;
  }

  /** What logs are made, and where they arrive. */
  get flow(): Flow {
    this.#flow ??= new Flow(this);
    return this.#flow;
  }

  /**
   * How the file was understood where it can be read in more than one way, in document order. Some are noticed with the
   * look-ups of the rules, so ask when the rules have run.
   */
  get remarks(): readonly Remark[] {
    const { document, problems } = this.file;
    // A file that is a part anyway says so itself.
    const ofTree = this.objects.partial === undefined ? treeRemarks(document, this.scopes.all) : [];
    return [...ofTree, ...problems.remarks].sort((a, b) => a.element.index - b.element.index);
  }

  /** Where another file of the run goes on from a scope, if one does. */
  beyond(scope: Scope): Beyond<Config> | undefined {
    return this.#others.beyond(scope);
  }

  /** The own files of firewalls that this Panorama pushes to, as far as they are in the run. */
  get managedFiles(): readonly ManagedFile<Config>[] {
    return this.#others.managed();
  }

  /** The configuration that holds an element: this one, or another of the run that goes on where this one ends. */
  holderOf(element: Element): Config {
    return this.#elsewhere(element) ?? this;
  }

  #makeProfiles(): Profiles {
    const { file, scopes, objects } = this;
    const elsewhere = (element: Element) => this.#elsewhere(element)?.profiles;
    return new Profiles({ file, scopes, objects, elsewhere });
  }

  #makeForwarding(): LogForwarding {
    const { file, scopes, panorama, objects } = this;
    const elsewhere = (element: Element) => this.#elsewhere(element)?.forwarding;
    return new LogForwarding({ file, scopes, panorama, objects, elsewhere });
  }

  #makePolicies(): Policies {
    const { file, scopes, objects, forwarding, profiles } = this;
    const beyond = (scope: Scope) => {
      const found = this.beyond(scope);
      return found && { policies: found.model.policies, scope: found.scope };
    };
    return new Policies({ file, scopes, objects, forwarding, profiles, beyond });
  }

  #elsewhere({ table }: Element): Config | undefined {
    if (table === this.file.document.table) return undefined;
    this.#holders ??= [
      ...[this.scopes.shared, ...this.scopes.all].flatMap((scope) => this.beyond(scope)?.model ?? []),
      ...this.managedFiles.flatMap(({ model }) => model ?? []),
    ];
    return this.#holders.find(({ file }) => file.document.table === table);
  }
}
