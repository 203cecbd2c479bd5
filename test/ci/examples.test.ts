import { existsSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { beforeAll, describe, expect, test } from "@jest/globals";
import { parse } from "yaml";
import { CLEAN, FLAWED, folderWith } from "../support/cli-files.ts";
import { buildIfStale, COMMAND } from "../support/cli-process.ts";
import { ACTION, useAction } from "../support/github-runner.ts";
import { commitAll, type Ended, type Environment, programsWith, ROOT, runProgram } from "../support/programs.ts";

/* The set-ups of examples/ci, run as far as a desk without the CI servers goes. */

const onPosix = process.platform === "win32" ? describe.skip : describe;
const { version } = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8"));
const INSTALLED = `git+https://github.com/panlint/panlint.git#v${version}`;

/** `panlint` is the built command, `npm` only records its arguments. */
const programs = programsWith({
  panlint: `exec "${process.execPath}" "${COMMAND}" "$@"`,
  npm: 'echo "$@" >>"$NPM_CALLS"',
});

beforeAll(buildIfStale);

const text = (name: string): string => readFileSync(join(ROOT, "examples", "ci", name), "utf8");

/** The configurations of a job: all have both, so that each example is seen to fail and to succeed. */
const CASES: readonly (readonly [string, string, number])[] = [
  ["without findings", CLEAN, 0],
  ["with findings", FLAWED, 1],
  ["with a file that cannot be read", "<config><shared></config>", 3],
];

function repository(config: string): string {
  const folder = folderWith({ "firewalls/berlin.xml": CLEAN, "panorama/running config.xml": config });
  commitAll(folder);
  return folder;
}

function runScript(script: string, cwd: string, env: Environment = {}): Ended & { readonly npm: string } {
  const calls = join(folderWith({ calls: "" }), "calls");
  const path = `${programs}${delimiter}${process.env.PATH}`;
  const ended = runProgram(["bash", "-c", script], cwd, { ...env, PATH: path, NPM_CALLS: calls });
  return { ...ended, npm: readFileSync(calls, "utf8") };
}

onPosix.each(CASES)("the CI examples on a repository %s", (_, config, code) => {
  const isFlawed = config === FLAWED;

  test("the GitHub workflow fails exactly when panlint does", () => {
    const { permissions, jobs } = parse(text("github.yml"));
    expect(permissions).toEqual({});
    expect(jobs.panlint.permissions).toEqual({ contents: "read", "security-events": "write", actions: "read" });
    const [, use] = jobs.panlint.steps;
    expect(use.uses).toBe(`panlint/panlint@v${version}`);
    const ended = useAction({ workspace: repository(config), with: { ...use.with, "upload-sarif": "true" } });
    expect([ended.code, ended.uploads.length]).toEqual([code, 1]);
  });

  test("the GitLab job fails exactly when panlint does, and writes the artifacts that it names", () => {
    const { before_script, script, artifacts } = parse(text("gitlab-ci.yml")).panlint;
    const folder = repository(config);
    const ended = runScript(`set -e\n${[...before_script, ...script].join("\n")}`, folder);
    expect([ended.code, ended.npm]).toEqual([code, `install --global --install-links ${INSTALLED}\n`]);
    const { codequality, junit } = artifacts.reports;
    const issues: readonly { readonly location: { readonly path: string } }[] = JSON.parse(
      readFileSync(join(folder, codequality), "utf8"),
    );
    expect(new Set(issues.map(({ location }) => location.path))).toEqual(
      new Set(code === 0 ? [] : ["panorama/running config.xml"]),
    );
    expect(readFileSync(join(folder, junit), "utf8")).toContain("<testsuites");
    for (const path of artifacts.paths) expect([path, existsSync(join(folder, path))]).toEqual([path, true]);
  });

  test("the Azure DevOps job fails exactly when panlint does, logs issues, and writes the artifact", () => {
    const { steps } = parse(text("azure-pipelines.yml"));
    const scripts = steps.flatMap(({ bash }: { readonly bash?: string }) => bash ?? []);
    const staging = folderWith();
    const ended = runScript(scripts.join("\n"), repository(config), {
      BUILD_ARTIFACTSTAGINGDIRECTORY: staging,
      AGENT_TEMPDIRECTORY: folderWith(),
    });
    expect([ended.code, ended.npm, ended.stderr]).toEqual([
      code,
      `install --global --install-links ${INSTALLED}\n`,
      "",
    ]);
    const told = ended.stdout.split("\n").filter((line) => line.startsWith("##vso["));
    const at = "sourcepath=panorama/running config.xml;linenumber=";
    const expected = ["error", ...(isFlawed ? ["warning"] : [])].map(
      (type) => `##vso[task.logissue type=${type};${at}`,
    );
    expect(told).toEqual((code === 0 ? [] : expected).map((start) => expect.stringContaining(start)));
    const { publish, artifact } = steps.find(({ publish }: { readonly publish?: string }) => publish !== undefined);
    expect(artifact).toBe("CodeAnalysisLogs");
    const published = publish.replace("$(Build.ArtifactStagingDirectory)", staging);
    expect(JSON.parse(readFileSync(join(published, "panlint.sarif"), "utf8")).runs).toHaveLength(1);
  });

  test("the Jenkins job fails exactly when panlint does, and writes the reports that later steps read", () => {
    const file = text("Jenkinsfile");
    const [, script = ""] = /sh '''(.*?)'''/s.exec(file) ?? [];
    const folder = repository(config);
    const temporary = folderWith();
    // Jenkins runs it with `sh -xe`.
    const ended = runScript(`set -e\n${script}`, folder, { WORKSPACE_TMP: temporary });
    expect([ended.code, ended.npm]).toEqual([
      code,
      `install --global --prefix ${temporary}/npm --install-links ${INSTALLED}\n`,
    ]);
    const read = [...file.matchAll(/(?:pattern|testResults): '([^']*)'/g)].map(([, path = ""]) => path);
    expect(read).toEqual(["panlint.sarif", "panlint-junit.xml"]);
    for (const path of read) expect([path, existsSync(join(folder, path))]).toEqual([path, true]);
  });

  test("the shell script fails exactly when panlint does, and writes the reports", () => {
    const reports = join(folderWith(), "all reports");
    const ended = runScript(`sh "${ROOT}/examples/ci/check-configs.sh" . "${reports}"`, repository(config));
    const said = { 0: "No findings.", 1: "There are findings", 3: "Not everything could be checked" }[code];
    expect([ended.code, ended.stdout]).toEqual([code, expect.stringContaining(said ?? "")]);
    for (const ending of ["txt", "csv", "sarif"]) expect(existsSync(join(reports, `panlint.${ending}`))).toBe(true);
  });
});

onPosix("a name inside a configuration", () => {
  test("is not run as a command by the agent of Azure DevOps", () => {
    const rogue = FLAWED.replaceAll("Camera-Upload", "##vso[task.setvariable variable=x]y");
    const { steps } = parse(text("azure-pipelines.yml"));
    const env = { BUILD_ARTIFACTSTAGINGDIRECTORY: folderWith(), AGENT_TEMPDIRECTORY: folderWith() };
    const script = steps.flatMap(({ bash }: { readonly bash?: string }) => bash ?? []).join("\n");
    const { stdout } = runScript(script, repository(rogue), env);
    expect(stdout).toContain("task.setvariable");
    expect(stdout.split("\n").filter((line) => line.lastIndexOf("##vso[") > 0)).toEqual([]);
    expect(stdout).not.toMatch(/^##vso\[task\.setvariable/m);
  });
});

test("examples/ci/README.md describes every input and output of the action as action.yml does", () => {
  const page = text("README.md");
  for (const [name, input] of Object.entries(ACTION.inputs)) {
    expect(page).toContain(
      `| \`${name}\` | ${input.default === "" ? "" : `\`${input.default}\``} | ${input.description} |`,
    );
  }
  for (const [name, { description }] of Object.entries(ACTION.outputs)) {
    expect(page).toContain(`| \`${name}\` | ${description} |`);
  }
});

describe.each(["action.yml", ".github/workflows/ci.yml", ".github/workflows/release.yml", "examples/ci/github.yml"])(
  "%s",
  (name) => {
    const content = readFileSync(join(ROOT, name), "utf8");

    test("pins actions of others to a commit", () => {
      const uses = [...content.matchAll(/uses: (.*)/g)].map(([, used = ""]) => used);
      expect(uses.filter((used) => !/^[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$|^panlint\/panlint@v/.test(used))).toEqual(
        [],
      );
      expect(uses.length).toBeGreaterThan(0);
    });

    test("has no GitHub expression inside a script", () => {
      const scripts = [...content.matchAll(/run: (?:\|\n((?: {8,}.*\n|\n)+)|(.*))/g)].map(([whole]) => whole);
      for (const script of scripts) expect(script).not.toContain("${{");
    });
  },
);
