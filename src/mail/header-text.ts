const LONGEST_NAME = 200;

/** Characters that cannot be seen or that turn the direction of reading, without joiners and variants of a character. */
const INVISIBLE = /(?!\u200c|\u200d|\p{Variation_Selector})[\p{Cf}\p{Cs}\p{Default_Ignorable_Code_Point}]/gu;

/** Joiners make one emoji of two, and are part of words in some scripts; anywhere else they only hide. */
const NEEDLESS_JOINER =
  /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}\p{M}\p{Script=Arabic}])(?:\u200c|\u200d)|(?:\u200c|\u200d)(?!\S)/gu;

/** A text as a header may have it: one line without characters that cannot be seen. */
export const headerText = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(INVISIBLE, '')
    .replace(NEEDLESS_JOINER, '');

/** A name as a header may have it. */
export const headerName = (name: string): string => [...headerText(name).trim()].slice(0, LONGEST_NAME).join('');

/** A word that no header line should have: most are at most 78 characters, and folded at blanks only. */
const LONG_WORD = /[^\s]{70}/;

const MOST_BYTES = 42;

/**
 * A subject that mail servers take as one header: a word that is longer than a line is written as encoded words, which can
 * be folded. The mail library does that for other than ASCII only.
 */
export function foldable(subject: string): string {
  if (!/^[\x20-\x7e]*$/.test(subject) || !LONG_WORD.test(subject)) return subject;
  const words: string[] = [];
  for (let at = 0; at < subject.length; at += MOST_BYTES) {
    words.push(`=?UTF-8?B?${Buffer.from(subject.slice(at, at + MOST_BYTES)).toString('base64')}?=`);
  }
  return words.join(' ');
}
