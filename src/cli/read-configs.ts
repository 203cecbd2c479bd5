import { InputError, UsageError } from "../error.ts";
import { Config } from "../panos/config.ts";
import { openDocument, type PanosDocument } from "../panos/document/document.ts";
import { Estate } from "../panos/estate/estate.ts";
import { readParts } from "../source/input-parts.ts";
import { findInputs } from "../source/inputs.ts";

/** Configurations, and what was wrong with others. */
interface Readings {
  readonly configs: readonly Config[];
  /** Inputs that cannot be read or understood, in sentences with the name in front. */
  readonly unread: readonly string[];
  readonly remarks: readonly string[];
}

/**
 * Reads files and archives. One configuration in an archive is named as findings name it: `bundle.tgz!inside.xml`.
 * Throws UsageError when a name means nothing.
 */
export async function readConfigs(
  files: readonly string[],
  { cwd, root, estate }: { readonly cwd: string; readonly root: string; readonly estate: boolean },
): Promise<Readings> {
  const documents: PanosDocument[] = [];
  const unread: string[] = [];
  for (const file of files) {
    for await (const read of documentsIn(file, cwd, root)) {
      if (typeof read === "string") unread.push(read);
      else documents.push(read);
    }
  }
  if (estate) {
    const joined = new Estate(documents.map((document) => ({ name: document.source.name, document })));
    const configs = documents.map((_, at) => () => joined.configAt(at));
    return { ...opened(documents, configs, unread), remarks: joined.remarks };
  }
  const configs = documents.map((document) => () => new Config(document));
  return { ...opened(documents, configs, unread), remarks: [] };
}

function opened(
  documents: readonly PanosDocument[],
  makers: readonly (() => Config)[],
  before: readonly string[],
): Pick<Readings, "configs" | "unread"> {
  const configs: Config[] = [];
  const unread = [...before];
  for (const [at, make] of makers.entries()) {
    try {
      configs.push(make());
    } catch (error) {
      unread.push(told(documents[at]?.source.name ?? "", error));
    }
  }
  return { configs, unread };
}

/** The documents of a file, or the sentence why one cannot be read. */
async function* documentsIn(file: string, cwd: string, root: string): AsyncGenerator<PanosDocument | string> {
  const [archive, member] = await memberIn(file, cwd);
  const inputs = await findInputs([archive], cwd);
  const [input, second] = inputs;
  if (input === undefined || second !== undefined) {
    throw new UsageError(`${archive} is not one file.`, { hint: "Name configurations or archives." });
  }
  let isFound = member === undefined;
  for await (const part of readParts(input, root)) {
    if (part.kind === "remark") continue;
    const name = part.kind === "source" ? part.source.name : part.name;
    if (member !== undefined && !name.endsWith(`!${member}`)) continue;
    isFound = true;
    if (part.kind === "unreadable") yield told(name, part.error);
    else yield documentOf(part.source);
  }
  if (!isFound) {
    throw new UsageError(`There is no configuration ${member} in ${archive}.`, {
      hint: `\`panlint ${archive}\` names those that are in it.`,
    });
  }
}

/** A name with `!` means a member of an archive, unless there is a file that is called so. */
async function memberIn(file: string, cwd: string): Promise<readonly [archive: string, member: string | undefined]> {
  const at = file.indexOf("!");
  if (at < 0) return [file, undefined];
  try {
    await findInputs([file], cwd);
    return [file, undefined];
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    return [file.slice(0, at), file.slice(at + 1)];
  }
}

function documentOf(source: PanosDocument["source"]): PanosDocument | string {
  try {
    return openDocument(source);
  } catch (error) {
    return told(source.name, error);
  }
}

function told(name: string, error: unknown): string {
  if (!(error instanceof InputError)) throw error;
  return `${name}: ${error.message}${error.hint === undefined ? "" : `\n  ${error.hint}`}`;
}
