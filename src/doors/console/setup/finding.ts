import type { Registered } from '../../../calls/registry';
import { gone } from '../console-page';
import { type AnswerSchema, asObject, readRows } from './answers';
import type { Family } from './families';
import type { Scene } from './listing';

/** A thing, and the schema of what is known of it. */
export interface Found {
  item: Record<string, unknown>;
  shape: AnswerSchema;
}

/** A list that finds nothing by id is searched for as many rows. */
const MOST_ROWS = 1_000;

/**
 * Finds one of a family by its id: in the list, and in what reads one of them whole.
 *
 * @throws ApiError (not_found) if it does not exist, or the administrator may not see it
 */
export async function findOne(scene: Scene, family: Family, id: string): Promise<Found> {
  const { desk } = scene;
  const { list, detail, rows } = family;
  const [row, whole] = await Promise.all([
    desk.visit.may(list.name) ? findRow(scene, family, id) : undefined,
    detail !== undefined && desk.visit.may(detail.name) ? findDetail(scene, detail, family, id) : undefined,
  ]);
  if (row === undefined && whole === undefined) throw gone(desk);
  const parts = [
    ...(row === undefined ? [] : [{ item: row, shape: { properties: { ...rows.members } } }]),
    ...(whole === undefined ? [] : [whole]),
  ];
  return {
    item: Object.assign({}, ...parts.map(({ item }) => item)),
    shape: { properties: Object.assign({}, ...parts.map(({ shape }) => shape.properties)) },
  };
}

async function findRow(
  { desk }: Scene,
  { list, rows, id }: Family,
  wanted: string,
): Promise<Record<string, unknown> | undefined> {
  if (id === undefined) return undefined;
  const { properties } = list.schema;
  const params = {
    ...(id.parameter in properties && { [id.parameter]: wanted }),
    ...('limitnum' in properties && { limitnum: MOST_ROWS }),
  };
  return readRows(await desk.ask(list.name, params), rows).find((row) => String(row[id.member]) === wanted);
}

/** What reads one of them may tell it as a member: `mail`. */
async function findDetail(
  { desk }: Scene,
  detail: Registered,
  { id, rows }: Family,
  wanted: string,
): Promise<Found | undefined> {
  if (id === undefined) return undefined;
  const answer = await desk.ask(detail.name, { [id.parameter]: wanted });
  const { properties = {} } = detail.schema['x-answer'];
  const { [rows.one]: inner, result: _result, ...others } = answer;
  const { [rows.one]: innerShape, ...shapes } = properties;
  const isInner = innerShape?.properties !== undefined;
  return {
    item: isInner ? { ...asObject(inner), ...others } : { ...answer },
    shape: { properties: isInner ? { ...innerShape.properties, ...shapes } : properties },
  };
}
