/** The options of a lint rule: what their schemas may be, and the values that follow from them. */

/** What a number may be. */
interface NumberSchema {
  readonly type: "integer" | "number";
  readonly minimum?: number;
  readonly maximum?: number;
}

/** A list in which a plain number is a text, too. */
interface TextOrNumberListSchema {
  readonly type: "array";
  readonly items: { readonly type: readonly ["string", "integer"]; readonly pattern?: string };
}

interface TextListSchema {
  readonly type: "array";
  readonly items: { readonly type: "string"; readonly enum?: readonly string[] };
}

/**
 * One option of a rule: a JSON Schema of a value, with its default and what it is for. A mapping is given by its keys
 * (any, when none are named) and what stands under each; what a user writes into it is laid over the default, key by key.
 */
export type OptionSchema = { readonly description: string } & (
  | { readonly type: "boolean"; readonly default: boolean }
  | { readonly type: "string"; readonly enum?: readonly string[]; readonly pattern?: string; readonly default: string }
  | (NumberSchema & { readonly default: number })
  | (TextListSchema & { readonly default: readonly string[] })
  | { readonly type: "array"; readonly items: { readonly type: "integer" }; readonly default: readonly number[] }
  | (TextOrNumberListSchema & { readonly default: readonly (string | number)[] })
  | {
      readonly type: "object";
      readonly keys?: readonly string[];
      readonly values: NumberSchema;
      readonly default: { readonly [key: string]: number };
    }
  | {
      readonly type: "object";
      readonly keys?: readonly string[];
      readonly values: TextListSchema;
      readonly default: { readonly [key: string]: readonly string[] };
    }
);

export type OptionSchemas = { readonly [name: string]: OptionSchema };

type OptionValue<S> = S extends { type: "boolean" }
  ? boolean
  : S extends { type: "integer" | "number" }
    ? number
    : S extends { type: "object"; values: { type: "array" } }
      ? { readonly [key: string]: readonly string[] }
      : S extends { type: "object" }
        ? { readonly [key: string]: number }
        : S extends { items: { type: "integer" } }
          ? readonly number[]
          : S extends { items: { type: readonly ["string", "integer"] } }
            ? readonly (string | number)[]
            : S extends { items: { enum: readonly (infer E)[] } }
              ? readonly E[]
              : S extends { items: unknown }
                ? readonly string[]
                : S extends { enum: readonly (infer E)[] }
                  ? E
                  : string;

/** The value of one option of any rule. */
export type AnyOptionValue =
  | boolean
  | string
  | number
  | readonly string[]
  | readonly number[]
  | readonly (string | number)[]
  | { readonly [key: string]: number }
  | { readonly [key: string]: readonly string[] };

/** Options of any rule, defaults filled in. */
export type RuleOptions = { readonly [name: string]: AnyOptionValue };

export type OptionValues<O extends OptionSchemas> = { readonly [name in keyof O]: OptionValue<O[name]> };

/** A list of texts among another rule's options; empty when that rule is off. */
export function textsOf(options: RuleOptions | undefined, name: string): readonly string[] {
  const value = options?.[name];
  return Array.isArray(value) ? value.map(String) : [];
}
