/**
 * Whether a value is an object of named entries: no list, buffer, date or map. Told by its tag, because objects that came
 * through JSON, a form or serialize() have no prototype in common, and some have none.
 */
export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  Object.prototype.toString.call(value) === '[object Object]';

/** A list that came with positions left out, as PHP has them and forms send them: an object whose keys are all numbers. */
export const asList = (value: unknown): unknown =>
  isPlainObject(value) && Object.keys(value).every((key) => /^\d+$/.test(key)) ? Object.values(value) : value;
