/** A move that cannot go on like this. The message is for the operator, and says what to do. */
export class MoveRefused extends Error {
  override name = 'MoveRefused';
}
