import type { Db } from '../../database/pool';
import { deleteSome } from '../desk/sweeping';
import { lockUntilCommit } from '../locks';

/** A guest's ticket that is kept aside until its address is confirmed. */
export interface HeldTicket<Form> {
  /** What was entered, without the bytes of files. */
  form: Form;
  /** The bytes of all files, one after the other. */
  bytes: Buffer;
}

/** Where a ticket that is to be held comes from. */
interface HeldFrom {
  tokenHash: string;
  /** The network that counts as one sender. */
  network: string;
  email: string;
  expiresAt: Date;
}

/** What strangers may make us keep: so many tickets from a network, of an address and in all, and so many bytes. */
const MOST = { ofNetwork: 10, ofEmail: 3, all: 2_000, bytes: 200_000_000 };

/** Keeps a ticket aside. @returns false if too many are kept already */
export async function holdTicketAside(
  db: Db,
  { tokenHash, network, email, expiresAt }: HeldFrom,
  { form, bytes }: HeldTicket<unknown>,
  now: Date,
): Promise<boolean> {
  await lockUntilCommit(db, 'held tickets');
  const text = JSON.stringify(form);
  const inserted = await db.query(
    `with living as (select network, email, size from held_tickets where expires_at > $8)
     insert into held_tickets (token_hash, network, email, form, bytes, size, expires_at, created_at)
     select $1, $2, lower($3), $4::jsonb, $5, $6::int, $7, $8
     where (select count(*) from living where network = $2) < ${MOST.ofNetwork}
       and (select count(*) from living where email = lower($3)) < ${MOST.ofEmail}
       and (select count(*) from held_tickets) < ${MOST.all}
       and (select coalesce(sum(size), 0) from held_tickets) + $6::int <= ${MOST.bytes}
     returning 1`,
    [tokenHash, network, email, text, bytes, Buffer.byteLength(text) + bytes.length, expiresAt, now],
  );
  return inserted.length > 0;
}

/** Finds what a held ticket says; undefined if there is none, or if it is too old. */
export async function findHeldTicket<Form>(db: Db, tokenHash: string, now: Date): Promise<Form | undefined> {
  const [row] = await db.query<{ form: Form }>(
    'select form from held_tickets where token_hash = $1 and expires_at > $2',
    [tokenHash, now],
  );
  return row?.form;
}

/** Takes a held ticket out; undefined in the same cases as {@link findHeldTicket}. */
export async function takeHeldTicket<Form>(
  db: Db,
  tokenHash: string,
  now: Date,
): Promise<HeldTicket<Form> | undefined> {
  const [row] = await db.query<HeldTicket<Form>>(
    'delete from held_tickets where token_hash = $1 and expires_at > $2 returning form, bytes',
    [tokenHash, now],
  );
  return row;
}

/** Deletes a batch of the tickets that nobody confirmed in time. @returns how many */
export const forgetOldHeldTickets = (db: Db, now: Date): Promise<number> =>
  deleteSome(db, 'held_tickets', 'expires_at <= $1', [now]);
