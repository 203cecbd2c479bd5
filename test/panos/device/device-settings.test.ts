import { describe, expect, test } from "@jest/globals";
import type { Config } from "../../../src/panos/config.ts";
import type { DeviceSettings } from "../../../src/panos/device/device-settings.ts";
import { first } from "../../support/default-rows.ts";
import { configOf, element, entry, firewall, list, panorama, problemsOf, tagOf } from "../../support/panos-config.ts";

/** Elements around each other: `at("a/b", xml)` is `<a><b>` around it. */
function at(path: string, ...inner: readonly string[]): string {
  return path.split("/").reduceRight((xml, name) => element(name, xml), inner.join(""));
}

const deviceconfig = (path: string, ...inner: readonly string[]): string => at(`deviceconfig/${path}`, ...inner);
const own = (...inner: readonly string[]): Config =>
  configOf(firewall({ vsys: { vsys1: "" }, device: inner.join("") }));
const device = (...inner: readonly string[]): DeviceSettings => first(own(...inner).devices.settings);
const wrapped = (...inner: readonly string[]): string =>
  element("config", element("devices", entry("localhost.localdomain", ...inner)));
const template = (name: string, ...inner: readonly string[]): string => entry(name, wrapped(...inner));
const stack = (name: string, templates: readonly string[], ...inner: readonly string[]): string =>
  entry(name, list("templates", ...templates), wrapped(...inner));

function panoramaWith(templates: readonly string[], stacks: readonly string[], deviceXml = ""): Config {
  return configOf(
    panorama({
      groups: {},
      device: deviceXml + element("template", ...templates) + element("template-stack", ...stacks),
    }),
  );
}

function named(config: Config, name: string): DeviceSettings {
  return first(config.devices.settings.filter(({ place }) => place.name === name));
}

function logSettingsLabels({ devices }: Config): readonly (string | undefined)[] {
  return devices.settings.map((each) => devices.logSettingsOf(each)?.label);
}

const rate = (value: string): string => deviceconfig("setting/logging", element("max-log-rate", value));

describe("where settings are found", () => {
  test("on a firewall", () => {
    const config = own(rate("100"));
    expect(config.devices.settings.map(({ path, place }) => [place.kind, place.label, path])).toEqual([
      ["firewall", "The firewall", "deviceconfig"],
    ]);
    expect(first(config.devices.settings).maxLogRate.value).toBe(100);
    expect(first(config.devices.settings).command("set", "setting logging max-log-rate 200")).toBe(
      "set deviceconfig setting logging max-log-rate 200",
    );
  });

  test("with the log settings of the same device", () => {
    const config = panoramaWith([template("T 1")], [stack("S", ["T 1"])]);
    expect(logSettingsLabels(config)).toEqual([undefined, 'Template "T 1"', 'Template stack "S"']);
    expect(logSettingsLabels(own(rate("100")))[0]).toBe("The firewall");
  });

  test("on Panorama itself, in templates and in stacks", () => {
    const config = panoramaWith([template("T 1", rate("100"))], [stack("S", ["T 1"])], rate("300"));
    expect(
      config.devices.settings.map(({ path, place, maxLogRate }) => [
        place.label,
        path,
        maxLogRate.value,
        maxLogRate.origin,
      ]),
    ).toEqual([
      ["Panorama", "deviceconfig", 300, "explicit"],
      ['Template "T 1"', "template/T 1/deviceconfig", 100, "explicit"],
      ['Template stack "S"', "template-stack/S/deviceconfig", 100, "inherited"],
    ]);
    expect(config.devices.settings.map((each) => each.command("delete", "setting logging max-log-rate"))).toEqual([
      "delete deviceconfig setting logging max-log-rate",
      'delete template "T 1" config deviceconfig setting logging max-log-rate',
      "delete template-stack S config devices localhost.localdomain deviceconfig setting logging max-log-rate",
    ]);
  });

  test("in a stack its own value wins, then those of its templates in order", () => {
    const templates = [template("A", rate("1")), template("B", rate("2")), template("C")];
    const config = panoramaWith(templates, [
      stack("own", ["A"], rate("9")),
      stack("second", ["B", "A"]),
      stack("behind an empty one", ["C", "A"]),
      stack("none", ["C"]),
    ]);
    const values = ["own", "second", "behind an empty one", "none"].map((name) => {
      const { value, origin } = named(config, name).maxLogRate;
      return [value, origin];
    });
    expect(values).toEqual([
      [9, "explicit"],
      [2, "inherited"],
      [1, "inherited"],
      [50000, "default"],
    ]);
  });

  test("an empty element in the stack takes nothing from its templates", () => {
    const config = panoramaWith([template("A", rate("1"))], [stack("S", ["A"], rate(""))]);
    expect(named(config, "S").maxLogRate.value).toBe(1);
  });

  test("a stack whose template is not in the file says so", () => {
    const config = panoramaWith([], [stack("S", ["gone"])]);
    expect(named(config, "S").place.incomplete).toBe('the template "gone" of template stack "S" is not in the file');
    expect(named(panoramaWith([template("A")], [stack("S", ["A"])]), "S").place.incomplete).toBeUndefined();
  });

  test("what is not written points at the deepest element that would hold it", () => {
    expect(tagOf(device().maxLogRate.element)).toBe('<entry name="localhost.localdomain">');
    expect(tagOf(device(deviceconfig("setting")).maxLogRate.element)).toBe("<setting>");
    expect(tagOf(device(deviceconfig("setting/logging")).maxLogRate.element)).toBe("<logging>");
    const config = panoramaWith([template("A", rate("1"))], [entry("S", list("templates", "A"))]);
    expect(tagOf(named(config, "S").logSuppression.element)).toBe('<entry name="S">');
  });

  const tree = element("devices", entry("localhost.localdomain", rate("7")));
  test.each([
    ["<readonly>", element("readonly", tree)],
    ["the shadow of a pushed template", element("template", element("config", tree))],
  ])("not in %s", (_, config) => {
    const found = configOf(firewall({ vsys: { vsys1: "" }, config })).devices;
    expect(found.settings.map(({ maxLogRate }) => maxLogRate.value)).toEqual([50000]);
  });

  test("containers that stand twice, as in joined files, are read together", () => {
    const twice = at(
      "deviceconfig",
      at("setting/logging", "<log-suppression>no</log-suppression>"),
      at("setting/logging", "<max-log-rate>5</max-log-rate>"),
    );
    const config = own(twice);
    expect([
      first(config.devices.settings).logSuppression.value,
      first(config.devices.settings).maxLogRate.value,
    ]).toEqual([false, 5]);
    expect(problemsOf(config)).toEqual([]);
  });
});

