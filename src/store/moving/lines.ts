import { type MovingDb, type Place, stageTable, withWords } from './place';

/** A line of the report to keep. */
interface NewLine {
  line: string;
  kind: string;
  sourceId: string;
  title?: string;
  reason: string;
  text: string;
  count?: number;
}

/** Keeps lines. One that the run has already is kept once. */
export async function insertLines(db: MovingDb, { runId }: Place, isRead: boolean, lines: NewLine[]): Promise<void> {
  if (lines.length === 0) return;
  await db.query(
    `insert into import_lines (run_id, is_read, line, kind, source_id, title, reason, text, count)
     select $1, $2, l.line, l.kind, l."sourceId", coalesce(l.title, ''), l.reason, l.text, coalesce(l.count, 1)
     from json_to_recordset($3) as l (line text, kind text, "sourceId" text, title text, reason text, text text, count int)
     on conflict do nothing`,
    [runId, isRead, JSON.stringify(lines)],
  );
}

/** Forgets what was said before: by comparing, and by reading too if everything is read again. */
export async function forgetLines(db: MovingDb, { runId }: Place, alsoRead: boolean): Promise<void> {
  await db.query('delete from import_lines where run_id = $1 and (not is_read or $2)', [runId, alsoRead]);
}

/** Keeps the lines that a carrier's SQL selects. */
export async function selectLines(db: MovingDb, place: Place, kind: string, sql: string): Promise<void> {
  await db.query(
    `insert into import_lines (run_id, is_read, line, kind, source_id, title, reason, text, count)
     select ${place.runId}, false, l->>'line', '${kind}', coalesce(l->>'source_id', ''), coalesce(l->>'title', ''),
       l->>'reason', l->>'text', coalesce((l->>'count')::int, 1)
     from (select to_jsonb(x) as l from (${withWords(sql, place)}) x) lines
     on conflict do nothing`,
  );
}

/** Says of records that were not carried, and of which nothing says why, that they stay. */
export async function sayWhatStays(db: MovingDb, place: Place, kind: string): Promise<void> {
  await db.query(
    `insert into import_lines (run_id, is_read, line, kind, source_id, reason, text)
     select ${place.runId}, false, 'stays', '${kind}', s.source_id, 'not carried',
       'It refers to something that is not here, so it cannot be carried.'
     from ${stageTable(place, kind)} s
     where not exists (select from import_records r
         where r.import_id = ${place.importId} and r.kind = '${kind}' and r.source_id = s.source_id)
       and not exists (select from import_lines l
         where l.run_id = ${place.runId} and l.kind = '${kind}' and l.source_id = s.source_id and l.line = 'stays')
     on conflict do nothing`,
  );
}

/** Gives lines about a ticket, or something of it, the ticket's number here, where they have no title. */
export async function nameTickets(db: MovingDb, { importId, runId }: Place): Promise<void> {
  await db.query(
    `update import_lines l set title = t.number
     from import_records r
       join import_records o on o.import_id = r.import_id and o.kind = 'ticket' and o.source_id = r.owner_id
       join tickets t on t.id = o.target_id
     where l.run_id = ${runId} and l.title = '' and l.source_id <> '' and l.kind in ('ticket', 'message', 'note', 'attachment')
       and r.import_id = ${importId} and r.kind = l.kind and r.source_id = l.source_id`,
  );
}
