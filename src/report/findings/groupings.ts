/** By what the text report puts findings together. Apart from the rest, because the command line begins with it. */
export const GROUPINGS = ["file", "scope", "rule"] as const;
export type Grouping = (typeof GROUPINGS)[number];
