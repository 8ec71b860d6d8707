/**
 * Whether a value is an object of named entries, not a list, buffer, date or map. It checks the tag, because objects
 * from JSON, forms and serialize() share no prototype, and some have none.
 */
export const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  Object.prototype.toString.call(value) === '[object Object]';

/** Turns an object whose keys are all numbers into a list: PHP arrays and forms may leave positions out. */
export const asList = (value: unknown): unknown =>
  isPlainObject(value) && Object.keys(value).every((key) => /^\d+$/.test(key)) ? Object.values(value) : value;
