import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { type InputError, UsageError } from "../../error.ts";
import { EstateRun } from "../../lint/estate-run.ts";
import type { OldFindings } from "../../lint/finish.ts";
import { identitiesOf } from "../../lint/identity.ts";
import { LintRun } from "../../lint/lint.ts";
import type { ConfiguredRule } from "../../setup/active-rules.ts";
import { repositoryRoot } from "../../setup/config-file.ts";
import { isArchiveFile, partsOfBytes } from "../../source/input-parts.ts";
import { type Input, STDIN, uriOf } from "../../source/inputs.ts";
import { rootOf } from "../root.ts";
import type { Settings } from "../settings.ts";
import { OldVersion } from "./git.ts";

interface OldReading {
  readonly newFrom: string | undefined;
  readonly compareTo: string | undefined;
  readonly inputs: readonly Input[];
  readonly settings: Settings;
  readonly estate: boolean | undefined;
  readonly cwd: string;
  readonly root: string | undefined;
  readonly now: Date;
}

/** Lints the older versions that the arguments name, with the same rules; undefined when they name none. */
export async function oldFindings(reading: OldReading): Promise<OldFindings | undefined> {
  const { newFrom, compareTo } = reading;
  if (newFrom !== undefined && compareTo !== undefined) {
    throw new UsageError("--new-from and --compare-to both say what to compare with.", {
      hint: "Leave one of them out.",
    });
  }
  if (compareTo !== undefined) return lintOld(reading, compareTo, fileReader(reading, compareTo));
  return newFrom === undefined ? undefined : lintOld(reading, newFrom, gitReader(newFrom));
}

type Reader = (input: Input) => Buffer | undefined;

function fileReader({ inputs, cwd }: OldReading, compareTo: string): Reader {
  if (inputs.length !== 1) {
    throw new UsageError("--compare-to compares one configuration with an older one of the same device.", {
      hint: "Name one input; --new-from compares many with an older Git revision.",
    });
  }
  return ({ path, name }) => {
    const old = resolve(cwd, compareTo);
    if (path !== STDIN && existsSync(old) && isArchiveFile(old) !== isArchiveFile(path)) {
      const [archive, other] = isArchiveFile(old) ? [compareTo, name] : [name, compareTo];
      throw new UsageError(`${archive} is an archive, and ${other} is none, so findings cannot be compared.`, {
        hint: "Give two archives, or the same file out of both.",
      });
    }
    try {
      return readFileSync(old);
    } catch (cause) {
      const { code } = cause as NodeJS.ErrnoException; // node:fs throws no other
      throw new UsageError(`${compareTo} cannot be read: ${code === "ENOENT" ? "there is no such file" : code}.`, {
        hint: "Check the path given to --compare-to.",
      });
    }
  };
}

function gitReader(revision: string): Reader {
  const versions = new Map<string, OldVersion>();
  return ({ path, name }) => {
    const root = path === STDIN ? undefined : repositoryRoot(dirname(path));
    if (root === undefined) {
      throw new UsageError(`${name} is in no Git repository.`, { hint: "--new-from compares with what Git has." });
    }
    const version = versions.get(root) ?? new OldVersion(root, revision);
    versions.set(root, version);
    return version.read(path);
  };
}

async function lintOld(reading: OldReading, since: string, read: Reader): Promise<OldFindings> {
  const { inputs, settings, cwd, now } = reading;
  const run = new LintRun({ excerpts: false, now });
  const estate = new EstateRun<readonly ConfiguredRule[]>(run);
  const remarks: string[] = [];
  const root = rootOf(reading.root, cwd);
  for (const input of inputs) {
    const { active, file } = await settings.for(input);
    if (await settings.ignores(input)) continue;
    const bytes = read(input);
    if (bytes === undefined) continue;
    const into = (reading.estate ?? file?.estate) ? estate : run;
    for await (const part of partsOfBytes({ name: input.name, uri: uriOf(input, root) }, bytes)) {
      if (part.kind === "source") into.add(part.source, active);
      // What an archive leaves out is told of the present one.
      else if (part.kind === "unreadable") remarks.push(notCompared(part));
    }
  }
  estate.finish();
  const report = run.report();
  for (const { file, message } of report.errors)
    remarks.push(`${file}: its older version was not understood: ${message}`);
  return { since, identities: identitiesOf(report), remarks };
}

function notCompared({ name, error }: { readonly name: string; readonly error: InputError }): string {
  return `${name}: its older version cannot be compared, so all its findings count as new: ${error.message}`;
}
