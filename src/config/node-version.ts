const OLDEST = [20, 19] as const;

/** Why this version of Node.js cannot run Hatchdesk, and what to do. @returns undefined if it can */
export function nodeProblem(version: string): string | undefined {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [oldestMajor, oldestMinor] = OLDEST;
  const isOld = major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
  return isOld ? `version ${version} is too old: install Node.js ${oldestMajor}.${oldestMinor} or newer` : undefined;
}
