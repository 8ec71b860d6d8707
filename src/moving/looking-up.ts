import type { Database, Db } from '../database/pool';
import { insertActivity, type NewActivity } from '../store/desk/activity';
import { DOMAIN_KINDS, DOMAIN_STATUSES, SERVICE_STATUSES } from '../store/moving/carriers/belongings';
import { CLIENT_STATUSES, MAIL_KINDS } from '../store/moving/carriers/clients';
import { addMember, groupExists, insertLookedUp } from '../store/moving/looked-up';
import { findOrInsertUser, findUser } from '../store/people/users';
import { rowExists } from '../store/rows';
import type { UpstreamClient } from '../upstream/client';
import { UpstreamFailure, UpstreamRefusal } from '../upstream/failure';
import { WallClock } from './sources/tables/dates';
import { clientOf } from './sources/whmcs/api/client-records';
import { clean, domainOf, serviceOf } from './sources/whmcs/api/people-records';
import { booleanOf, idOf, isMembers, listOf, type Members, textOf } from './sources/whmcs/api/values';

/** What a call may name that only the old desk knows. */
interface Wanted {
  kind: 'client' | 'service' | 'domain';
  id: number;
}

/** What an entry in the activity log says of a call. */
type Entry = Pick<NewActivity, 'action' | 'caller' | 'username' | 'address' | 'staffId'>;

interface LookingUpParts {
  upstream: UpstreamClient;
  database: Database;
  /** Where the clocks of the old server are. */
  timeZone: string;
  clock: () => Date;
  answerWithinMs: number | undefined;
  /** Receives why the old desk gave no answer. */
  onFailure: (failure: Error) => void;
}

/**
 * Looks something up in the old desk and keeps it here, under the same id. No transaction is open while the old desk is
 * asked. It tells nobody: there is no event, no mail and no webhook.
 *
 * @returns whether it is here now
 */
export type LookUp = (wanted: Wanted, entry: Entry) => Promise<boolean>;

/** A caller waits for it, and may be refused all the same. */
const ANSWER_WITHIN_MS = 3_000;

/** How long nobody asks again for what the old desk does not know. */
const MISSING_MS = 60_000;
const MOST_MISSING = 10_000;

export function createLookUp({
  upstream,
  database,
  timeZone,
  clock,
  answerWithinMs,
  onFailure,
}: LookingUpParts): LookUp {
  const wallClock = new WallClock(timeZone);
  const missing = new Map<string, number>();
  const running = new Map<string, Promise<boolean>>();

  const ask = (action: string, fields: Record<string, string>): Promise<Members> =>
    upstream.ask(action, fields, { timeoutMs: answerWithinMs ?? ANSWER_WITHIN_MS, who: 'lookup' });

  async function find({ kind, id }: Wanted): Promise<((db: Db) => Promise<boolean>) | undefined> {
    const text = String(id);
    if (kind === 'client') {
      const answer = await ask('GetClientsDetails', { clientid: text, stats: 'false' });
      const client = isMembers(answer.client) ? answer.client : answer;
      if (textOf(client.id ?? client.userid ?? client.client_id) !== text) return undefined;
      return (db) => keepClient(db, id, client, wallClock, clock());
    }
    if (kind === 'service') {
      const { products } = await ask('GetClientsProducts', { serviceid: text });
      const row = listOf(products, 'product').find((product) => textOf(product.id) === text);
      return row && ((db) => keepService(db, id, row));
    }
    const { domains } = await ask('GetClientsDomains', { domainid: text });
    const row = listOf(domains, 'domain').find((domain) => textOf(domain.id) === text);
    return row && ((db) => keepDomain(db, id, row));
  }

  async function lookUp(wanted: Wanted, entry: Entry): Promise<boolean> {
    const keep = await find(wanted);
    if (keep === undefined) return false;
    return database.transaction('write', async (db) => {
      if (!(await keep(db))) return false;
      const description = `${wanted.kind} ${wanted.id} came from ${upstream.host}`;
      const clientId = wanted.kind === 'client' ? wanted.id : null;
      insertActivity(db, { ...entry, at: clock(), description, clientId });
      return true;
    });
  }

  return (wanted, entry) => {
    const key = `${wanted.kind} ${wanted.id}`;
    if ((missing.get(key) ?? Number.NEGATIVE_INFINITY) > performance.now() - MISSING_MS) return Promise.resolve(false);
    const asked = running.get(key);
    if (asked !== undefined) return asked;
    const looking = lookUp(wanted, entry)
      .catch((error: unknown) => {
        if (error instanceof UpstreamFailure) {
          if (error.reason !== 'resting') onFailure(error);
          return undefined;
        }
        if (!(error instanceof UpstreamRefusal)) throw error;
        if (!/not found/i.test(error.message)) onFailure(error);
        return false;
      })
      .then((isHere) => {
        if (isHere === false) {
          if (missing.size >= MOST_MISSING) missing.clear();
          missing.set(key, performance.now());
        }
        return isHere ?? false;
      })
      .finally(() => running.delete(key));
    running.set(key, looking);
    return looking;
  };
}

