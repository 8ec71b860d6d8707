import { type MovingDb, type Place, schemaOf, stageTable } from './place';

/** Whether tickets count as unchanged, so that the stage has nothing of them. */
export async function hasUnchanged(db: MovingDb, place: Place): Promise<boolean> {
  const [row] = await db.query<{ some: boolean }>(
    `select exists (select from ${schemaOf(place)}.unchanged_tickets) as some`,
  );
  return row?.some ?? false;
}

/**
 * Says which records of a kind an earlier run carried and the source no longer has. Without those of unchanged tickets, of
 * tickets that the source has and could not read, and those that it has under another id.
 */
export async function sayWhatIsGone(db: MovingDb, place: Place, kind: string): Promise<void> {
  await db.query(
    `insert into import_lines (run_id, is_read, line, kind, source_id, reason, text)
     select ${place.runId}, false, 'gone', r.kind, r.source_id, 'no longer in the old desk',
       'An earlier run carried it, and the old desk no longer has it. It stays here.'
     from import_records r
     where r.import_id = ${place.importId} and r.kind = '${kind}' and r.way <> 'linked' and r.target_id is not null
       and not exists (select from ${stageTable(place, kind)} s where s.source_id = r.source_id)
       and not exists (select from import_records o join ${stageTable(place, kind)} s on s.source_id = o.source_id
         where o.import_id = r.import_id and o.kind = r.kind and o.way = 'linked' and o.target_id = r.target_id
           and o.second_id is not distinct from r.second_id)
       and (r.owner_id is null
         or not exists (select from ${schemaOf(place)}.unchanged_tickets u where u.source_id = r.owner_id)
           and not exists (select from import_lines l
             where l.run_id = ${place.runId} and l.is_read and l.line = 'stays' and l.kind = 'ticket'
               and l.source_id = r.owner_id))
     on conflict do nothing`,
  );
}

/** The kinds of which runs have carried records. */
export async function listCarriedKinds(db: MovingDb, { importId }: Place): Promise<Set<string>> {
  const rows = await db.query<{ kind: string }>(
    `select distinct kind from import_records where import_id = ${importId}`,
  );
  return new Set(rows.map(({ kind }) => kind));
}

/** Whether runs have carried records of a kind. */
export async function isCarried(db: MovingDb, { importId }: Place, kind: string): Promise<boolean> {
  const [row] = await db.query<{ some: boolean }>(
    `select exists (select from import_records where import_id = ${importId} and kind = '${kind}') as some`,
  );
  return row?.some ?? false;
}
