import type { TicketTexts } from './ticket-texts';

/** Words that all must be there, phrases in quotation marks, `or`, and a minus before what must not. */
export interface WordSearch {
  /** As PostgreSQL takes it, without what the next two look for. */
  text: string;
  /** Words that a hyphen joins, two and two, as PostgreSQL writes a search of words. */
  pairs: string;
  /** What the texts must match beside, to have its other words with a hyphen as they are written. */
  patterns: string[];
}

/** Reads a search as people type it: a hyphen that neither joins a word nor stands before one says nothing. */
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

/** The function of the same name in the database. */
const plainWords = (text: string): string => text.replace(/[</~_@]/g, ' ');

/** To PostgreSQL each would be a minus, and some dozens in a row are more than it can keep in mind. */
const IDLE_HYPHEN = /(?<![\p{L}\p{N}]|^|\s)-|-(?![\p{L}\p{N}]|"[^"]*[\p{L}\p{N}])/gu;

const WORD = /^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u;

/** What the database makes pairs of: letters and digits in every locale. */
const JOINED = /^[a-z0-9]+(?:-[a-z0-9]+)+$/i;

const LONGEST_PAIR = 255;

const pairsOf = (word: string): string[] => {
  const parts = word.split('-');
  return parts.slice(1).map((part, at) => `${parts[at]}-${part}`);
};

const asQuery = (text: string): string => `websearch_to_tsquery('simple', plain_words(${text}))`;

/** SQL: whether there are words in a search that the index can be asked for. */
export const asksForWords = (text: string): string => `querytree(${asQuery(text)}) <> 'T'`;

const TEXT = `?::jsonb ->> 'text'`;
const QUERY = asQuery(TEXT);
/** Known before the statement is run, so that what a search does not need is not in its plan. */
const HAS_PHRASES = `${QUERY}::text ~ '<(-|[0-9]+)>'`;

const HAS_ITS_WORDS = `x.words @@ ((?::jsonb ->> 'pairs')::tsquery && case when ${HAS_PHRASES}
    then regexp_replace(querytree(${QUERY}), '<(-|[0-9]+)>', '&', 'g')::tsquery else ${QUERY} end)
  and ${asksForWords(TEXT)}`;

const MATCHES_PATTERNS = `not exists (
  select from jsonb_array_elements_text(?::jsonb -> 'patterns') as pattern
  where not exists (select from texts_of_ticket(x.ticket_id) where content ~* pattern))`;

/** A phrase is a word that there is where one of the texts has it; most texts need not be taken apart to know. */
const HOLDS_ITS_PHRASES = `case when ${HAS_PHRASES} then x.words || (
    select array_to_tsvector(coalesce(array_agg('<' || place || '>'), '{}'))
    from unnest(phrases_in(${QUERY})) with ordinality as asked (phrase, place)
    where exists (
      select from texts_of_ticket(x.ticket_id)
      where strpos(lower(content), split_part(phrase, '''', 2)) > 0
        and to_tsvector('simple', plain_words(left(content, 100000))) @@ phrase::tsquery)
  ) @@ with_phrases_as_words(${QUERY}) else true end`;

/**
 * The tickets that have what is looked for in number, subject and messages together; none where it only says what must not
 * be there, because every ticket there is would have to be looked at.
 *
 * The index does not know what stands where. So it finds the words of a phrase, and then the texts are read; to read them
 * for a word with hyphens, which to it is a phrase of several, takes a tenth of what it takes to cut them into words.
 */
export function withWords(words: WordSearch): TicketTexts {
  const inTexts = words.patterns.length > 0 ? MATCHES_PATTERNS : HOLDS_ITS_PHRASES;
  return { table: 'ticket_words', hold: [`${HAS_ITS_WORDS} and ${inTexts}`, words] };
}
