import type { Element } from "../../xml/element.ts";
import type { Export } from "../document/export.ts";
import { members } from "../document/values.ts";
import type { Setting } from "../settings/setting.ts";
import { holderOf, SettingReader } from "../settings/setting-reader.ts";

const TARGETS = ["source-address", "destination-address", "xff-address", "user"] as const;
const TAG_ACTIONS = ["add-tag", "remove-tag"] as const;
/** Where a tag is registered. */
const REGISTRATIONS = ["localhost", "panorama", "remote"] as const;

/** Where a tagging action registers its tags; a remote User-ID agent is reached through an HTTP server profile. */
export interface TagRegistration {
  readonly kind: (typeof REGISTRATIONS)[number];
  /** The HTTP server profile of a remote registration, with the element that names it. */
  readonly httpProfile: { readonly name: string; readonly element: Element } | undefined;
}

/** A built-in action of a match list. */
export class MatchAction {
  readonly name: string;
  readonly element: Element;
  readonly #file: Export;

  constructor(file: Export, name: string, element: Element) {
    this.#file = file;
    this.name = name;
    this.element = element;
  }

  /** Undefined for a kind that is not known here. */
  get kind(): "tagging" | "integration" | undefined {
    if (this.#tagging !== undefined) return "tagging";
    return this.element.find("type", "integration") === undefined ? undefined : "integration";
  }

  get target(): Setting<(typeof TARGETS)[number]> {
    return this.#reader.choice("target", TARGETS);
  }

  get tagAction(): Setting<(typeof TAG_ACTIONS)[number]> {
    return this.#reader.choice("action", TAG_ACTIONS);
  }

  /** Minutes until a tag goes; 0 for never. */
  get timeout(): Setting<number> {
    return this.#reader.integer("timeout");
  }

  /** The tags it adds or removes. */
  get tags(): readonly string[] {
    return members(this.#tagging?.child("tags")).filter((tag) => tag !== "none");
  }

  get registration(): TagRegistration | undefined {
    const element = this.#tagging?.child("registration");
    const kind = REGISTRATIONS.find((each) => element?.child(each) !== undefined);
    if (element === undefined || kind === undefined) return undefined;
    const leaf = element.find("remote", "http-profile");
    const name = leaf?.trimmedText;
    return { kind, httpProfile: leaf === undefined || name === undefined ? undefined : { name, element: leaf } };
  }

  get #tagging(): Element | undefined {
    return this.element.find("type", "tagging");
  }

  get #reader(): SettingReader<"tagging action"> {
    const owner = this.#tagging ?? this.element;
    const label = `Built-in action "${this.name}"`;
    return new SettingReader(this.#file.problems, { place: "tagging action", label, holders: holderOf(owner), owner });
  }
}
