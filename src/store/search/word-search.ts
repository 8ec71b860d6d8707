import { searchable } from '../conditions';
import { asNeighbours, isCut, isSpaceless, partSpaceless, quoteSpaceless } from './spaceless';
import type { TicketTexts } from './ticket-texts';

/**
 * A search with words that must all occur, phrases in quotation marks, `or`, and a minus before what must not occur.
 */
export interface WordSearch {
  /** The search as `websearch_to_tsquery` reads it, without the words that the next two members look for. */
  text: string;
  /** The pairs of words that hyphens join, and those of letters in scripts without spaces, written as a tsquery. */
  pairs: string;
  /**
   * Regular expressions for emoji, which the index does not have, and for the words with hyphens, or in scripts without
   * spaces, that the pairs alone don't settle. Each must match one of the texts.
   */
  patterns: string[];
}

/** Reads a search as people type it. A hyphen that neither joins two words nor stands before one is ignored. */
export function readWords(search: string): WordSearch {
  // Letters with accents of their own, because an accent alone is no letter.
  const text = partSpaceless(plainWords(search.normalize('NFC')).replace(IDLE_HYPHEN, ' '));
  const all = text.split(/\s+/).filter((word) => word !== '');
  if (!all.every((word) => EMOJI.test(word) || (WORD.test(word) && word.toLowerCase() !== 'or'))) {
    return { text: quoteSpaceless(text), pairs: '', patterns: [] };
  }
  const [words, emoji] = [all.filter((word) => !EMOJI.test(word)), all.filter((word) => EMOJI.test(word))];
  const isPaired = (word: string) => JOINED.test(word) && pairsOf(word).every(({ length }) => length <= LONGEST_PAIR);
  return {
    text: words.filter((word) => !isPaired(word) && !isCut(word)).join(' '),
    pairs: [
      ...words
        .filter(isPaired)
        .flatMap(pairsOf)
        .map((pair) => `'${pair.toLowerCase()}'`),
      ...words.filter(isCut).map(asNeighbours),
    ].join(' & '),
    patterns: [
      ...words
        .filter((word) => word.includes('-') && !(isPaired(word) && pairsOf(word).length === 1))
        .map((word) => `(^|[^[:alnum:]])${word}($|[^[:alnum:]])`),
      ...words.filter((word) => isSpaceless(word) && word.length > 2),
      ...emoji.map(patternOfEmoji).filter((pattern) => pattern !== ''),
    ],
  };
}

/** Emoji, alone or in a row, with what joins and colours them. */
const EMOJI =
  /^(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}]|[\u{e0020}-\u{e007f}]|\u20e3|\u200d|\ufe0f)+$/u;

/** Not everybody's keyboard writes the sign that asks for a picture, U+FE0F. */
const patternOfEmoji = (emoji: string): string =>
  Array.from(emoji.replaceAll('\ufe0f', ''), (sign) => `${sign}\ufe0f?`).join('');

/** Does the same as `plain_words` in the database. */
const plainWords = (text: string): string => text.replace(/[</~_@]/g, ' ');

/** PostgreSQL would read each of these as a minus, and a few dozen in a row overflow its stack of operators. */
const IDLE_HYPHEN = /(?<![\p{L}\p{N}]|^|\s)-|-(?![\p{L}\p{N}]|"[^"]*[\p{L}\p{N}])/gu;

