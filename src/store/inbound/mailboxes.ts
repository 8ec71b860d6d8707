import type { Db } from '../../database/pool';
import { type Listed, listPage, type Page } from '../pages';
import { inserted } from '../rows';

export type TlsMode = 'tls' | 'starttls' | 'none';

/** What happens to a mail that was taken. */
export type AfterTaking = 'seen' | 'move' | 'delete';

/** How to get into a mailbox, and what to do there. */
export interface MailboxColumns {
  name: string;
  /** Empty if nobody said it. */
  address: string;
  host: string;
  port: number;
  tls: TlsMode;
  username: string;
  auth: 'password' | 'oauth2';
  /** Sealed. */
  secret: string;
  oauthClientId: string;
  oauthTokenUrl: string;
  folder: string;
  /** Null if the addresses of a mail say it. */
  departmentId: number | null;
  taken: AfterTaking;
  moveTo: string;
  enabled: boolean;
  pollSeconds: number;
}

export interface MailboxRow extends MailboxColumns {
  id: number;
  lastSuccessAt: Date | null;
  lastError: string;
  failingSince: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

const SETTINGS = `name, address, host, port, tls, username, auth, secret, oauth_client_id as "oauthClientId",
  oauth_token_url as "oauthTokenUrl", folder, department_id as "departmentId", taken, move_to as "moveTo", enabled,
  poll_seconds as "pollSeconds"`;

const ALL = `id, ${SETTINGS}, last_success_at as "lastSuccessAt", last_error as "lastError",
  failing_since as "failingSince", created_at as "createdAt", updated_at as "updatedAt"`;

/** Lists a page of the mailboxes. */
export const listMailboxes = (db: Db, id: number | undefined, page: Page): Promise<Listed<MailboxRow>> =>
  listPage<MailboxRow>(db, { select: ALL, from: 'mailboxes', orderBy: 'id' }, [['id = ?', id]], page);

/** Finds a mailbox. */
export async function findMailbox(db: Db, id: number): Promise<MailboxRow | undefined> {
  const [row] = await db.query<MailboxRow>(`select ${ALL} from mailboxes where id = $1`, [id]);
  return row;
}

/** Reads a mailbox, and locks it until the transaction ends. */
export async function holdMailbox(db: Db, id: number): Promise<MailboxRow | undefined> {
  const [row] = await db.query<MailboxRow>(`select ${ALL} from mailboxes where id = $1 for update`, [id]);
  return row;
}

/** Draws the id of a mailbox to come, which its sealed secret names. */
export async function drawMailboxId(db: Db): Promise<number> {
  const rows = await db.query<{ id: number }>(`select nextval(pg_get_serial_sequence('mailboxes', 'id'))::int as id`);
  return inserted(rows).id;
}

const valuesOf = (box: MailboxColumns): unknown[] => [
  ...[box.name, box.address, box.host, box.port, box.tls, box.username, box.auth, box.secret, box.oauthClientId],
  ...[box.oauthTokenUrl, box.folder, box.departmentId, box.taken, box.moveTo, box.enabled, box.pollSeconds],
];

/** Inserts a mailbox. It does not wait: the commit does. */
export const insertMailbox = (db: Db, id: number, box: MailboxColumns, now: Date): void =>
  db.send(
    `insert into mailboxes (id, created_at, updated_at, name, address, host, port, tls, username, auth, secret,
       oauth_client_id, oauth_token_url, folder, department_id, taken, move_to, enabled, poll_seconds)
     overriding system value
     values ($1, $2, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)`,
    [id, now, ...valuesOf(box)],
  );

/**
 * Changes a mailbox. Where another folder is meant, what is known of the old one is forgotten. It does not wait: the
 * commit does.
 */
export const rewriteMailbox = (db: Db, id: number, box: MailboxColumns, now: Date): void =>
  db.send(
    `update mailboxes set updated_at = $2, name = $3, address = $4, host = $5, port = $6, tls = $7, username = $8,
       auth = $9, secret = $10, oauth_client_id = $11, oauth_token_url = $12, folder = $13, department_id = $14,
       taken = $15, move_to = $16, enabled = $17, poll_seconds = $18, last_error = '', failing_since = null,
       uid_validity = case when (host, username, folder) = ($5, $8, $13) then uid_validity end
     where id = $1`,
    [id, now, ...valuesOf(box)],
  );

/** Replaces the sealed secret, unless it has changed meanwhile. It does not wait: the commit does. */
export const replaceSecret = (db: Db, id: number, before: string, secret: string): void =>
  db.send('update mailboxes set secret = $3 where id = $1 and secret = $2', [id, before, secret]);

/** Deletes a mailbox. It does not wait: the commit does. */
export const deleteMailbox = (db: Db, id: number): void => db.send('delete from mailboxes where id = $1', [id]);

/** How a mailbox is doing. */
export interface MailboxState {
  id: number;
  name: string;
  lastSuccessAt: Date | null;
  lastError: string;
  failingSince: Date | null;
  createdAt: Date;
  /** Whether a process says that it fetches from it. */
  isLeased: boolean;
}

/** Lists how the enabled mailboxes are doing. */
export const listMailboxStates = (db: Db): Promise<MailboxState[]> =>
  db.query(
    `select id, name, last_success_at as "lastSuccessAt", last_error as "lastError", failing_since as "failingSince",
       created_at as "createdAt", coalesce(leased_until > clock_timestamp(), false) as "isLeased"
     from mailboxes where enabled order by id`,
  );
