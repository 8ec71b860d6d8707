/** One part of a query: a condition such as `status:open`, or a word to look for. */
export interface Term {
  /** The key, by its first name in {@link KEYS}; undefined for words. */
  key: Key | undefined;
  /** A key that there is not, as typed. */
  unknownKey?: string;
  /** What a minus excludes. */
  isNegated: boolean;
  /** The term without its minus and its key, as typed. */
  text: string;
  /** The values between commas, without quotation marks and outer spaces. None is empty. */
  values: string[];
  /** The parameter of its own by which a program asks for it. */
  parameter?: string;
  /** Where the term begins and ends in the query. */
  start: number;
  end: number;
}

/** The keys of conditions, each with its other names. */
export const KEYS = {
  status: [],
  dept: ['department', 'deptid'],
  assignee: ['assigned', 'flag'],
  priority: [],
  from: ['requester', 'email'],
  subject: [],
  tag: ['tags'],
  is: [],
  has: [],
  created: ['opened'],
  updated: [],
  due: [],
  type: [],
  category: [],
  client: ['clientid'],
} as const;

export type Key = keyof typeof KEYS;

const BY_NAME = new Map<string, Key>(
  (Object.keys(KEYS) as Key[]).flatMap((key) => [key, ...KEYS[key]].map((name): [string, Key] => [name, key])),
);

/** A minus, a key, and all up to the next space outside quotation marks. */
const TERM = /(-?)(?:(\p{L}[\p{L}_]*):)?((?:"[^"]*"?|[^\s"])*)/uy;

/** Cuts a query into its terms. Every text is a query; what is wrong with it shows in its terms. */
export function readTerms(query: string): Term[] {
  const terms: Term[] = [];
  let at = 0;
  while (at < query.length) {
    if (/\s/.test(query[at] ?? '')) {
      at++;
      continue;
    }
    TERM.lastIndex = at;
    const [whole = '', minus = '', name, text = ''] = TERM.exec(query) ?? [];
    const end = at + whole.length;
    terms.push(termOf({ name, text, isNegated: minus !== '' }, query.slice(at, end), { start: at, end }));
    at = end;
  }
  return terms;
}

function termOf(
  { name, text, isNegated }: { name: string | undefined; text: string; isNegated: boolean },
  whole: string,
  place: { start: number; end: number },
): Term {
  const key = name === undefined ? undefined : BY_NAME.get(name.toLowerCase());
  const values = valuesOf(text);
  if (key !== undefined) return { key, isNegated, text, values, ...place };
  const rest = { key, isNegated, text: whole.slice(isNegated ? 1 : 0), values: [], ...place };
  // An address such as `http://example.com`, and `Re:` alone, are words.
  const isWord = name === undefined || text === '' || text.startsWith('/');
  return isWord ? rest : { ...rest, unknownKey: name };
}

/** Parts a text at the commas outside quotation marks. */
function valuesOf(text: string): string[] {
  const parts = text.match(/(?:"[^"]*"?|[^,"])+/g) ?? [];
  return parts.map(unquoted).filter((value) => value !== '');
}

/** A text without quotation marks and outer spaces. */
export const unquoted = (text: string): string => text.replaceAll('"', '').trim();

/** The words of a query, as they are searched for: with minus and quotation marks. */
export const wordsOf = (terms: readonly Term[]): string =>
  terms
    .filter(({ key, unknownKey }) => key === undefined && unknownKey === undefined)
    .map(({ isNegated, text }) => `${isNegated ? '-' : ''}${text}`)
    .filter((word) => word !== '-' && word !== '')
    .join(' ');

/** Writes a value so that a query has it as one: in quotation marks if it has spaces or commas. */
export const quoted = (value: string): string =>
  /[\s,]/.test(value) || value === '' ? `"${value.replaceAll('"', '')}"` : value.replaceAll('"', '');

/** A condition for a query. */
export const condition = (key: Key, value: string): string => `${key}:${quoted(value)}`;

/** A term that a program asks for by a parameter of its own. */
export const termFor = (parameter: string, key: Key, values: readonly (string | number)[]): Term => ({
  ...{ parameter, key, isNegated: false, text: values.join(','), values: values.map(String), start: 0, end: 0 },
});
