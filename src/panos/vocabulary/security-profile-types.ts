import type { ForwardedLogType } from "./log-types.ts";

/** The types of security profiles, with what one is called at the beginning of a sentence. */
export const SECURITY_PROFILE_WORDS = {
  virus: "Antivirus profile",
  spyware: "Anti-Spyware profile",
  vulnerability: "Vulnerability Protection profile",
  "url-filtering": "URL Filtering profile",
  "file-blocking": "File Blocking profile",
  "wildfire-analysis": "WildFire Analysis profile",
  "data-filtering": "Data Filtering profile",
  /** Mobile network platforms. */
  gtp: "GTP Protection profile",
  sctp: "SCTP Protection profile",
  /** PAN-OS 12.1 and later. */
  "ai-security": "AI Security profile",
} as const;

export type SecurityProfileType = keyof typeof SECURITY_PROFILE_WORDS;

export const SECURITY_PROFILE_TYPES = Object.keys(SECURITY_PROFILE_WORDS) as readonly SecurityProfileType[];

/**
 * Which logs the security profiles of an allow rule make.
 * https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-admin/monitoring/view-and-manage-logs/log-types-and-severity-levels
 */
export const LOGS_OF_PROFILES: Readonly<Record<SecurityProfileType, ForwardedLogType | undefined>> = {
  virus: "threat",
  spyware: "threat",
  vulnerability: "threat",
  "url-filtering": "url",
  "file-blocking": "data",
  "wildfire-analysis": "wildfire",
  "data-filtering": "data",
  gtp: "gtp",
  sctp: "sctp",
  // In which log its findings are forwarded is not documented.
  "ai-security": undefined,
};

/**
 * Profiles that come with PAN-OS or its content and stand in no export.
 * https://docs.paloaltonetworks.com/pan-os/11-1/pan-os-admin/policy/security-profiles
 */
const PREDEFINED: Partial<Record<SecurityProfileType, readonly string[]>> = {
  virus: ["default"],
  spyware: ["default", "strict"],
  vulnerability: ["default", "strict"],
  "url-filtering": ["default"],
  "file-blocking": ["basic file blocking", "strict file blocking"],
  "wildfire-analysis": ["default"],
};

/** The predefined profiles of a type. */
export function predefinedProfiles(type: SecurityProfileType): readonly string[] {
  return PREDEFINED[type] ?? [];
}

/** Whether PAN-OS has a profile of this type and name without a definition in the file. */
export function isPredefinedProfile(type: SecurityProfileType, name: string): boolean {
  return predefinedProfiles(type).includes(name);
}

/** Whether the name of an element in a rule or group is that of a type of profiles. */
export function isSecurityProfileType(name: string): name is SecurityProfileType {
  return Object.hasOwn(SECURITY_PROFILE_WORDS, name);
}

/** What a type is called inside a sentence: `Anti-Spyware`. */
export function securityProfileNoun(type: SecurityProfileType): string {
  return SECURITY_PROFILE_WORDS[type].replace(/ profile$/, "");
}
