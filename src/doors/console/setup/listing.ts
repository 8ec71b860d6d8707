import type { Registered } from '../../../calls/registry';
import type { Column, Listed, Reference, Shape } from '../../../pages/console/setup/model';
import type { Desk } from '../console-page';
import { type Rows, readRows } from './answers';
import type { Family, SetUp } from './families';
import { COLUMNS, GROUPED_BY } from './hints';
import type { LookUps } from './lookups';
import { folded, wordsOf } from './names';
import { nameMember } from './naming';

/** What the pages of one request share. */
export interface Scene {
  desk: Desk;
  setUp: SetUp;
  lookUps: LookUps;
}

const PER_PAGE = 50;
const MOST_COLUMNS = 7;

/**
 * Asks for a page of a list.
 *
 * @param params what the list is narrowed to
 * @param start how many rows come before the page
 */
export async function listedOf(
  { desk, setUp, lookUps }: Scene,
  list: Registered,
  rows: Rows,
  params: Record<string, unknown>,
  start: number,
): Promise<Listed> {
  const isPaged = 'limitstart' in list.schema.properties && 'limitnum' in list.schema.properties;
  const answer = await desk.ask(list.name, isPaged ? { ...params, limitstart: start, limitnum: PER_PAGE } : params);
  const found = readRows(answer, rows);
  const family = familyOfRows(setUp, list, rows);
  const columns = columnsOf(rows.members, found, family);
  const named = columns.map(async (column): Promise<Column> => {
    const names = await namesOf(column.member, list.name, { setUp, lookUps });
    return names === undefined ? column : { ...column, names };
  });
  const id = family?.id;
  return {
    columns: await Promise.all(named),
    rows: found,
    ...groupsOf(found, GROUPED_BY[family?.noun ?? '']),
    ...(family !== undefined && id !== undefined && { toRow: (row) => addressOf(family, row[id.member]) }),
    start,
    total: Number(answer.totalresults ?? found.length),
    perPage: isPaged ? PER_PAGE : 0,
  };
}

/** The address of a thing's page, below that of setting up. */
export const addressOf = ({ slug }: Family, id: unknown): string => `${slug}/${encodeURIComponent(String(id))}`;

/** The family that rows are of: of that list, or of the id that a row would have, such as `deliveryid`. */
const familyOfRows = ({ families }: SetUp, list: Registered, { one }: Rows): Family | undefined =>
  families.find((family) => family.list === list) ??
  families.find(({ id, rows }) => rows.one === one && folded(id?.parameter ?? '') === `${one}id`);

/** What the ids in a member are called, if it refers to things that are not too many. */
export async function namesOf(
  member: string,
  action: string,
  { setUp, lookUps }: Pick<Scene, 'setUp' | 'lookUps'>,
): Promise<ReadonlyMap<string, Reference> | undefined> {
  const family = setUp.referred(member, action);
  return family === undefined ? undefined : lookUps.names(family);
}

function columnsOf(members: Rows['members'], rows: Record<string, unknown>[], family: Family | undefined): Column[] {
  const says = (name: string): boolean => rows.some((row) => saysSomething(row[name]));
  const chosen = COLUMNS[family?.noun ?? '']?.filter((name) => name in members && says(name));
  const long = longTexts(family);
  const others = Object.keys(members).filter((name) => name !== family?.id?.member && !long.has(name) && says(name));
  const first = nameMember(Object.keys(members)) ?? family?.id?.member ?? others[0];
  const names = chosen ?? [...new Set([...(first === undefined ? [] : [first]), ...others])];
  return names.slice(0, MOST_COLUMNS).map((member) => ({ member, shape: members[member] as Shape }));
}

/** Texts of several lines, which a list has no room for. */
const longTexts = (family: Family | undefined): Set<string> =>
  new Set(
    Object.entries({ ...family?.add?.schema.properties, ...family?.update?.schema.properties }).flatMap(
      ([name, property]) => (property['x-multiline'] && name !== 'description' ? [name] : []),
    ),
  );

const saysSomething = (value: unknown): boolean =>
  value !== undefined && value !== null && value !== '' && JSON.stringify(value) !== '[]';

/** Rows that begin with the same word stand together, and those with a word of their own come first. */
function groupsOf(rows: Record<string, unknown>[], member: string | undefined): Pick<Listed, 'groups'> {
  if (member === undefined) return {};
  const wordOf = (row: Record<string, unknown>): string => wordsOf(String(row[member]))[0] ?? '';
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(wordOf(row), (counts.get(wordOf(row)) ?? 0) + 1);
  const titleOf = (row: Record<string, unknown>): string => (counts.get(wordOf(row)) === 1 ? '' : wordOf(row));
  const titles = [...new Set(['', ...rows.map(titleOf)])];
  return { groups: titles.map((title) => ({ title, rows: rows.filter((row) => titleOf(row) === title) })) };
}
