/** JavaScript writes this when a client puts an object, or a list of them, into a form without encoding it. */
const STRINGIFIED_OBJECTS = /^\[object Object\](?:,\[object Object\])*$/;
const MOST_CHARACTERS = 1_000;

/** Whether a text stands for objects that are lost, so that nobody can tell what they were. */
export const isStringified = (sent: string): boolean =>
  sent.length <= MOST_CHARACTERS && STRINGIFIED_OBJECTS.test(sent.trim());