describe("cloud logging", () => {
  const forwarding = (...inner: readonly string[]): DeviceSettings =>
    device(deviceconfig("setting/logging/logging-service-forwarding", ...inner));
  const enable = (value: string): string => element("enable", value);
  const duplicate = (value: string): string => element("enable-duplicate-logging", value);

  test.each([
    ["", false, "enable"],
    [enable("yes"), true, "enable"],
    [enable("no") + duplicate("yes"), true, "enable-duplicate-logging"],
    [duplicate("yes"), true, "enable-duplicate-logging"],
    [enable("yes") + duplicate("yes"), true, "enable"],
    [enable("no") + duplicate("no"), false, "enable"],
  ])("%j: %s, by %s", (xml, value, name) => {
    const setting = forwarding(xml).cloudLogging;
    expect([setting.value, setting.name]).toEqual([value, name]);
  });
});

describe("quotas and expiration", () => {
  const QUOTA = "setting/management/quota-settings";
  const quotas = (...inner: readonly string[]): DeviceSettings => device(deviceconfig(QUOTA, ...inner));
  const shown = (settings: DeviceSettings) => {
    const part = (lists: NonNullable<typeof settings.storage.quotaSettings>["quotas"] | undefined) =>
      lists?.map(({ disk, logs }) => [disk, ...logs.map(({ name, value }) => `${name} ${value}`)]);
    const found = settings.storage.quotaSettings;
    return found && { quotas: part(found.quotas), expiration: part(found.expiration) };
  };

  test.each([
    ["nothing", device()],
    ["an empty container", quotas()],
  ])("%s leaves them to the model", (_, settings) => {
    expect(settings.storage.quotaSettings).toBeUndefined();
  });

  test("of the disk, and of the cards of a chassis", () => {
    const settings = quotas(
      at("disk-quota", "<traffic>25.5</traffic><threat> 15 </threat><userid/>"),
      at("chassis-quota", at("log-card", "<traffic>60</traffic>"), at("mgmt-card", "<system>4</system>")),
      at("log-expiration-period", "<traffic>365</traffic>"),
      at("chassis-log-expiration-period/log-card", "<traffic>30</traffic>"),
    );
    expect(shown(settings)).toEqual({
      quotas: [
        ["disk", "traffic 25.5", "threat 15"],
        ["log-card", "traffic 60"],
        ["mgmt-card", "system 4"],
      ],
      expiration: [
        ["disk", "traffic 365"],
        ["log-card", "traffic 30"],
      ],
    });
  });

  test("an empty list beside another says nothing", () => {
    const settings = quotas("<disk-quota/>", at("log-expiration-period", "<traffic>365</traffic>"));
    expect(shown(settings)).toEqual({ quotas: [], expiration: [["disk", "traffic 365"]] });
  });

  test("what is no number is a problem", () => {
    const config = own(deviceconfig(`${QUOTA}/disk-quota`, "<traffic>lots</traffic><threat>5</threat>"));
    expect(shown(first(config.devices.settings))?.quotas).toEqual([["disk", "threat 5"]]);
    expect(problemsOf(config)).toEqual([expect.stringContaining('"lots" in traffic, which is not a number')]);
  });

  test("a stack overrides a template's as a whole", () => {
    const quota = (log: string, value: string): string => deviceconfig(`${QUOTA}/disk-quota`, element(log, value));
    const config = panoramaWith([template("A", quota("traffic", "80"))], [stack("S", ["A"], quota("threat", "40"))]);
    expect(shown(named(config, "S"))?.quotas).toEqual([["disk", "threat 40"]]);
  });
});

