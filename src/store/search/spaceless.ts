/*
 * Chinese, Japanese, Thai, Lao, Burmese and Khmer have no spaces between words, so that PostgreSQL takes a whole sentence for one
 * word. The index has each letter and each pair of neighbours instead (`words_in_plain`). A search for a word looks for its
 * pairs, and then for the word itself in the texts of the tickets that have them all.
 */

/** The letters that `letters_apart` in the database takes for words, and their marks. */
const LETTERS = [
  '\\u0e01-\\u0e30\\u0e32\\u0e33\\u0e40-\\u0e46\\u0e81-\\u0eb0\\u0eb2\\u0eb3\\u0ebd-\\u0ec6\\u0edc-\\u0edf\\u1000-\\u102a',
  '\\u103f\\u1050-\\u1055\\u1780-\\u17b3\\u3005\\u3041-\\u3096\\u30a1-\\u30fa\\u30fc\\u3400-\\u4dbf\\u4e00-\\u9fff\\uff66-\\uff9d',
].join('');
const MARKS =
  '\\u0e31\\u0e34-\\u0e3a\\u0e47-\\u0e4e\\u0eb1\\u0eb4-\\u0ebc\\u0ec8-\\u0ece\\u102b-\\u103e\\u1056-\\u1059\\u17b4-\\u17d3';

const SPACELESS = new RegExp(`[${LETTERS}]`);
const ONLY_SPACELESS = new RegExp(`^[${LETTERS}${MARKS}]+$`);
const THEIR_MARKS = new RegExp(`[${MARKS}]+`, 'g');

/** Beside such a letter, a hyphen within a word joins nothing that the index knows. */
const HYPHEN = new RegExp(`(?<=[${LETTERS}${MARKS}])-|(?<=\\S)-(?=[${LETTERS}])`, 'g');

/** Whether a word has a letter of a script without spaces. */
export const isSpaceless = (word: string): boolean => SPACELESS.test(word);

/** Parts words at hyphens beside such letters, which the database would read as a minus. */
export const partSpaceless = (text: string): string => text.replace(HYPHEN, ' ');

/** Whether a word has nothing but such letters, so that {@link asNeighbours} finds it. */
export const isCut = (word: string): boolean => ONLY_SPACELESS.test(word) && neighboursOf(word).length > 0;

/** The pairs of letters that the database has of a word without spaces. */
function neighboursOf(word: string): string[] {
  const letters = [...word.replace(THEIR_MARKS, '')];
  return letters.slice(1).map((letter, at) => `${letters[at]}${letter}`);
}

/** A tsquery for such a word. Tickets that are not yet indexed again have it as it is written, if at all. */
export const asNeighbours = (word: string): string =>
  `(${neighboursOf(word)
    .map((pair) => `'${pair}'`)
    .join(' & ')} | '${word}')`;

/** Makes phrases of words without spaces, because the database takes each of their letters for a word. */
export const quoteSpaceless = (text: string): string =>
  text.replace(/"[^"]*"?|[^\s"]+/g, (part) =>
    part.startsWith('"') || !SPACELESS.test(part) ? part : part.replace(/^(-?)(.*)$/s, '$1"$2"'),
  );
