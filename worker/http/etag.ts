/** The entity tag of a version: `"7"`. */
export function etagOf(version: number): string {
  return `"${version}"`;
}

/** The version an If-Match names; null where it names none. Weak tags and lists are not versions of ours. */
export function versionOf(ifMatch: string): number | null {
  const digits = /^"(\d{1,15})"$/.exec(ifMatch.trim())?.[1];
  return digits === undefined ? null : Number(digits);
}
