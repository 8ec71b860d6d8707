import { decodeHTMLStrict } from 'entities';

/**
 * Whether a text is stored as it was typed. WHMCS encodes what comes from a form with PHP's htmlspecialchars and
 * ENT_QUOTES, so that none of these remains; versions and ways in differ, so each value is judged by itself.
 */
const TYPED = /[<>"]|&(?!(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\d{1,7}|#[xX][\da-fA-F]{1,6});)/;

const ENCODED = /&(?:[a-zA-Z][a-zA-Z0-9]{1,31}|#\d{1,7}|#[xX][\da-fA-F]{1,6});/;

/**
 * Takes the HTML entities out of a text, if it was stored with them.
 *
 * - With a bare `<`, `>`, `"` or `&` it was stored as typed, so its entities were typed too, and stay.
 * - Otherwise every `&` begins an entity. The text was stored encoded, and is decoded exactly once: who typed `&amp;` has
 *   `&amp;amp;` in the table.
 * - A text that was stored as typed and has entities, but none of these characters, looks the same as an encoded one. It is
 *   decoded, which is wrong for it: far more rows are encoded than talk of entities without any quote or tag.
 */
export function decodeEntities(text: string): string {
  if (!text.includes('&') || !ENCODED.test(text) || TYPED.test(text)) return text;
  return decodeHTMLStrict(text);
}

const TAG = /<[a-zA-Z/!]/;
const ENCODED_TAG = /&lt;\/?[a-zA-Z]/;

/**
 * The same for a text that is HTML, such as an announcement: its entities belong to it. It was stored encoded only if its
 * tags are.
 */
export const decodeHtml = (text: string): string =>
  ENCODED_TAG.test(text) && !TAG.test(text) ? decodeHTMLStrict(text) : text;