async function keepClient(db: Db, id: number, row: Members, clock: WallClock, now: Date): Promise<boolean> {
  const { groupId, createdAt, status, country, emailPreferences, ...client } = clientOf(row, clock);
  const preferences = Object.entries(emailPreferences).filter(([kind]) => MAIL_KINDS.includes(kind));
  const group = Number(groupId ?? 0);
  const isNew = await insertLookedUp(db, 'clients', id, {
    ...client,
    status: wordOf(status, CLIENT_STATUSES),
    country: country.length === 2 ? country.toUpperCase() : country,
    emailPreferences: Object.fromEntries(preferences),
    groupId: group > 0 && (await groupExists(db, group)) ? group : null,
    createdAt: createdAt ?? now,
  });
  if (!isNew) return rowExists(db, 'clients', id);
  const users = listOf(row.users, 'user').filter(({ email }) => clean(email) !== '');
  for (const user of users) {
    const userId = await keepUser(db, user);
    addMember(db, id, userId, booleanOf(user.is_owner ?? user.isOwner) ?? false);
  }
  if (users.length === 0 && client.email !== '') {
    const { userId } = await findOrInsertUser(db, { ...client, passwordHash: null });
    addMember(db, id, userId, true);
  }
  return true;
}

/** @returns the user's id here: whoever has the address already, stays */
async function keepUser(db: Db, row: Members): Promise<number> {
  const email = clean(row.email);
  const [, firstName = '', lastName = ''] = /^(\S*)\s*(.*)$/.exec(clean(row.name)) ?? [];
  const known = await findUser(db, { email });
  if (known !== undefined) return known.id;
  const id = Number(idOf(row.id) ?? 0);
  const person = { firstName, lastName, email };
  if (Number.isInteger(id) && id > 0 && (await insertLookedUp(db, 'users', id, person))) return id;
  return (await findOrInsertUser(db, { ...person, passwordHash: null })).userId;
}

async function keepService(db: Db, id: number, row: Members): Promise<boolean> {
  const { clientId, status, ...service } = serviceOf(row);
  return keepOwned(db, 'services', id, clientId, { ...service, status: wordOf(status, SERVICE_STATUSES) ?? 'Pending' });
}

async function keepDomain(db: Db, id: number, row: Members): Promise<boolean> {
  const { clientId, status, kind, ...domain } = domainOf(row);
  return keepOwned(db, 'domains', id, clientId, {
    ...domain,
    status: wordOf(status, DOMAIN_STATUSES) ?? 'Pending',
    kind: wordOf(kind, DOMAIN_KINDS),
  });
}

/** Keeps what belongs to a client who is here. */
async function keepOwned(
  db: Db,
  table: 'services' | 'domains',
  id: number,
  owner: string | null,
  columns: Record<string, unknown>,
): Promise<boolean> {
  const clientId = Number(owner ?? 0);
  if (!(await rowExists(db, 'clients', clientId))) return false;
  return (await insertLookedUp(db, table, id, { ...columns, clientId })) || rowExists(db, table, id);
}

/** One of some words in any letter case; undefined for another one. */
const wordOf = (text: string, words: readonly string[]): string | undefined =>
  words.find((word) => word.toLowerCase() === text.trim().toLowerCase());
