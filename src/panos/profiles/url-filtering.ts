import type { Element } from "../../xml/element.ts";
import type { Setting } from "../settings/setting.ts";
import { entryReader, type ProfileSource } from "./profile-actions.ts";

/** What a URL Filtering profile does with a category. All but `allow` write a URL log. */
const URL_ACTIONS = ["allow", "alert", "block", "continue", "override"] as const;
type UrlAction = (typeof URL_ACTIONS)[number];

/** A category in one of the lists of a URL Filtering profile. */
interface UrlCategory {
  readonly name: string;
  readonly action: UrlAction;
  readonly element: Element;
}

/** The settings of a URL Filtering profile. */
export interface UrlFiltering {
  /** The categories in its lists. One that is in none is allowed, and leaves no log. */
  readonly categories: readonly UrlCategory[];
  readonly logContainerPageOnly: Setting<boolean>;
  readonly enableContainerPage: Setting<boolean>;
  readonly logXff: Setting<boolean>;
  readonly logUserAgent: Setting<boolean>;
  readonly logReferer: Setting<boolean>;
  /** What it allows without a log: the categories it says so of, and the predefined ones that it does not list. */
  unlogged(predefined: readonly string[]): readonly UnloggedCategory[];
}

/** A category whose visits leave no URL log, and where the profile says so; undefined when it says nothing of it. */
export interface UnloggedCategory {
  readonly name: string;
  readonly element: Element | undefined;
}

/** Reads a URL Filtering profile. */
export function urlFiltering(profile: ProfileSource): UrlFiltering {
  const reader = entryReader(profile, "url-filtering profile", profile.element);
  const categories = URL_ACTIONS.flatMap((action) => [...categoriesOf(profile.element, action)]);
  return {
    categories,
    unlogged: (predefined) => unlogged(categories, predefined),
    logContainerPageOnly: reader.flag("log-container-page-only"),
    enableContainerPage: reader.flag("enable-container-page"),
    logXff: reader.flag("log-http-hdr-xff"),
    logUserAgent: reader.flag("log-http-hdr-user-agent"),
    logReferer: reader.flag("log-http-hdr-referer"),
  };
}

function unlogged(categories: readonly UrlCategory[], predefined: readonly string[]): readonly UnloggedCategory[] {
  const logged = new Set(categories.filter(({ action }) => action !== "allow").map(({ name }) => name));
  const allowed = categories.filter(({ name, action }) => action === "allow" && !logged.has(name));
  const listed = new Set(categories.map(({ name }) => name));
  const unlisted = predefined.filter((name) => !listed.has(name));
  return [...allowed, ...unlisted.map((name) => ({ name, element: undefined }))];
}

function* categoriesOf(profile: Element, action: UrlAction): Generator<UrlCategory> {
  for (const element of profile.findAll(action, "member")) {
    const name = element.trimmedText;
    if (name !== undefined) yield { name, action, element };
  }
}

/** The categories that URL Filtering profiles name. */
export function namedCategories(
  profiles: Iterable<{ readonly urlFiltering: UrlFiltering | undefined }>,
): ReadonlySet<string> {
  const named = new Set<string>();
  for (const { urlFiltering: url } of profiles) for (const { name } of url?.categories ?? []) named.add(name);
  return named;
}
