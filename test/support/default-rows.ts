/** Tests that every row of a part of the defaults table shows in the model, and that what is written wins over it. */
import { describe, expect, test } from "@jest/globals";
import type { Config } from "../../src/panos/config.ts";
import type { DefaultRow } from "../../src/panos/settings/default-row.ts";
import type { Setting } from "../../src/panos/settings/setting.ts";
import { configOf, element, tagOf } from "./panos-config.ts";

/** How a row shows in the model. */
export interface RowReader {
  /** Values that PAN-OS knows; every one is tried. */
  readonly values: readonly string[];
  /** A whole configuration around the row's element. */
  file(xml: string): string;
  /** What the model says in such a file. */
  setting(config: Config): Setting<unknown>;
  /** Whether the value is the name of a child element, as in `<action><alert/></action>`. */
  readonly isChild?: true;
  /** A value that PAN-OS refuses; undefined where every text is good. */
  readonly bad?: string | undefined;
}

export const YES_NO = ["yes", "no"] as const;

/** A value of the model in the words of the file. */
function wordsOf(value: unknown): string {
  return typeof value === "boolean" ? (value ? "yes" : "no") : String(value);
}

/** Makes the tests of the rows; each wants a reader, called by place and element. */
export function describeRows(
  rows: readonly DefaultRow[],
  readers: ReadonlyMap<string, RowReader>,
  /** What is not `no` by default, as `place/element value`. */
  others?: readonly string[],
): void {
  const keyed = rows.map((row) => ({ key: `${row.place}/${row.element}`, row }));

  test("every row has a reader, and every reader a row", () => {
    expect([...readers.keys()].sort()).toEqual(keyed.map(({ key }) => key).sort());
  });

  test("what is not no by default", () => {
    if (others === undefined) return;
    const found = rows.filter(({ value }) => value !== "no");
    expect(found.map(({ place, element: name, value }) => `${place}/${name} ${value}`).sort()).toEqual(
      [...others].sort(),
    );
  });

  describe.each(keyed)("$key", ({ key, row }) => {
    const reader = readers.get(key);
    if (reader === undefined) return;
    const name = row.element;
    const written = (value: string): string => (reader.isChild ? `<${value}/>` : value);
    const spellings = reader.values.flatMap((value) =>
      [
        element(name, written(value)),
        `<${name}>\n  ${written(value)}\t</${name}>`,
        `<${name} loc="branches" ptpl="T1">${written(value)}</${name}>`,
        `<${name}><!-- since 2019 -->${written(value)}</${name}>`,
      ].map((xml) => [value, xml] as const),
    );

    test("says where the fact is from, and a value that PAN-OS knows", () => {
      expect(row.source).toMatch(/schema|Panorama set command hierarchy|^https:/);
      expect(reader.values).toContain(row.value);
    });

    test.each(["", `<${name}/>`, element(name), `<${name}> \n </${name}>`])("%j has the default", (xml) => {
      const config = configOf(reader.file(xml));
      const setting = reader.setting(config);
      expect([setting.name, wordsOf(setting.value), setting.origin]).toEqual([name, row.value, "default"]);
      const isUnreadable = xml !== "" && reader.values === YES_NO;
      expect(config.file.problems.all.map(({ message }) => message)).toEqual(
        isUnreadable ? [expect.stringContaining(`has an empty <${name}>, which PAN-OS does not write.`)] : [],
      );
    });

    test.each(spellings)("%s is read from %j", (value, xml) => {
      const config = configOf(reader.file(xml));
      const setting = reader.setting(config);
      expect([setting.name, wordsOf(setting.value), setting.origin]).toEqual([name, value, "explicit"]);
      expect(tagOf(setting.element)).toBe(/^<[^>]*>/.exec(xml)?.[0]);
      expect(config.file.problems.all).toEqual([]);
    });

    if (reader.bad === undefined) return;
    test(`"${reader.bad}" is a problem, and counts as the default`, () => {
      const config = configOf(reader.file(element(name, written(reader.bad ?? ""))));
      const setting = reader.setting(config);
      expect([wordsOf(setting.value), setting.origin]).toEqual([row.value, "default"]);
      expect(config.file.problems.all.map(({ element: at, message }) => [at.name, message])).toEqual([
        [name, expect.stringContaining(`"${reader.bad}" in ${name}`)],
      ]);
    });

    if (!reader.isChild) {
      test("an element inside of it is a problem, and counts as the default", () => {
        const config = configOf(reader.file(element(name, element("member", reader.values[0] ?? ""))));
        expect([wordsOf(reader.setting(config).value), reader.setting(config).origin]).toEqual([row.value, "default"]);
        expect(config.file.problems.all.map(({ element: at, message }) => [at.name, message])).toEqual([
          [name, expect.stringMatching(/has elements inside <.*>, where PAN-OS writes a plain value|has "member" in /)],
        ]);
      });
    }

    test("two elements are a problem", () => {
      const [value = ""] = reader.values;
      const config = configOf(reader.file(element(name, written(value)) + element(name, written(value))));
      expect(wordsOf(reader.setting(config).value)).toBe(value);
      expect(config.file.problems.all.map(({ message }) => message)).toEqual([
        expect.stringContaining(`two <${name}> elements, and PAN-OS allows one`),
      ]);
    });
  });
}

/** The one that a test is about; fails when there is none. */
export function first<T>(found: Iterable<T>): T {
  for (const each of found) return each;
  throw new Error("There is none.");
}
