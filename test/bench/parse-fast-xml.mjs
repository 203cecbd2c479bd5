// What reading the same file costs with the usual parser: `node test/bench/parse-fast-xml.mjs FILE`.
// Plain JavaScript *because* it is timed itself, and a TypeScript loader would be timed with it.
import { readFileSync } from "node:fs";
import { XMLParser } from "fast-xml-parser";

// Names of entries are attributes, so they must be read; texts stay texts, as panlint needs them.
const parser = new XMLParser({ ignoreAttributes: false, parseTagValue: false });
const document = parser.parse(readFileSync(process.argv[2], "utf8"));
if (document.config === undefined) throw new Error("The parser found no <config>.");
