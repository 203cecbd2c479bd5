import { PANORAMA_ROWS } from "../../../src/panos/settings/default-rows-panorama.ts";
import { describeRows, first, type RowReader, YES_NO } from "../../support/default-rows.ts";
import { element, entry, panorama } from "../../support/panos-config.ts";

const flag = { values: YES_NO, bad: "maybe" } as const;

describeRows(
  PANORAMA_ROWS,
  new Map<string, RowReader>([
    [
      "object/disable-override",
      {
        ...flag,
        file: (xml) => panorama({ groups: { DMZ: element("address", entry("web", xml)) } }),
        setting: (config) => {
          const [, web] = first(config.objects.definedIn("address", first(config.scopes.all)));
          return config.objects.precedence.forbidsOverride(web);
        },
      },
    ],
    [
      "Panorama management/ancestor-objects-take-precedence",
      {
        ...flag,
        file: (xml) =>
          panorama({
            groups: { DMZ: "" },
            device: element("deviceconfig", element("setting", element("management", xml))),
          }),
        setting: (config) => config.objects.precedence.ancestorsFirst,
      },
    ],
  ]),
  [],
);
