import type { Context } from '../calls/action';
import { notFound } from '../errors';
import { type Columns, changeRow, deleteRow, holdRow, insertRow, rowExists } from '../store/rows';
import { releaseBelonging } from '../tickets/release';

/** What a client owns and a ticket can be about. */
type Belonging = 'service' | 'domain';

const KINDS = {
  service: { table: 'services', missing: 'Service ID Not Found' },
  domain: { table: 'domains', missing: 'Domain ID Not Found' },
} as const;

/**
 * Adds a service or a domain, and returns its id.
 *
 * @param columns with the name and the client's id.
 * @throws ApiError (not_found) `Client ID Not Found`.
 */
export async function addBelonging(context: Context, kind: Belonging, columns: Columns): Promise<number> {
  const { db, now } = context;
  const clientId = Number(columns.clientId);
  if (!(await rowExists(db, 'clients', clientId))) throw notFound('Client ID Not Found');
  const id = await insertRow(db, KINDS[kind].table, { createdAt: now, updatedAt: now, ...columns });
  context.record({ clientId, changes: { name: [null, columns.name] } });
  return id;
}

/**
 * Changes a service or a domain; undefined columns stay as they are. If it moves to another client, other clients'
 * tickets are no longer about it.
 *
 * @throws ApiError (not_found) `Service ID Not Found`, `Domain ID Not Found`, `Client ID Not Found`.
 */
export async function changeBelonging(context: Context, kind: Belonging, id: number, columns: Columns): Promise<void> {
  const { db, now } = context;
  const { clientId: owner } = await holdBelonging(context, kind, id);
  const clientId = Number(columns.clientId ?? owner);
  if (clientId !== owner) {
    if (!(await rowExists(db, 'clients', clientId))) throw notFound('Client ID Not Found');
    await releaseBelonging(context, kind, id, clientId);
  }
  const changes = await changeRow(db, KINDS[kind].table, id, { ...columns, updatedAt: now });
  context.record({ clientId, ...(changes !== undefined && { changes }) });
}

/**
 * Deletes a service or a domain. Tickets about it stay, without it.
 *
 * @throws ApiError (not_found) `Service ID Not Found`, `Domain ID Not Found`.
 */
export async function removeBelonging(context: Context, kind: Belonging, id: number): Promise<void> {
  const { clientId, name } = await holdBelonging(context, kind, id);
  await deleteRow(context.db, KINDS[kind].table, id);
  context.record({ clientId, changes: { name: [name, null] } });
}

/** Finds the owner and name of a service or domain, and locks its row until the transaction ends. */
async function holdBelonging(
  { db }: Context,
  kind: Belonging,
  id: number,
): Promise<{ clientId: number; name: string }> {
  const row = await holdRow<{ clientId: number; name: string }>(db, KINDS[kind].table, id);
  if (row === undefined) throw notFound(KINDS[kind].missing);
  return row;
}
