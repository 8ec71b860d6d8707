import type { Db } from '../database/pool';
import { inserted } from './rows';
import { findOrInsertUser, linkOwner } from './users';

export interface NewClient {
  firstName: string;
  lastName: string;
  company?: string;
  email: string;
  phone?: string;
}

/** Inserts a client with the user who owns the account; a user who exists with that address becomes the owner. */
export async function insertClient(
  db: Db,
  client: NewClient,
): Promise<{ clientId: number; userId: number; isNewUser: boolean }> {
  const clientId = inserted(
    await db.query<{ id: number }>(
      'insert into clients (first_name, last_name, company, email, phone) values ($1, $2, $3, $4, $5) returning id',
      [client.firstName, client.lastName, client.company ?? '', client.email, client.phone ?? ''],
    ),
  ).id;
  const { userId, isNew } = await findOrInsertUser(db, { ...client, passwordHash: null });
  linkOwner(db, clientId, userId);
  return { clientId, userId, isNewUser: isNew };
}

export async function insertContact(
  db: Db,
  clientId: number,
  contact: { firstName: string; lastName: string; email: string },
): Promise<number> {
  return inserted(
    await db.query<{ id: number }>(
      'insert into contacts (client_id, first_name, last_name, email) values ($1, $2, $3, $4) returning id',
      [clientId, contact.firstName, contact.lastName, contact.email],
    ),
  ).id;
}

export async function insertService(db: Db, clientId: number, name: string): Promise<number> {
  return inserted(
    await db.query<{ id: number }>('insert into services (client_id, name) values ($1, $2) returning id', [
      clientId,
      name,
    ]),
  ).id;
}

export async function insertDomain(db: Db, clientId: number, name: string): Promise<number> {
  return inserted(
    await db.query<{ id: number }>('insert into domains (client_id, name) values ($1, $2) returning id', [
      clientId,
      name,
    ]),
  ).id;
}
