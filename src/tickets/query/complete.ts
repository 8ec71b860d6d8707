import type { Context } from '../../calls/action';
import { listPeopleLike, listTagsLike } from '../../store/search/query-names';
import { withoutAccents } from '../../text/accents';
import { HAS_WORDS, IS_WORDS } from './meaning';
import type { QueryNames } from './names';
import { KEYS, type Key, quoted, readTerms, type Term, unquoted } from './terms';

/** One way in which a query may go on. */
interface Suggestion {
  /** The whole query with it. */
  query: string;
  /** The condition that it adds: `status:open`. */
  text: string;
  /** What that means, if the text is not clear by itself; else empty. */
  name: string;
}

interface Candidate {
  value: string;
  name?: string;
}

type Asking = Pick<Context, 'db' | 'caller'>;

const DATES = ['today', 'yesterday', '>24h', '>7d', '<30d'];
const DUE_DATES = ['today', 'tomorrow', '<24h', '<7d'];

/** Suggests how a query may go on at its end: keys, and the values of the last one. */
export async function completions(
  asking: Asking,
  query: string,
  names: QueryNames,
  limit: number,
): Promise<Suggestion[]> {
  const last = readTerms(query).at(-1);
  const term = last !== undefined && last.end === query.length ? last : undefined;
  const before = query.slice(0, term?.start ?? query.length);
  const minus = term?.isNegated ? '-' : '';
  const offer = (text: string, name = ''): Suggestion => ({ query: `${before}${minus}${text}`, text, name });
  if (term?.key === undefined)
    return startsOf(term)
      .slice(0, limit)
      .map((start) => offer(start));
  const { key } = term;
  const [given, typed] = partsOf(term.text);
  const candidates = await candidatesFor(asking, key, unquoted(typed), names, limit);
  return candidates.slice(0, limit).map(({ value, name }) => offer(`${key}:${given}${quoted(value)}`, name));
}

/** What a term may begin with: every key, and the words of `is:`. */
function startsOf(term: Term | undefined): string[] {
  const typed = term?.text.toLowerCase() ?? '';
  const keys = Object.keys(KEYS).map((key) => `${key}:`);
  const states = IS_WORDS.map((word) => `is:${word}`);
  if (typed === '') return keys;
  return [...keys.filter((key) => key.startsWith(typed)), ...states.filter((state) => state.includes(`:${typed}`))];
}

/** Parts what stands after a key into the values that are complete, with their comma, and the one that is being typed. */
function partsOf(text: string): [given: string, typed: string] {
  const given = /^(?:(?:[^,"]|"[^"]*")*,)*/.exec(text)?.[0] ?? '';
  return [given, text.slice(given.length)];
}

async function candidatesFor(
  { db, caller }: Asking,
  key: Key,
  typed: string,
  names: QueryNames,
  limit: number,
): Promise<Candidate[]> {
  if (key === 'tag') return (await listTagsLike(db, typed, limit)).map(({ name }) => ({ value: name }));
  if (key === 'from') {
    const people = typed.length < 2 ? [] : await listPeopleLike(db, typed, limit);
    return people.map(({ name, email }) => ({ value: email, name }));
  }
  if (key === 'assignee') {
    const staff = (await names.staff()).filter(({ disabled }) => !disabled);
    return matching(typed, [
      ...(caller.staff === null ? [] : [{ value: 'me' }]),
      { value: 'none' },
      ...staff.map(({ username, name }) => ({ value: username, name })),
    ]);
  }
  return matching(typed, await valuesFor(key, caller, names));
}

async function valuesFor(key: Key, { departmentIds }: Context['caller'], names: QueryNames): Promise<Candidate[]> {
  const asCandidates = (rows: { name: string }[]): Candidate[] => rows.map(({ name }) => ({ value: name }));
  const words = (list: readonly string[]): Candidate[] => list.map((value) => ({ value }));
  if (key === 'status') return asCandidates(await names.statuses());
  if (key === 'dept')
    return asCandidates((await names.departments()).filter(({ id }) => departmentIds?.includes(id) ?? true));
  if (key === 'priority') return asCandidates(await names.priorities());
  if (key === 'type') return asCandidates(await names.types());
  if (key === 'category') return asCandidates(await names.categories());
  if (key === 'is') return words(IS_WORDS);
  if (key === 'has') return words(HAS_WORDS);
  if (key === 'due') return words(DUE_DATES);
  return key === 'created' || key === 'updated' ? words(DATES) : [];
}

/** Those that begin with what is typed, before those that only contain it. */
function matching(typed: string, candidates: Candidate[]): Candidate[] {
  const plain = (text: string): string => withoutAccents(text).toLowerCase();
  const wanted = plain(typed);
  const places = candidates.map(({ value, name = '' }) => {
    const texts = [value, name].map(plain);
    if (texts.some((text) => text.startsWith(wanted))) return 0;
    return texts.some((text) => text.includes(wanted)) ? 1 : 2;
  });
  return [0, 1].flatMap((place) => candidates.filter((_, at) => places[at] === place));
}