describe("scheduled log exports", () => {
  const schedule = (name: string, ...inner: readonly string[]): string =>
    deviceconfig("system/log-export-schedule", entry(name, ...inner));
  const scp = at("protocol/scp", "<hostname>192.0.2.40</hostname><path>/fw</path><password>secret</password>");

  test("tell what goes where", () => {
    const found = first(
      device(schedule("daily", "<log-type>traffic</log-type><start-time>03:00</start-time>", scp)).storage
        .exportSchedules,
    );
    const { name, path, enable, logType, startTime, protocol, hostname, directory } = found;
    expect([logType, protocol].map(({ value }) => value)).toEqual(["traffic", "scp"]);
    expect({ name, path, enable: enable.value, startTime, hostname, directory }).toEqual({
      name: "daily",
      path: "deviceconfig/system/log-export-schedule/daily",
      enable: true,
      startTime: "03:00",
      hostname: "192.0.2.40",
      directory: "/fw",
    });
    const values = { startTime, hostname, directory, type: logType.value, how: protocol.value };
    expect(JSON.stringify(values)).not.toContain("secret");
  });

  test("by FTP, by nothing, and disabled", () => {
    const exports = (...inner: readonly string[]) => first(device(schedule("x", ...inner)).storage.exportSchedules);
    expect(exports(at("protocol/ftp", "<hostname>192.0.2.41</hostname>")).protocol.value).toBe("ftp");
    const { protocol, logType, hostname } = exports();
    expect([protocol.value, logType.value, hostname]).toEqual([undefined, undefined, undefined]);
    expect(exports("<enable>no</enable>").enable.value).toBe(false);
  });

  test("of a stack: those of its templates too, its own first", () => {
    const off = "<enable>no</enable>";
    const config = panoramaWith(
      [template("A", schedule("daily")), template("B", schedule("nightly", off))],
      [stack("S", ["A", "B"], schedule("daily", off))],
    );
    const found = named(config, "S").storage.exportSchedules;
    expect(found.map(({ name, enable }) => [name, enable.value, enable.origin])).toEqual([
      ["daily", false, "explicit"],
      ["nightly", false, "inherited"],
    ]);
  });
});

test("quotas have a sum, without the errors of binary fractions, and the CLI's words", () => {
  const quota = at("disk-quota", "<traffic>0.1</traffic><threat>0.2</threat><system>70</system>");
  const chassis = at("chassis-quota/log-card", "<traffic>60</traffic>");
  const lists = device(deviceconfig("setting/management/quota-settings", quota, chassis)).storage.quotaSettings?.quotas;
  expect(lists?.map(({ words, sum }) => [words, sum.value])).toEqual([
    ["disk-quota", 70.3],
    ["chassis-quota log-card", 60],
  ]);
});

test("GlobalProtect of a stack's template is the stack's, too", () => {
  const portal = at("vsys", entry("vsys1", at("global-protect/global-protect-portal", entry("p"))));
  const config = panoramaWith([template("A", portal), template("B")], [stack("S", ["A"]), stack("T", ["B"])]);
  expect(
    config.devices.settings.map((device) => [device.place.name, config.flow.makesLogs(device, "globalprotect")]),
  ).toEqual([
    ["", false],
    ["A", true],
    ["B", false],
    ["S", true],
    ["T", false],
  ]);
});

