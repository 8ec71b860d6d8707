import { type MovingDb, type Place, schemaOf, stageTable } from './place';

/** Where a stamp of a ticket was kept, if it is the same: in this stage, or by an earlier run. */
export async function findStamp(
  db: MovingDb,
  place: Place,
  sourceId: string,
  stamp: string,
): Promise<'staged' | 'carried' | undefined> {
  const [row] = await db.query<{ found: 'staged' | 'carried' | null }>(
    `select case
       when exists (select from ${schemaOf(place)}.stamps where source_id = $1 and stamp = $2) then 'staged'
       when exists (select from import_stamps where import_id = $3 and source_id = $1 and stamp = $2) then 'carried'
     end as found`,
    [sourceId, stamp, place.importId],
  );
  return row?.found ?? undefined;
}

/** Which of many tickets an earlier run carried with the same stamps, as pairs of an id and a stamp. @returns their ids */
export async function findUnchanged(
  db: MovingDb,
  place: Place,
  stamps: readonly [string, string][],
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select s.source_id as id from import_stamps s
       join unnest($1::text[], $2::text[]) as g (source_id, stamp) on g.source_id = s.source_id and g.stamp = s.stamp
     where s.import_id = $3`,
    [stamps.map(([id]) => id), stamps.map(([, stamp]) => stamp), place.importId],
  );
  return rows.map(({ id }) => id);
}

/** Keeps the stamps of tickets that are staged in whole, as pairs of an id and a stamp. */
export async function keepStamps(db: MovingDb, place: Place, stamps: readonly [string, string][]): Promise<void> {
  await db.query(
    `insert into ${schemaOf(place)}.stamps (source_id, stamp) select * from unnest($1::text[], $2::text[])
     on conflict (source_id) do update set stamp = excluded.stamp`,
    [stamps.map(([id]) => id), stamps.map(([, stamp]) => stamp)],
  );
}

/** Keeps which tickets count as unchanged. */
export async function keepUnchanged(db: MovingDb, place: Place, sourceIds: readonly string[]): Promise<void> {
  await db.query(
    `insert into ${schemaOf(place)}.unchanged_tickets (source_id) select * from unnest($1::text[]) on conflict do nothing`,
    [sourceIds],
  );
}

/**
 * Keeps of an interrupted stage only what belongs to tickets, so that the rest is read again.
 *
 * @returns the place after which reading goes on; undefined if no ticket was staged in whole, so that all is read again
 */
export async function continueStage(
  db: MovingDb,
  place: Place,
  kinds: { all: readonly string[]; ofTickets: readonly string[] },
): Promise<number | undefined> {
  const [stamped] = await db.query<{ some: boolean }>(`select exists (select from ${schemaOf(place)}.stamps) as some`);
  if (stamped?.some !== true) return undefined;
  for (const kind of kinds.all) {
    // Reading goes on without the indexes that complete a table.
    for (const index of ['source', 'seq']) {
      await db.query(`drop index if exists ${stageTable(place, kind)}_${index}`);
    }
    if (!kinds.ofTickets.includes(kind)) await db.query(`truncate ${stageTable(place, kind)}`);
  }
  const highest = kinds.ofTickets.map((kind) => `select max(seq) as seq from ${stageTable(place, kind)}`);
  const [last] = await db.query<{ seq: number }>(
    `select coalesce(max(seq), 0) as seq from (${highest.join(' union all ')}) places`,
  );
  return last?.seq ?? 0;
}

/**
 * Keeps for later runs the stamps of tickets of which everything is here. Of those that were read, no other stamp is left: it
 * would tell of an older state of them.
 */
export async function keepStampsForLater(db: MovingDb, place: Place, ofTickets: readonly string[]): Promise<void> {
  const isCarried = (kind: string, owner: string): string =>
    `not exists (select from ${stageTable(place, kind)} s left join import_records r
       on r.import_id = ${place.importId} and r.kind = '${kind}' and r.source_id = s.source_id
     where s.${owner} = stamps.source_id and r.digest is null)`;
  const conditions = ofTickets.map((kind) => isCarried(kind, kind === 'ticket' ? 'source_id' : 'ticket_id'));
  await db.query(
    `delete from import_stamps where import_id = ${place.importId}
       and source_id in (select source_id from ${stageTable(place, 'ticket')})`,
  );
  await db.query(
    `insert into import_stamps (import_id, source_id, stamp)
     select ${place.importId}, source_id, stamp from ${schemaOf(place)}.stamps where ${conditions.join(' and ')}
     on conflict (import_id, source_id) do update set stamp = excluded.stamp`,
  );
}
