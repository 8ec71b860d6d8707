import type { Plain } from './present';

const BEYOND_ASCII = /[\x7f-\uffff]/g;

/**
 * JSON in ASCII only, as PHP writes it: clients exist that take other bytes for Latin-1.
 *
 * @returns text in which every character beyond ASCII is a `\uXXXX` escape.
 */
export const toJson = (value: Plain): string =>
  JSON.stringify(value).replace(
    BEYOND_ASCII,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
