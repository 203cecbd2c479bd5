import type { UsageSources } from "../usage/sources.ts";
import type { Usage } from "../usage/usage.ts";

/** The subjects of a file by which logs are followed. */
export type FlowSources = UsageSources & { readonly usage: Usage };