describe("alarms about full log databases", () => {
  const alarms = (...inner: readonly string[]): string =>
    deviceconfig("setting/management/common-criteria-alarm-generation", ...inner);

  test("are one object of a template", () => {
    const on = "<enable-alarm-generation>yes</enable-alarm-generation>";
    const config = panoramaWith(
      [template("A", alarms(on, at("log-databases-alarm-threshold", "<traffic>75</traffic>")))],
      [stack("S", ["A"], alarms(on)), stack("T", ["A"])],
    );
    expect(named(config, "S").storage.alarmThreshold("traffic").value).toBe(90);
    const inherited = named(config, "T").storage.alarmThreshold("traffic");
    expect([inherited.value, inherited.origin]).toEqual([75, "inherited"]);
    expect(named(config, "T").storage.alarmGeneration.value).toBe(true);
  });

  test.each([
    ["9.0.3", 11],
    ["9.1.0", 12],
    ["10.0.0", 13],
  ])("are for the databases that PAN-OS %s has", (version, count) => {
    const xml = firewall({ vsys: { vsys1: "" }, device: alarms("") }).replace(
      'version="11.1.0"',
      `version="${version}"`,
    );
    expect(first(configOf(xml).devices.settings).storage.alarmThresholds).toHaveLength(count);
  });
});

describe("the system", () => {
  const server = (role: string, ...inner: readonly string[]): string => at(`ntp-servers/${role}-ntp-server`, ...inner);
  const address = (text: string): string => element("ntp-server-address", text);

  test.each([
    ["none", "", []],
    ["an empty address", server("primary", address("")), []],
    ["one", server("primary", address("ntp1.example.com")), ["primary ntp1.example.com none"]],
    [
      "two, one with a key",
      at("ntp-servers", at("primary-ntp-server", address("192.0.2.50"))) +
        server("secondary", address("$clock"), "<authentication-type><autokey/></authentication-type>"),
      ["primary 192.0.2.50 none", "secondary $clock autokey"],
    ],
  ])("has %s NTP server", (_, xml, expected) => {
    const { ntpServers } = device(deviceconfig("system", xml)).system;
    expect(ntpServers.map((each) => `${each.role} ${each.address.value} ${each.authentication.value}`)).toEqual(
      expected,
    );
  });

  test("has a name, a domain, a time zone, and perhaps an address from DHCP", () => {
    const { system } = device(
      deviceconfig(
        "system",
        "<hostname>fw1</hostname><domain>example.com</domain><timezone>UTC</timezone><type><dhcp-client/></type>",
      ),
    );
    expect([system.hostname.value, system.domain.value, system.timezone.value, system.managementByDhcp]).toEqual([
      "fw1",
      "example.com",
      "UTC",
      true,
    ]);
    const bare = device(deviceconfig("system", "<type><static/></type>")).system;
    expect([bare.hostname.value, bare.timezone.value, bare.managementByDhcp]).toEqual([undefined, undefined, false]);
    expect(tagOf(bare.hostname.element)).toBe("<system>");
  });

  const real = "<panorama-server>192.0.2.9</panorama-server>";
  test.each([
    ["nowhere", "", 0],
    ["below system/panorama", deviceconfig("system/panorama/local-panorama", real), 1],
    ["right below system", deviceconfig("system", real), 1],
    ["from the first boot", deviceconfig("setting/management/initcfg", real), 1],
    ["a second one", deviceconfig("system/panorama/local-panorama", "<panorama-server-2>p</panorama-server-2>"), 1],
    ["a variable of a template", deviceconfig("system", "<panorama-server>$panorama</panorama-server>"), 1],
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a placeholder as tools write it
    ["a placeholder", deviceconfig("system", "<panorama-server>${PANORAMA}</panorama-server>"), 0],
    ["another placeholder", deviceconfig("system", "<panorama-server>{{ panorama }}</panorama-server>"), 0],
    ["an empty element", deviceconfig("system/panorama/local-panorama", "<panorama-server/>"), 0],
  ])("names Panorama %s", (_, xml, count) => {
    const config = own(xml);
    expect(first(config.devices.settings).system.panoramaServers).toHaveLength(count);
    expect(config.objects.partial === undefined).toBe(count === 0);
  });

  test.each([
    ["as a new firewall comes", "<v3/>", false],
    ["with a user", "<v3><users><entry name='monitoring'/></users></v3>", true],
    ["with a community", "<v2c><snmp-community-string>example</snmp-community-string></v2c>", true],
    ["without a community", "<v2c/>", false],
  ])("may be asked by SNMP: %s", (_, version, expected) => {
    const settings = device(deviceconfig("system/snmp-setting/access-setting/version", version));
    expect(settings.system.snmpAccess).toBe(expected);
  });

  test("tracks administrators and skips logs", () => {
    const { system } = device(
      deviceconfig(
        "setting/management",
        at("audit-tracking", "<op-commands>yes</op-commands><send-syslog>siem</send-syslog>"),
        at("common-criteria", list("skip-configuration-logs-for", "robot")),
      ),
    );
    expect([system.auditTracking.opCommands.value, system.auditTracking.sendSyslog.value]).toEqual([true, "siem"]);
    expect(system.skippedLogs.configuration.value).toEqual(["robot"]);
    expect(device().system.skippedLogs.configuration.value).toEqual([]);
  });
});

