import type { LoadDb } from './bulk';

/** Any constant: it only has to be the same in every version. */
const LOAD_LOCK = 7_242_002;

/**
 * Takes the lock for loading until the transaction ends. The statement has no parameters: one with some leaves an open
 * portal, whose snapshot would keep the vacuum at the end from marking any page as visible to all.
 *
 * @returns false if another process has it
 */
export async function tryLockLoad(db: LoadDb): Promise<boolean> {
  const [lock] = await db.query<{ ours: boolean }>(`select pg_try_advisory_xact_lock(${LOAD_LOCK}) as ours`);
  return lock?.ours ?? false;
}

/** This transaction's commit does not wait for the disk. What a crash loses is loaded again. */
export async function hurryCommit(db: LoadDb): Promise<void> {
  await db.query('set local synchronous_commit = off');
}

/** Whether a desk has tickets, clients or users. */
export async function isDeskTaken(db: LoadDb): Promise<boolean> {
  const [row] = await db.query<{ taken: boolean }>(
    'select exists (select from tickets) or exists (select from clients) or exists (select from users) as taken',
  );
  return row?.taken ?? true;
}

/** Whether the desk has tickets from other sources. */
export async function hasOtherTickets(db: LoadDb, source: string): Promise<boolean> {
  const [row] = await db.query<{ others: boolean }>(
    'select exists (select from tickets where source <> $1) as others',
    [source],
  );
  return row?.others ?? true;
}

/** The first ids of the batches that are missing, of so many tickets. */
export async function findMissing(db: LoadDb, tickets: number, batch: number): Promise<number[]> {
  const rows = await db.query<{ first: number }>(
    `select first from generate_series(1, $1::int, $2::int) as first
     where not exists (select from tickets where id = first) order by first`,
    [tickets, batch],
  );
  return rows.map(({ first }) => first);
}

/** The ids that the tickets of a made-up desk refer to. */
export interface LoadDesk {
  departmentIds: number[];
  staffIds: number[];
  closedStatusId: number;
  /** From the most to the least frequent. */
  openStatusIds: number[];
  priorityIds: number[];
}

/** Adds missing departments, staff and tags, and returns what tickets can refer to. */
export async function insertLoadDesk(
  db: LoadDb,
  { departments, staff, tags }: { departments: string[]; staff: number; tags: string[] },
): Promise<LoadDesk> {
  await db.query(
    `insert into departments (name, sort_order)
     select given.name, 10 + given.place from unnest($1::text[]) with ordinality as given (name, place)
     where not exists (select from departments d where lower(d.name) = lower(given.name))`,
    [departments],
  );
  await db.query(
    `insert into staff (username, first_name, last_name, email)
     select 'agent' || i, 'Agent', i::text, 'agent' || i || '@example.com' from generate_series(1, $1::int) as i
     on conflict (lower(username)) do nothing`,
    [staff],
  );
  await db.query('insert into tags (name) select unnest($1::text[]) on conflict (lower(name)) do nothing', [tags]);
  const [desk] = await db.query<LoadDesk>(
    `select (select array_agg(id order by sort_order, id) from departments) as "departmentIds",
       (select array_agg(id order by id) from staff where username ~ '^agent[0-9]+$') as "staffIds",
       (select id from statuses order by is_closed desc, id limit 1) as "closedStatusId",
       (select array_agg(id order by sort_order, id) from statuses where not is_closed) as "openStatusIds",
       (select array_agg(id order by sort_order, id) from priorities) as "priorityIds"`,
  );
  if (desk === undefined) throw new Error('a select of scalars returned no row');
  return desk;
}

/** Fills attachments with random-looking bytes up to their recorded sizes. */
export async function fillAttachments(db: LoadDb, ids: number[]): Promise<void> {
  await db.query(
    `insert into attachment_contents (attachment_id, bytes)
     select id, decode(repeat(md5('bytes ' || id), size / 16), 'hex') from attachments where id = any($1::int[])`,
    [ids],
  );
}

/** Tags tickets. `place` is the tag's index in `names`. */
export async function tagTickets(
  db: LoadDb,
  tagged: { ticketId: number; place: number }[],
  names: string[],
): Promise<void> {
  await db.query(
    `insert into ticket_tags (ticket_id, tag_id)
     select r."ticketId", t.id from json_to_recordset($1) as r ("ticketId" int, place int)
       join tags t on lower(t.name) = ($2::text[])[r.place + 1]`,
    [JSON.stringify(tagged), names],
  );
}

const STATE = 'SeedLoad';

/** What {@link keepLoadState} stored; undefined if no load has begun. */
export async function findLoadState(db: LoadDb): Promise<unknown> {
  const [row] = await db.query<{ value: unknown }>('select value from settings where name = $1', [STATE]);
  return row?.value;
}

/** Stores what a load needs to resume, and replaces what was stored before. */
export async function keepLoadState(db: LoadDb, state: unknown): Promise<void> {
  await db.query(
    `insert into settings (name, value) values ($1, $2)
     on conflict (name) do update set value = excluded.value, updated_at = now()`,
    [STATE, JSON.stringify(state)],
  );
}

/** Removes an index from the list in the stored state. Others may do so for other indexes at the same time. */
export async function forgetIndex(db: LoadDb, statement: string): Promise<void> {
  await db.query(
    `update settings set value = jsonb_set(value, '{indexes}', (value->'indexes') - $2::text) where name = $1`,
    [STATE, statement],
  );
}
