import type { TicketTexts } from './ticket-texts';

/**
 * A search with words that must all occur, phrases in quotation marks, `or`, and a minus before what must not occur.
 */
export interface WordSearch {
  /** The search for `websearch_to_tsquery`, without the words that the next two members look for. */
  text: string;
  /** The pairs of words that hyphens join, written as a tsquery. */
  pairs: string;
  /**
   * Regular expressions for the words with hyphens that the pairs alone don't settle. Each must match one of the texts.
   */
  patterns: string[];
}

/** Reads a search as people type it. A hyphen that neither joins two words nor stands before one is ignored. */
export function readWords(search: string): WordSearch {
  const text = plainWords(search).replace(IDLE_HYPHEN, ' ');
  const words = text.split(/\s+/).filter((word) => word !== '');
  if (!words.every((word) => WORD.test(word) && word.toLowerCase() !== 'or')) {
    return { text, pairs: '', patterns: [] };
  }
  const isPaired = (word: string) => JOINED.test(word) && pairsOf(word).every(({ length }) => length <= LONGEST_PAIR);
  return {
    text: words.filter((word) => !isPaired(word)).join(' '),
    pairs: words
      .filter(isPaired)
      .flatMap(pairsOf)
      .map((pair) => `'${pair.toLowerCase()}'`)
      .join(' & '),
    patterns: words
      .filter((word) => word.includes('-') && !(isPaired(word) && pairsOf(word).length === 1))
      .map((word) => `(^|[^[:alnum:]])${word}($|[^[:alnum:]])`),
  };
}

/** Does the same as `plain_words` in the database. */
const plainWords = (text: string): string => text.replace(/[</~_@]/g, ' ');

/** PostgreSQL would read each of these as a minus, and a few dozen in a row overflow its stack of operators. */
const IDLE_HYPHEN = /(?<![\p{L}\p{N}]|^|\s)-|-(?![\p{L}\p{N}]|"[^"]*[\p{L}\p{N}])/gu;

const WORD = /^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u;

/** The words that the database splits into pairs: ASCII only, because other letters and digits depend on the locale. */
const JOINED = /^[a-z0-9]+(?:-[a-z0-9]+)+$/i;

const LONGEST_PAIR = 255;

const pairsOf = (word: string): string[] => {
  const parts = word.split('-');
  return parts.slice(1).map((part, at) => `${parts[at]}-${part}`);
};

const asQuery = (text: string): string => `websearch_to_tsquery('simple', plain_words(${text}))`;

/** SQL for whether a search has any words that the index can look up. */
export const asksForWords = (text: string): string => `querytree(${asQuery(text)}) <> 'T'`;

const TEXT = `?::jsonb ->> 'text'`;
const QUERY = asQuery(TEXT);
/** Evaluated while the statement is planned, so that the plan leaves out what the search does not need. */
const HAS_PHRASES = `${QUERY}::text ~ '<(-|[0-9]+)>'`;

const HAS_ITS_WORDS = `x.words @@ ((?::jsonb ->> 'pairs')::tsquery && case when ${HAS_PHRASES}
    then regexp_replace(querytree(${QUERY}), '<(-|[0-9]+)>', '&', 'g')::tsquery else ${QUERY} end)
  and ${asksForWords(TEXT)}`;

const MATCHES_PATTERNS = `not exists (
  select from jsonb_array_elements_text(?::jsonb -> 'patterns') as pattern
  where not exists (select from texts_of_ticket(x.ticket_id) where content ~* pattern))`;

/**
 * Turns each phrase into a made-up word that a ticket has if one of its texts contains the phrase. Most texts lack the
 * phrase's first word and need not be cut into words.
 */
const HOLDS_ITS_PHRASES = `case when ${HAS_PHRASES} then x.words || (
    select array_to_tsvector(coalesce(array_agg('<' || place || '>'), '{}'))
    from unnest(phrases_in(${QUERY})) with ordinality as asked (phrase, place)
    where exists (
      select from texts_of_ticket(x.ticket_id)
      where strpos(lower(content), split_part(phrase, '''', 2)) > 0
        and to_tsvector('simple', plain_words(left(content, 100000))) @@ phrase::tsquery)
  ) @@ with_phrases_as_words(${QUERY}) else true end`;

/**
 * The tickets whose number, subject and messages together match a search. A search that only excludes words finds none,
 * because it would have to read every ticket.
 *
 * The index does not know the positions of words. So it finds the tickets with all words of a phrase, and then their
 * texts are read. PostgreSQL would treat a word with hyphens as a phrase too; matching a pattern instead takes a tenth
 * of the time of cutting the texts into words.
 */
export function withWords(words: WordSearch): TicketTexts {
  const inTexts = words.patterns.length > 0 ? MATCHES_PATTERNS : HOLDS_ITS_PHRASES;
  return { table: 'ticket_words', condition: [`${HAS_ITS_WORDS} and ${inTexts}`, words] };
}