test("report expiration is never unless it is written", () => {
  expect(device().reportExpirationPeriod.value).toBeUndefined();
  const written = device(deviceconfig("setting/management", "<report-expiration-period>30</report-expiration-period>"));
  expect(written.reportExpirationPeriod.value).toBe(30);
});

describe("collector groups", () => {
  const group = (...inner: readonly string[]) =>
    first(
      configOf(panorama({ groups: {}, device: element("log-collector-group", entry("site A", ...inner)) })).devices
        .collectorGroups,
    );

  test("a bare one says nothing", () => {
    const { label, path, collectors, preferences, quotaSettings, minRetentionPeriod, redundancy } = group(
      "<logfwd-setting/>",
      at("general-setting/management", "<quota-settings/>"),
    );
    expect({ label, path, collectors, preferences, quotaSettings }).toEqual({
      label: 'Collector group "site A"',
      path: "log-collector-group/site A",
      collectors: [],
      preferences: [],
      quotaSettings: undefined,
    });
    expect([minRetentionPeriod.value, redundancy.value]).toEqual([undefined, false]);
  });

  test("tells which firewalls send to which collectors, the preferred first", () => {
    const found = group(
      at(
        "logfwd-setting",
        list("collectors", "020202000001", "020202000002"),
        at("devices", entry("010101000001", at("collectors", entry("020202000002"), entry("020202000001")))),
      ),
    );
    expect(found.collectors).toEqual(["020202000001", "020202000002"]);
    expect(found.preferences.map(({ serial, collectors }) => [serial, ...collectors])).toEqual([
      ["010101000001", "020202000002", "020202000001"],
    ]);
  });

  test("has quotas, retention, redundancy and an audit trail of its own", () => {
    const found = group(
      at(
        "general-setting/management",
        at(
          "quota-settings",
          at("disk-quota", "<detailed>60</detailed>"),
          at("log-expiration-period", "<summary>90</summary>"),
        ),
        "<min-retention-period>30</min-retention-period>",
        at("redundancy", "<enabled>yes</enabled>"),
        at("audit-tracking", "<op-commands>yes</op-commands>"),
      ),
    );
    expect(found.quotaSettings?.quotas[0]?.logs.map(({ name, value }) => [name, value])).toEqual([["detailed", 60]]);
    expect(found.quotaSettings?.expiration[0]?.logs.map(({ name, value }) => [name, value])).toEqual([["summary", 90]]);
    expect([found.minRetentionPeriod.value, found.redundancy.value, found.forwardToAll.value]).toEqual([
      30,
      true,
      false,
    ]);
    expect(found.auditTracking.opCommands.value).toBe(true);
    expect(found.command("set", "general-setting management min-retention-period 60")).toBe(
      'set log-collector-group "site A" general-setting management min-retention-period 60',
    );
  });

  test("a firewall has none", () => {
    expect(own().devices.collectorGroups).toEqual([]);
  });
});

test.each([
  ["9.0.4", "system"],
  ["9.1.0", "system panorama local-panorama"],
  ["11.1.0", "system panorama local-panorama"],
])("in %s a Panorama server is set below %s", (version, place) => {
  const xml = firewall({ vsys: { vsys1: "" }, device: "<deviceconfig/>" }).replace("11.1.0", version);
  expect(configOf(xml).devices.settings[0]?.panoramaServerPlace).toBe(place);
});
