import type { PanosDocument } from "../document/document.ts";
import type { Export } from "../document/export.ts";
import type { Firewall } from "../panorama/firewalls.ts";
import type { Panorama } from "../panorama/panorama.ts";
import type { Scope } from "../scopes/scope.ts";
import type { ObjectLookup } from "./look-up.ts";

/** What look-ups need of another file of the run. */
interface OtherFile {
  readonly file: Export;
  readonly panorama: Panorama;
  readonly objects: ObjectLookup;
}

/**
 * Where another file of the run goes on: what Panorama pushes into a virtual system, or, from the view of pushed policy,
 * the firewall that it was pushed to.
 */
export interface Beyond<F extends OtherFile = OtherFile> {
  readonly model: F;
  /** The scope there at which look-ups go on. */
  readonly scope: Scope;
  /** Whether both files together hold all objects that device groups can hold. */
  readonly complete: boolean;
  /** The firewall as Panorama lists it, which tells its template stack; undefined for pushed policy. */
  readonly firewall: Firewall | undefined;
}

/** Tells what lies beyond a scope of a document; undefined where no other file of the run says more. */
export type BeyondScope<F extends OtherFile = OtherFile> = (scope: Scope) => Beyond<F> | undefined;

/** What a document knows of the other files of a run. */
export interface OtherFiles<F extends OtherFile> {
  readonly beyond: BeyondScope<F>;
  /** Of a Panorama: the own files of firewalls that it pushes to. */
  readonly managed: () => readonly ManagedFile<F>[];
}

/** A firewall's own file; without a model when it cannot be judged. */
export interface ManagedFile<F extends OtherFile> {
  readonly document: PanosDocument;
  readonly model: F | undefined;
}

/** A document that stands for itself. */
export const ALONE: OtherFiles<never> = { beyond: () => undefined, managed: () => [] };
