import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import { quoteName } from "../scopes/command.ts";
import type { Scope } from "../scopes/scope.ts";
import type { DefaultPlace } from "../settings/defaults.ts";
import type { Setting } from "../settings/setting.ts";
import { holderOf, SettingReader } from "../settings/setting-reader.ts";
import { logicalPath } from "../vocabulary/logical-path.ts";
import { NetflowServer } from "./log-servers.ts";
import { placeWords, type ServerProfilePlace, serversIn } from "./server-profiles.ts";

/** A NetFlow server profile, which interfaces name: flow statistics, no logs. */
export class NetflowProfile {
  readonly kind = "netflow";
  readonly name: string;
  readonly scope: Scope;
  readonly element: Element;
  readonly #file: Export;

  constructor(file: Export, { name, scope, element }: ServerProfilePlace) {
    this.#file = file;
    this.name = name;
    this.scope = scope;
    this.element = element;
  }

  /** `shared/log-settings/syslog/siem` and the like. */
  get path(): string {
    return logicalPath(this.element);
  }

  get label(): string {
    return `NetFlow server profile "${this.name}"`;
  }

  /** The configure-mode command for a change below the profile, complete for its place. */
  command(verb: "set" | "delete", change: string): string {
    return `${verb} ${placeWords(this.scope, this.element)}server-profile netflow ${quoteName(this.name)} ${change}`;
  }

  /** Minutes after which the template is sent again. */
  get refreshMinutes(): Setting<number> {
    return this.#at("netflow template refresh", this.#refresh).integer("minutes");
  }

  /** Packets after which the template is sent again. */
  get refreshPackets(): Setting<number> {
    return this.#at("netflow template refresh", this.#refresh).integer("packets");
  }

  /** Minutes after which a session that goes on is reported. */
  get activeTimeout(): Setting<number> {
    return this.#at("netflow server profile", this.element).integer("active-timeout");
  }

  /** Whether App-ID and User-ID are exported too. */
  get exportEnterpriseFields(): Setting<boolean> {
    return this.#at("netflow server profile", this.element).flag("export-enterprise-fields");
  }

  get servers(): readonly NetflowServer[] {
    return serversIn(this.element, (name, element) => new NetflowServer(this.#file, name, element));
  }

  get #refresh(): Element | undefined {
    return this.element.child("template-refresh-rate");
  }

  #at<P extends DefaultPlace>(place: P, holder: Element | undefined): SettingReader<P> {
    return new SettingReader(this.#file.problems, {
      place,
      label: this.label,
      holders: holderOf(holder),
      owner: this.element,
    });
  }
}
