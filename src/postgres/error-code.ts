/**
 * The code of a failed system call, such as ENOENT; undefined for anything else that was thrown. It asks for no class:
 * in a second realm, such as the tests' own, Node's errors are not instances of Error.
 */
export function errorCode(thrown: unknown): unknown {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
}
