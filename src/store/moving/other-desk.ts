import { type MovingDb, type Place, schemaOf, stageTable } from './place';

/** How many tickets of earlier runs the source has again, and of how many of them it says something else. */
interface KnownTickets {
  known: number;
  others: number;
}

/** Between the time zones that are farthest apart. */
const FARTHEST_ZONES_S = 26 * 60 * 60;

/**
 * Compares what a ticket never changes with what an earlier run carried by the same id. Both must differ: numbers of carried
 * tickets may be new here, and dates are hours away if the time zone was set meanwhile.
 */
export async function compareKnownTickets(db: MovingDb, place: Place): Promise<KnownTickets> {
  const [found] = await db.query<KnownTickets>(
    `select (count(*) + (select count(*) from ${schemaOf(place)}.unchanged_tickets))::int as known,
       (count(*) filter (where t.number <> btrim(s.number)
         and abs(extract(epoch from t.created_at - s.created_at)) > ${FARTHEST_ZONES_S}))::int as others
     from ${stageTable(place, 'ticket')} s
     join import_records r on r.import_id = ${place.importId} and r.kind = 'ticket' and r.source_id = s.source_id
       and r.way <> 'linked'
     join tickets t on t.id = r.target_id`,
  );
  return found ?? { known: 0, others: 0 };
}

/** Forgets a run that has carried nothing. */
export async function forgetRun(db: MovingDb, { runId }: Place): Promise<void> {
  await db.query(`delete from import_runs where id = ${runId}`);
}
