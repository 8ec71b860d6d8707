import type { Condition } from './conditions';

/**
 * The ids of all tickets, living or not, with a search in number and subject or in one message: words that all must be
 * there, phrases in quotation marks, `or`, and a minus before what must not.
 */
export function foundByWords(search: string): Condition {
  const joined = joinedWords(search);
  const query = joined.length === 0 ? QUERY : `replace(${QUERY}::text, '<->', '&')::tsquery`;
  const values = [search, ...joined.flatMap((word) => [word, word])];
  const contains = (text: string) =>
    joined.map(() => ` and (position(? in ${text}) > 0 or position(lower(?) in lower(${text})) > 0)`).join('');
  return [
    `select id from tickets
     where to_tsvector('simple', plain_words(number || ' ' || left(subject, 100000))) @@ ${query}
       ${contains("(number || ' ' || subject)")}
     union
     select ticket_id from messages
     where to_tsvector('simple', plain_words(left(body, 100000))) @@ ${query} and not is_draft${contains('body')}`,
    ...values,
    ...values,
  ];
}

const QUERY = `websearch_to_tsquery('simple', plain_words(?))`;

/** Each is four values of the statement, which has room for some. */
const MOST_JOINED = 20;

const WORD = /^[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*$/u;

/**
 * The words with a hyphen in a search that is nothing but words. To the index they are several in a row, but it does not
 * know what stands where: PostgreSQL would take every text apart again that has them all, which takes ten times as long as
 * looking for the word in it.
 */
function joinedWords(search: string): string[] {
  // As plain_words has it.
  const words = search.split(/[\s</~_@]+/).filter((word) => word !== '');
  const isWordsAlone = words.every((word) => WORD.test(word) && word.toLowerCase() !== 'or');
  const joined = isWordsAlone ? words.filter((word) => word.includes('-')) : [];
  return joined.length <= MOST_JOINED ? joined : [];
}
