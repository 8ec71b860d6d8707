import { type MovingDb, type Place, schemaOf, stageTable } from './place';

/** How many records of a kind there are on both sides, and what a run did with them. */
export interface CountedKind {
  /** In the old desk: those that were read, and those of tickets that count as unchanged. */
  there: number;
  /** Of those, on this desk after the run. */
  here: number;
  added: number;
  changed: number;
  unchanged: number;
  /** This desk had them already. */
  linked: number;
}

/** Counts the records of some kinds that the stage has. */
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

/** Counts the records of tickets that count as unchanged, of which the stage has nothing, by kind. */
export const countUnchanged = (
  db: MovingDb,
  place: Place,
  kinds: readonly string[],
): Promise<(CountedKind & { kind: string })[]> =>
  db.query(
    `select r.kind, count(*)::int as there, count(r.target_id)::int as here, 0 as added, 0 as changed,
       count(*) filter (where r.way <> 'linked')::int as unchanged, count(*) filter (where r.way = 'linked')::int as linked
     from import_records r join ${schemaOf(place)}.unchanged_tickets u on u.source_id = r.owner_id
     where r.import_id = $1 and r.kind = any($2) group by r.kind`,
    [place.importId, kinds],
  );
