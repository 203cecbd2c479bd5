import { closeSync, openSync, readSync, statSync } from "node:fs";
import { resolve } from "node:path";
import { andListUpTo } from "../words.ts";
import { looksLikeConfiguration } from "./archive-members.ts";
import { shownPath } from "./inputs.ts";

/** What a folder may hold besides .xml and .xml.gz: templates, backups, files without an ending. */
const OTHERS = ["**/*.{j2,jinja,jinja2,tmpl,tpl,tftpl,template,cfg,conf,config,txt,bak,old}", "**/!(*.*)"];
const NEVER = ["**/node_modules/**", "**/.git/**"];
/** As many bytes as tell whether a file is a configuration. */
const HEAD = 1 << 12;
/** Files that a remark names. */
const MOST_NAMED = 3;

/**
 * What is not read of the folders among the arguments although it looks like a configuration, in a sentence; undefined
 * when there is no such file.
 */
export async function leftOutOf(paths: readonly string[], cwd: string): Promise<string | undefined> {
  const folders = paths.map((path) => resolve(cwd, path)).filter(isFolder);
  if (folders.length === 0) return undefined;
  const { glob } = await import("tinyglobby");
  const options = { absolute: true, ignore: NEVER, caseSensitiveMatch: false, expandDirectories: false };
  const found = await Promise.all(folders.map((folder) => glob(OTHERS, { ...options, cwd: folder })));
  const all = [...new Set(found.flat())].filter(isConfiguration).sort();
  if (all.length === 0) return undefined;
  const names = andListUpTo(
    MOST_NAMED,
    all.map((path) => shownPath(path, cwd)),
  );
  const [looks, their, them] = all.length === 1 ? ["looks", "its", "it"] : ["look", "their", "them"];
  return `Not read: ${names} ${looks} like PAN-OS XML, but ${their} name does not end in .xml or .xml.gz; name ${them} to lint ${them}.`;
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Whether the beginning of a file is that of a configuration, perhaps behind the first lines of a template. */
function isConfiguration(path: string): boolean {
  let file: number | undefined;
  try {
    file = openSync(path, "r");
    const head = Buffer.alloc(HEAD);
    const text = head.toString("latin1", 0, readSync(file, head, 0, HEAD, 0));
    const at = text.search(/<(?:\?xml|config|response|policy|panorama)[\s>]/);
    return at >= 0 && looksLikeConfiguration(Buffer.from(text.slice(at), "latin1"));
  } catch {
    return false;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
