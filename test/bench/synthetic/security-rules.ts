import { type Build, FLAWS, type Flaw } from "./build.ts";
import { ZONES } from "./network.ts";
import { privateAddress, SITES, TAGS, TEAMS, writeProfileNames } from "./objects.ts";
import type { Random } from "./random.ts";
import type { Scope } from "./scope.ts";

/** Each flaw so many times in a hundred security rules; the rest have none. */
const FLAWS_IN_A_HUNDRED: Readonly<Record<Flaw, number>> = {
  logStartAndEnd: 7,
  logStartOnly: 2,
  allowNotLogged: 2,
  denyNotLogged: 2,
  logSettingMissing: 9,
  logSettingUnresolved: 2,
  profilesOnDeny: 2,
};
const DECK: (Flaw | undefined)[] = FLAWS.flatMap((flaw) => Array<Flaw>(FLAWS_IN_A_HUNDRED[flaw]).fill(flaw));
while (DECK.length < 100) DECK.push(undefined);

// No DNS, NTP, syslog, GRE or IPsec here: exemptions for such applications would make the planted counts ambiguous.
const APPLICATIONS =
  `ssl web-browsing smtp ftp ssh ms-rdp ldap kerberos ms-ds-smb sharepoint-online salesforce-base mysql postgres
  oracle`.split(/\s+/);
const BLOCKS = ["deny", "deny", "deny", "drop", "reset-both", "reset-client", "reset-server"];

/** What a policy rule of a scope can name. */
interface Visible {
  /** One list for each scope and kind. */
  readonly addresses: readonly (readonly string[])[];
  readonly services: readonly string[];
  readonly profileGroups: readonly string[];
  readonly logProfiles: readonly string[];
  readonly unreachableLogProfiles: readonly string[];
}

type Logging = ReturnType<typeof drawLogging>;

/** A security rulebase with `count` rules. */
export function writeSecurityRules(build: Build, scope: Scope, count: number): void {
  const visible: Visible = {
    addresses: [...scope.visible("addresses"), ...scope.visible("addressGroups")],
    services: scope.visible("services").flat(),
    profileGroups: scope.visible("profileGroups").flat(),
    logProfiles: scope.visible("logProfiles").flat(),
    unreachableLogProfiles: scope.unreachableLogProfiles,
  };
  build.xml.within("security/rules", () => {
    for (let i = 0; i < count; i++) writeSecurityRule(build, visible);
  });
}

function writeSecurityRule(build: Build, visible: Visible): void {
  const { xml, random } = build;
  const logging = drawLogging(build, visible);
  const disabled = random.chance(7) ? "yes" : random.pick([undefined, undefined, "no"]);
  build.countSecurityRule(logging.flaw, disabled === "yes");
  const name = `${random.pick(SITES)}-${random.pick(TEAMS)}-to-${random.pick(TEAMS)}-${build.nextNumber()}`;
  xml.entry(
    name,
    () => {
      writeProfileSetting(build, logging, visible.profileGroups);
      writeMatchFields(build, visible);
      xml.leaf("action", logging.action);
      xml.leaf("log-start", logging.start);
      xml.leaf("log-end", logging.end);
      xml.leaf("log-setting", logging.setting);
      writeRest(build, disabled);
    },
    random.uuid(),
  );
}

/** Everything that decides which flaw a security rule has. */
function drawLogging(build: Build, visible: Visible) {
  const { random } = build;
  const flaw = drawFlaw(build);
  const action = drawAction(random, flaw);
  const startsLog = flaw === "logStartAndEnd" || flaw === "logStartOnly";
  const endsNoLog = flaw === "logStartOnly" || flaw === "allowNotLogged" || flaw === "denyNotLogged";
  let setting: string | undefined = random.pick(visible.logProfiles);
  if (flaw === "logSettingMissing") setting = undefined;
  if (flaw === "logSettingUnresolved") setting = random.pick(visible.unreachableLogProfiles);
  return {
    flaw,
    action,
    // PAN-OS writes what somebody once set and leaves the rest to defaults: start no, end yes. Both forms occur.
    start: startsLog ? "yes" : random.pick([undefined, undefined, "no"]),
    end: endsNoLog ? "no" : random.pick([undefined, "yes"]),
    setting,
    inspects: action === "allow" || flaw === "profilesOnDeny",
  };
}

/** Deals flaws from a shuffled pack of a hundred, so that even a small file has every kind. */
function drawFlaw(build: Build): Flaw | undefined {
  if (build.deck.length === 0) build.deck = build.random.shuffled(DECK);
  return build.deck.pop();
}

function drawAction(random: Random, flaw: Flaw | undefined): string {
  if (flaw === "allowNotLogged" || flaw === "logStartOnly") return "allow";
  if (flaw === "denyNotLogged" || flaw === "profilesOnDeny") return random.pick(BLOCKS);
  return random.chance(80) ? "allow" : random.pick(BLOCKS);
}

function writeProfileSetting({ xml, random }: Build, { inspects }: Logging, groups: readonly string[]): void {
  if (!inspects) return;
  xml.within("profile-setting", () => {
    if (random.chance(90)) xml.members("group", [random.pick(groups)]);
    else xml.within("profiles", () => writeProfileNames(xml));
  });
}

function writeMatchFields(build: Build, visible: Visible): void {
  const { xml, random } = build;
  xml.members("to", [random.pick(ZONES)]);
  xml.members("from", random.some(ZONES, 2));
  xml.members("source", drawAddresses(random, visible.addresses));
  xml.members("destination", drawAddresses(random, visible.addresses));
  xml.members("source-user", [random.chance(90) ? "any" : `corp\\team-${random.pick(TEAMS)}`]);
  xml.members("category", ["any"]);
  xml.members("application", random.chance(20) ? ["any"] : random.some(APPLICATIONS, 8));
  xml.members("service", drawServices(random, visible.services));
  xml.members("source-hip", ["any"]);
  xml.members("destination-hip", ["any"]);
  if (random.chance(35)) xml.members("tag", random.some(TAGS, 2));
}

function drawAddresses(random: Random, pools: Visible["addresses"]): string[] {
  if (random.chance(20)) return ["any"];
  if (random.chance(5)) return [privateAddress(random)];
  return random.some(random.pick(pools), 9);
}

function drawServices(random: Random, services: readonly string[]): string[] {
  const kind = random.below(100);
  if (kind < 60) return ["application-default"];
  return kind < 70 ? ["service-https"] : random.some(services, 4);
}

function writeRest({ xml, random }: Build, disabled: string | undefined): void {
  if (random.chance(60)) {
    // An entity and a letter of two bytes: columns and byte offsets must not be taken for each other.
    const team = random.pick(TEAMS);
    xml.leaf("description", `Change ${100000 + random.below(900000)} for ${team} &amp; ${random.pick(TEAMS)}, geprüft`);
  }
  xml.leaf("disabled", disabled);
  if (random.chance(30)) xml.leaf("rule-type", random.pick(["universal", "interzone"]));
  if (random.chance(15)) xml.within("option", () => xml.leaf("disable-server-response-inspection", "no"));
}
