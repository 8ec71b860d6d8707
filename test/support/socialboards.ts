import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ask } from './doors';
import type { HttpAnswer, World } from './world';

/** The published sample request, unedited. */
export const SAMPLE = readFileSync(join(__dirname, '..', 'fixtures', 'socialboards', 'create-ticket.json'), 'utf8');

/** The envelope of a success. */
export const success = (data: unknown) => ({ data, errorCode: -1, errorText: null });

export const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const category = async (world: World, name: string, parentid?: number): Promise<number> =>
  Number((await world.done('AddTicketCategory', { name, parentid })).categoryid);

/** Adds a member of staff with the address `<username>@desk.example`. */
export async function teammate(
  world: World,
  username: string,
  options: Parameters<World['admin']>[1] = {},
): Promise<{ id: number; uuid: string; email: string }> {
  const id = await world.admin(username, options);
  const email = `${username}@desk.example`;
  const sql = 'update staff set email = $2 where id = $1 returning uuid';
  const [row] = await world.change<{ uuid: string }>(sql, [id, email]);
  return { id, uuid: row!.uuid, email };
}

/** Opens a guest's ticket through the Socialboards API. */
export async function openTicket(
  world: World,
  headers: Record<string, string>,
  body: Record<string, unknown> = {},
): Promise<number> {
  const creator = { name: 'Bill Smith', email: 'bill@guests.example' };
  const answer = await ask(world, headers, 'POST', '/tickets', {
    title: 'Title',
    message: 'Message',
    creator,
    ...body,
  });
  return dataOf<number>(answer);
}

/** The `data` of an answer that must be a success. */
export function dataOf<Data>({ status, json, text }: HttpAnswer): Data {
  if (status !== 200 || json?.errorCode !== -1) throw new Error(`${status}: ${text}`);
  return json.data as Data;
}
