import type { Registered } from '../../../calls/registry';

/** A parameter's schema, with the keywords of JSON Schema that only some have. */
export type Property = Registered['schema']['properties'][string] & {
  pattern?: string;
  minimum?: number;
  maximum?: number;
  maxLength?: number;
  /** What is done where the parameter is not sent, if a form must know it. */
  default?: unknown;
};

export const kindsOf = ({ type }: Property): string[] => (type === undefined ? [] : [type].flat());

/** Whether several values can be sent. */
export const takesList = (property: Property): boolean => kindsOf(property).includes('array');

const LETTER_CASES = /\[([A-Z])([a-z])\]/g;
const WORDS = /^\^(?:\\s\*)?\(([^()[\]\\+*.{}?]+)\)(?:\\s\*)?\$$/;

/**
 * The values that a parameter can have, if its schema lists them: as an enumeration, or as a pattern such as
 * `^(on|off)$`, also one that allows any letter case.
 */
export function wordsOf({ enum: words, pattern = '' }: Property): string[] {
  if (words !== undefined) return words.map(String);
  const isAnyCase = pattern.search(LETTER_CASES) >= 0;
  const plain = pattern.replace(LETTER_CASES, (both: string, upper: string, lower: string) =>
    upper.toLowerCase() === lower ? lower : both,
  );
  const found = WORDS.exec(plain)?.[1]?.split('|') ?? [];
  return isAnyCase ? found.map((word) => word.charAt(0).toUpperCase() + word.slice(1)) : found;
}

/** The word of a choice that is meant, in whatever letter case it is written. */
export const matching = (words: readonly string[], value: string): string =>
  words.find((word) => word.toLowerCase() === value.toLowerCase()) ?? value;
