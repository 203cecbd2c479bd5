/**
 * Whether a PAN-OS version is older than a feature release such as `10.0`. An unknown version is taken for a current
 * one, so nothing is passed over.
 */
export function isBefore(version: string | undefined, release: string): boolean {
  const [major = Number.NaN, minor = Number.NaN] = numbers(version ?? "");
  const [sinceMajor = 0, sinceMinor = 0] = numbers(release);
  return major < sinceMajor || (major === sinceMajor && minor < sinceMinor);
}

function numbers(version: string): readonly number[] {
  return version.split(".").map((part) => Number.parseInt(part, 10));
}
