import { InputError } from "../../error.ts";
import type { Source } from "../../source/source.ts";
import { Element } from "../../xml/element.ts";
import type { ElementTable } from "../../xml/element-table.ts";
import { scan } from "../../xml/scanner.ts";
import { asTemplateError, EXPORT_HINT, refuseOtherFiles, refuseStatements } from "./other-files.ts";

export type Product = "firewall" | "panorama";

/** What kind of export a file is; the words are shown to the user. */
export type Shape =
  | "running-config"
  | "candidate-config"
  | "merged-config"
  | "api-response"
  | "pushed-policy"
  | "partial-export";

/** A file recognised as PAN-OS configuration. */
export interface PanosDocument {
  readonly source: Source;
  readonly table: ElementTable;
  /** The `<config>` element, or the element a partial export begins with. */
  readonly root: Element;
  /** The elements that stand beside each other in an API result; just the root otherwise. */
  readonly roots: readonly Element[];
  readonly product: Product;
  readonly shape: Shape;
  /** `detail-version`, else `version`; undefined when the file does not say. */
  readonly panosVersion: string | undefined;
}

/**
 * Reads and recognises one input. Throws InputError for what is not well-formed, for an error response, for a Strata
 * Cloud Manager layout and for anything that is not PAN-OS configuration: nothing is ever taken for an empty rulebase.
 */
export function openDocument(source: Source): PanosDocument {
  refuseOtherFiles(source);
  refuseStatements(source);
  const table = tableOf(source);
  const outer = new Element(table, 0);
  const roots = unwrap(outer);
  const [root] = roots;
  if (root === undefined) throw refused(outer, "The file holds no configuration.", EXPORT_HINT);
  if (root.name === "config") refuseCloudManager(root);
  const shape = shapeOf(table, outer, root);
  return {
    source,
    table,
    root,
    roots,
    product: shape === "pushed-policy" ? "firewall" : productOf(root),
    shape,
    panosVersion: root.attribute("detail-version") ?? root.attribute("version"),
  };
}

function tableOf(source: Source): ElementTable {
  try {
    return scan(source.bytes);
  } catch (error) {
    throw asTemplateError(source, error);
  }
}

function refused(at: Element, message: string, hint: string): InputError {
  return new InputError(message, { offset: at.span.start, hint });
}

/** Goes through the wrappers of the XML API and of tools to what the file is about. */
function unwrap(outer: Element): readonly Element[] {
  if (outer.name === "response") {
    refuseErrorResponse(outer);
    const result = outer.child("result");
    if (result === undefined) throw refused(outer, "The API response holds no <result>.", EXPORT_HINT);
    return unwrap(result);
  }
  if (outer.name !== "result" && outer.name !== "data") return [outer];
  const inner = [...outer.children()];
  const [first] = inner;
  if (first?.name === "template") {
    throw refused(
      first,
      "This is what `show config pushed-template` prints: settings from Panorama's templates, without policy rules.",
      "Lint the merged configuration (`show config merged`), or Panorama's own with --estate.",
    );
  }
  if (first === undefined) {
    const text = outer.trimmedText;
    throw refused(
      outer,
      text === undefined
        ? "The API response is empty."
        : `The API response holds no configuration but the text "${text.slice(0, 120)}".`,
      EXPORT_HINT,
    );
  }
  return inner.length === 1 && /^(response|result|data)$/.test(first.name) ? unwrap(first) : inner;
}

function refuseErrorResponse(response: Element): void {
  // Besides "error" there is "unauth", for a session that has timed out.
  if ((response.attribute("status") ?? "success") === "success") return;
  const message = response.child("msg") ?? response.find("result", "msg");
  const line = message?.child("line") ?? message;
  const text = line?.trimmedText ?? "no message";
  throw refused(
    response,
    `This is an error response of the PAN-OS API: ${text.slice(0, 200)}`,
    "Repeat the API call that should have returned the configuration.",
  );
}

const CLOUD_ATTRIBUTES = ["fawkes-config-version", "fawkes-config", "buckbeak"];
const CLOUD_CONTAINERS = ["container", "on-prem", "cloud"];

/** Prisma Access and Strata Cloud Manager keep policy in folders and snippets, with other defaults and inheritance. */
function refuseCloudManager(config: Element): void {
  const attribute = CLOUD_ATTRIBUTES.find((name) => config.attribute(name) !== undefined);
  const device = config.find("devices", "entry");
  const container = CLOUD_CONTAINERS.find((name) => device?.child(name) !== undefined);
  if (attribute === undefined && container === undefined) return;
  throw refused(
    config,
    "This is a Strata Cloud Manager (Prisma Access) configuration, which panlint does not judge.",
    "Its folders and snippets inherit in ways of their own; lint the export of a firewall or of Panorama.",
  );
}

function shapeOf(table: ElementTable, outer: Element, root: Element): Shape {
  const attributes = new Set(table.attributeNames);
  if (root.name === "policy" || root.name === "panorama") return "pushed-policy";
  if (root.name === "shared" && attributes.has("loc")) return "pushed-policy";
  if (root.name !== "config") return "partial-export";
  if (attributes.has("dirtyId") || attributes.has("admin")) return "candidate-config";
  if (attributes.has("ptpl") || attributes.has("loc") || attributes.has("src")) return "merged-config";
  return outer.name === "response" ? "api-response" : "running-config";
}

const PANORAMA_CHILDREN = ["device-group", "template", "template-stack", "log-collector-group", "log-collector"];

/**
 * Panorama has device groups, templates or collectors, or shared pre- and post-rules; a firewall has virtual systems.
 * `/config/panorama` tells nothing: on a firewall it holds what Panorama pushed, on Panorama its own settings.
 */
function productOf(root: Element): Product {
  if (/^(pre|post)-rulebase$|^device-group$/.test(root.name)) return "panorama";
  const devices = devicesOf(root);
  if (devices.some((device) => PANORAMA_CHILDREN.some((name) => device.child(name) !== undefined))) return "panorama";
  if (devices.some((device) => device.child("vsys") !== undefined)) return "firewall";
  const home = root.name === "config" ? root.child("shared") : root;
  if (home?.child("pre-rulebase") ?? home?.child("post-rulebase")) return "panorama";
  return root.child("panorama") !== undefined && root.find("mgt-config", "devices") !== undefined
    ? "panorama"
    : "firewall";
}

/** The entries of `<devices>`, of which a partial export may be one. */
function devicesOf(root: Element): readonly Element[] {
  if (root.name === "config") return [...root.findAll("devices", "entry")];
  return root.name === "devices" ? [...root.children("entry")] : [root];
}
