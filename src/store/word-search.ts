import type { Condition } from './conditions';

/** Words that all must be there, phrases in quotation marks, `or`, and a minus before what must not. */
export interface WordSearch {
  /** As PostgreSQL takes it. */
  text: string;
  /** The words in it with a hyphen, where it is nothing but words. */
  joined: string[];
}

/** Reads a search as people type it: a hyphen that neither joins a word nor stands before one says nothing. */
export function readWords(search: string): WordSearch {
  const text = plainWords(search).replace(IDLE_HYPHEN, ' ');
  const words = text.split(/\s+/).filter((word) => word !== '');
  const joined = words.filter((word) => word.includes('-'));
  const isWordsAlone = words.every((word) => WORD.test(word) && word.toLowerCase() !== 'or');
  return { text, joined: isWordsAlone && joined.length <= MOST_JOINED ? joined : [] };
}

/** The function of the same name in the database. */
const plainWords = (text: string): string => text.replace(/[</~_@]/g, ' ');

/** To PostgreSQL each would be a minus, and some dozens in a row are more than it can keep in mind. */
const IDLE_HYPHEN = /(?<![\p{L}\p{N}]|^|\s)-|-(?![\p{L}\p{N}]|"[^"]*[\p{L}\p{N}])/gu;

const WORD = /^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u;

/** Each is two values of the statement, which has room for some. */
const MOST_JOINED = 20;

/**
 * The ids of all tickets, living or not, with a search in number and subject or in one message, or in those of a ticket that
 * became part of them; none where it only says what
 * must not be there, because every text there is would have to be read.
 *
 * To the index a word with a hyphen is several in a row, but it does not know what stands where: PostgreSQL would take every
 * text apart again that has them all, which takes ten times as long as looking for the word in it.
 */
export function foundByWords({ text, joined }: WordSearch): Condition {
  const query = joined.length === 0 ? QUERY : `replace(${QUERY}::text, '<->', '&')::tsquery`;
  const values = [text, text, ...joined.map((word) => `(^|[^[:alnum:]])${word}($|[^[:alnum:]])`)];
  const contains = (column: string) => joined.map(() => ` and ${column} ~* ?`).join('');
  return [
    `select coalesce(merged_into_id, id) as id from tickets
     where to_tsvector('simple', plain_words(number || ' ' || left(subject, 100000))) @@ ${query} and ${ASKS_FOR_WORDS}
       ${contains("(number || ' ' || subject)")}
     union
     select ticket_id from messages
     where to_tsvector('simple', plain_words(left(body, 100000))) @@ ${query} and ${ASKS_FOR_WORDS}
       and not is_draft${contains('body')}`,
    ...values,
    ...values,
  ];
}

const QUERY = `websearch_to_tsquery('simple', plain_words(?))`;

/** SQL, with `?` for the text of a search: whether there are words in it that the index can be asked for. */
export const ASKS_FOR_WORDS = `querytree(${QUERY}) <> 'T'`;
