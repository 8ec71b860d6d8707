/**
 * The code of a failed system call, such as ENOENT; undefined for anything else that was thrown. It does not use
 * instanceof: in a second realm, such as Jest's, Node's errors are not instances of Error.
 */
export function errorCode(thrown: unknown): unknown {
  return typeof thrown === 'object' && thrown !== null && 'code' in thrown ? thrown.code : undefined;
}
