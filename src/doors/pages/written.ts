/** A text of a form, by the name of its field. */
type FieldText = readonly [name: string, text: string];

/** More fields than any form of ours has. */
const MOST_FIELDS = 500;

/** What is different the next time, and what no page may show. */
const NOT_KEPT = /^(proof|key)$|pass|secret|token|\bsecurityqans\b/i;

/** What the page itself said about its form. */
const OF_PAGE = /^(was|task|goto|from)\b/;

/** The fields for words, however few. */
const FOR_WORDS = /\b(message|custommessage|plainmessage|reply|notes?|comment|announcement|signature|description)\]?$/;

/** Longer than what is chosen from a list. */
const LONG = 20;

/** Every text of a form, in lists and groups too, but for its proof and key and for passwords. */
export const textsIn = (fields: Record<string, unknown>): FieldText[] =>
  Object.entries(fields)
    .flatMap(([name, value]) => textsOf(name, value))
    .filter(([name]) => !NOT_KEPT.test(name))
    .slice(0, MOST_FIELDS);

function textsOf(name: string, value: unknown): FieldText[] {
  if (typeof value === 'string') return [[name, value]];
  if (Array.isArray(value)) return value.flatMap((one) => textsOf(`${name}[]`, one));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([inner, one]) => textsOf(`${name}[${inner}]`, one));
}

/** Whether somebody wrote a text, who must not lose it. What is chosen or ticked is quickly chosen again. */
export function isWritten([name, text]: FieldText): boolean {
  if (text.trim() === '' || OF_PAGE.test(name)) return false;
  return FOR_WORDS.test(name) || text.length > LONG || text.includes('\n');
}

/** A text as it was typed: browsers send line breaks as two characters. */
export const asTyped = (text: string): string => text.replaceAll('\r\n', '\n');

/** Whether two texts say the same, whatever sent them. */
export const isSameText = (one: string, other: string): boolean => asTyped(one).trim() === asTyped(other).trim();
