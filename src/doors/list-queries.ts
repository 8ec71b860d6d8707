import { type ApiError, invalid } from '../errors';

/** Names in a query that filter nothing. Programs add them against caches, or to lists that have fixed pages. */
const HARMLESS = new Set([
  '_',
  '_t',
  'cache',
  'cachebuster',
  'cb',
  'lang',
  'language',
  'limit',
  'locale',
  'no_cache',
  'nocache',
  'per_page',
  'r',
  'rand',
  'random',
  't',
  'time',
  'timestamp',
  'ts',
  'v',
]);

/** The parameters of a list, with their other names. */
type Parameters = Record<string, { 'x-aliases'?: string[] }>;

/**
 * Checks the query of a list. A filter that the list ignored would answer everything as if it matched.
 *
 * @param names as sent; letter case does not matter
 * @returns the refusal of the first unknown name: `There is no parameter "x" here, only a, b`
 */
export function unknownFilter(names: string[], parameters: Parameters): ApiError | undefined {
  const known = new Set(
    Object.entries(parameters).flatMap(([name, { 'x-aliases': others = [] }]) =>
      [name, ...others].map((each) => each.toLowerCase()),
    ),
  );
  const unknown = names.find((name) => !known.has(name.toLowerCase()) && !HARMLESS.has(name.toLowerCase()));
  if (unknown === undefined) return undefined;
  const possible = Object.keys(parameters).join(', ');
  return invalid(`There is no parameter "${unknown.slice(0, 50)}" here${possible === '' ? '' : `, only ${possible}`}`);
}
