import { type MovingDb, type Place, stageTable } from './place';

/** How many records of a kind there are on both sides, and what a run did with them. */
export interface CountedKind {
  /** Read from the old desk. */
  there: number;
  /** Of those, on this desk after the run. */
  here: number;
  added: number;
  changed: number;
  unchanged: number;
  /** This desk had them already. */
  linked: number;
}

/** Counts the records of the kinds that the stage has. */
export async function countStagedKinds(
  db: MovingDb,
  place: Place,
  kinds: readonly string[],
): Promise<(CountedKind & { kind: string })[]> {
  if (kinds.length === 0) return [];
  const selects = kinds.map(
    (kind) => `select '${kind}' as kind, count(*)::int as there, count(r.target_id)::int as here,
       count(*) filter (where r.run_id = ${place.runId} and r.way <> 'linked')::int as added,
       count(c.source_id) filter (where r.run_id <> ${place.runId})::int as changed,
       count(*) filter (where r.run_id <> ${place.runId} and r.way <> 'linked' and c.source_id is null)::int as unchanged,
       count(*) filter (where r.way = 'linked')::int as linked
     from ${stageTable(place, kind)} s
     left join import_records r on r.import_id = ${place.importId} and r.kind = '${kind}' and r.source_id = s.source_id
     left join import_changes c on c.run_id = ${place.runId} and c.kind = '${kind}' and c.source_id = s.source_id`,
  );
  return db.query(selects.join(' union all '));
}
