import {
  type Config,
  type Element,
  isPredefinedProfile,
  logicalPath,
  type NetflowProfile,
  type PanosDocument,
  PREDEFINED_LOG_FORWARDING_PROFILES,
  quoteName,
  type Scope,
  type ServerProfile,
  scopeWords,
  textsNamed,
} from "../../src/rule.ts";

/** An object for logging that nothing in the file names. */
export interface UnusedObject {
  readonly name: string;
  /** At the beginning of a sentence: `Syslog server profile "siem"`. */
  readonly label: string;
  readonly element: Element;
  readonly scope: Scope;
  readonly path: string;
  /** The command that deletes it; undefined where the file does not tell its place. */
  readonly deletion: string | undefined;
}

/**
 * Log-forwarding profiles, server profiles, NetFlow profiles, security profiles and their groups that nothing names.
 * Something disabled counts as a user, and so does whatever has the name in the own file of a firewall that Panorama
 * pushes to. An object that a scope below overrides is told once.
 */
export function* unusedObjects(config: Config): Generator<UnusedObject> {
  const told = new Map<string, Scope[]>();
  let elsewhere: ReadonlySet<string> | undefined;
  for (const object of candidates(config)) {
    elsewhere ??= new Set(config.managedFiles.flatMap(({ document }) => namesIn(document)));
    if (elsewhere.has(object.name)) continue;
    const scopes = told.get(object.label) ?? [];
    told.set(object.label, scopes);
    const above = [...object.scope.chain()].slice(1);
    if (!scopes.some((scope) => above.includes(scope))) yield object;
    scopes.push(object.scope);
  }
}

/** Elements that may name an object for logging in a firewall's own file; lists of anything are among them. */
const NAMING = ["member", "log-setting", "email-profile", "http-profile", "netflow-profile"];

function namesIn(document: PanosDocument): readonly string[] {
  return NAMING.flatMap((leaf) => [...textsNamed(document, leaf)]);
}

/** Shared first, then the others in the order of the file. */
function* candidates(config: Config): Generator<UnusedObject> {
  for (const { profile, isUnused } of config.usage.logForwardingUses) {
    if (!isUnused || PREDEFINED_LOG_FORWARDING_PROFILES.includes(profile.name)) continue;
    const { name, label, element, scope, path } = profile;
    yield { name, label, element, scope, path, deletion: deletionOf(profile) };
  }
  yield* serverProfiles(config);
  for (const { profile, policyRules, isNamedOtherwise } of config.usage.securityProfileUses) {
    if (profile === undefined || policyRules > 0 || isNamedOtherwise) continue;
    const { name, label, element, scope, path } = profile;
    if (isPredefinedProfile(profile.type, name)) continue;
    yield { name, label, element, scope, path, deletion: deletionOf(profile) };
  }
  for (const { name, scope, element, policyRules, isNamedOtherwise } of config.usage.profileGroupUses) {
    if (policyRules > 0 || isNamedOtherwise) continue;
    const deletion = config.file.hasOwners ? undefined : `delete ${scopeWords(scope)}profile-group ${quoteName(name)}`;
    const label = `Security profile group "${name}"`;
    yield { name, label, element, scope, path: logicalPath(element), deletion };
  }
}

/** Leaves that name a server profile wherever they stand: mailed reports, registration of tags, interfaces. */
const OTHER_USERS = [
  ["email-profile", "email"],
  ["http-profile", "http"],
  ["netflow-profile", "netflow"],
] as const;

/**
 * Server profiles are looked up across templates and device groups, so one whose name and kind something names anywhere
 * counts as used.
 */
function* serverProfiles(config: Config): Generator<UnusedObject> {
  const named = new Set(config.usage.namedServerProfiles().map(({ kind, name }) => `${kind} ${name}`));
  const audits = [...config.devices.settings.map(({ system }) => system), ...config.devices.collectorGroups];
  for (const { auditTracking } of audits) named.add(`syslog ${auditTracking.sendSyslog.value}`);
  for (const [leaf, kind] of OTHER_USERS) {
    for (const name of textsNamed(config.file.document, leaf)) named.add(`${kind} ${name}`);
  }
  const profiles: readonly (ServerProfile | NetflowProfile)[] = [
    ...config.forwarding.serverProfiles,
    ...config.forwarding.netflowProfiles,
  ];
  for (const profile of profiles) {
    const { kind, name, label, element, scope, path } = profile;
    if (named.has(`${kind} ${name}`)) continue;
    // What Panorama pushed into the file can only be deleted there, in a place that the file does not name.
    yield { name, label, element, scope, path, deletion: config.file.hasOwners ? undefined : deletionOf(profile) };
  }
}

function deletionOf(profile: { command(verb: "delete", change: string): string }): string {
  return profile.command("delete", "").trim();
}