const WORD = /^[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*$/u;

/** The words that the database splits into pairs: ASCII only, because other letters and digits depend on the locale. */
const JOINED = /^[a-z0-9]+(?:-[a-z0-9]+)+$/i;

const LONGEST_PAIR = 255;

const pairsOf = (word: string): string[] => {
  const parts = word.split('-');
  return parts.slice(1).map((part, at) => `${parts[at]}-${part}`);
};

/** SQL for a text that is cut into words as the index has them. */
const asIndexed = (text: string): string => `letters_apart(plain_words(${searchable(text)}))`;

/** SQL for a search as the index has its words. */
const asQuery = (text: string): string => `asked_words(${asIndexed(text)})`;

/** SQL for whether a search has any words that the index can look up. */
export const asksForWords = (text: string): string => `querytree(${asQuery(text)}) <> 'T'`;

const TEXT = `?::jsonb ->> 'text'`;
const QUERY = asQuery(TEXT);
/** The search as tickets have its words that were indexed with their accents, and are not yet indexed again. */
const WRITTEN = `asked_words(plain_words(${TEXT}))`;

/**
 * SQL for a tsquery that finds tickets however they were indexed: with or without accents. With accents, a word has also the
 * other letter case. A capital Σ is ς at the end of a word and σ elsewhere, which the database does not tell, and ß is SS.
 *
 * @param made makes the tsquery of a search
 */
const inAnySpelling = (made: (query: string) => string): string => `regexp_replace(
  regexp_replace(in_either_spelling(${made(QUERY)}, ${made(WRITTEN)})::text,
    '''(([^'']|'''')*)(ß|ss)(([^'']|'''')*)''', '(''\\1ß\\4'' | ''\\1ss\\4'')', 'g'),
  '''(([^'']|'''')*)[σς]''', '(''\\1σ'' | ''\\1ς'')', 'g')::tsquery`;

/** Evaluated while the statement is planned, so that the plan leaves out what the search does not need. */
const HAS_PHRASES = `${QUERY}::text ~ '<(-|[0-9]+)>'`;

const HAS_ITS_WORDS = `x.words @@ ((?::jsonb ->> 'pairs')::tsquery && case when ${HAS_PHRASES}
    then ${inAnySpelling((query) => `regexp_replace(querytree(${query}), '<(-|[0-9]+)>', '&', 'g')::tsquery`)}
    else ${inAnySpelling((query) => query)} end)
  and ${asksForWords(TEXT)}`;

const MATCHES_PATTERNS = `not exists (
  select from jsonb_array_elements_text(?::jsonb -> 'patterns') as pattern
  where not exists (
    select from texts_of_ticket(x.ticket_id) where without_accents(content) ~* without_accents(pattern)))`;

/**
 * Turns each phrase into a made-up word that a ticket has if one of its texts contains the phrase. Most texts lack the
 * phrase's first word and need not be cut into words.
 */
const HOLDS_ITS_PHRASES = `case when ${HAS_PHRASES} then x.words || (
    select array_to_tsvector(coalesce(array_agg('<' || place || '>'), '{}'))
    from unnest(phrases_in(${QUERY})) with ordinality as asked (phrase, place)
    where exists (
      select from texts_of_ticket(x.ticket_id)
      where strpos(${searchable('content')}, split_part(phrase, '''', 2)) > 0
        and to_tsvector('simple', ${asIndexed('left(content, 100000)')}) @@ phrase::tsquery)
  ) @@ ${inAnySpelling((query) => `with_phrases_as_words(${query})`)} else true end`;

/**
 * The tickets whose number, subject and messages together match a search. A search that only excludes words finds none,
 * because it would have to read every ticket.
 *
 * The index does not know the positions of words. So it finds the tickets with all words of a phrase, and then their
 * texts are read. PostgreSQL would treat a word with hyphens as a phrase too; matching a pattern instead takes a tenth
 * of the time of cutting the texts into words.
 */
export function withWords(words: WordSearch): TicketTexts {
  if (words.patterns.length === 0) {
    return { table: 'ticket_words', condition: [`${HAS_ITS_WORDS} and ${HOLDS_ITS_PHRASES}`, words] };
  }
  // Of emoji alone, the index knows nothing: then every text is read that the other conditions leave.
  const isInIndex = words.text + words.pairs !== '';
  return {
    table: 'ticket_words',
    condition: [isInIndex ? `${HAS_ITS_WORDS} and ${MATCHES_PATTERNS}` : MATCHES_PATTERNS, words],
  };
}
