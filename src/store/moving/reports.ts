import type { CountedKind } from './counts';
import type { MovingDb } from './place';

/** A finished run. */
interface FinishedRun {
  isDry: boolean;
  startedAt: Date;
  finishedAt: Date;
  /** By kind. */
  counts: Record<string, CountedKind>;
}

/** A line as it is kept. */
export interface KeptLine {
  line: string;
  kind: string;
  sourceId: string;
  title: string;
  reason: string;
  text: string;
  count: number;
}

/** A line of a reason, with how many records all lines of the reason stand for. */
export type ReasonLine = KeptLine & { ofReason: number };

/** Finds a run that is finished; undefined if there is none with this id. */
export async function findFinishedRun(db: MovingDb, runId: number): Promise<FinishedRun | undefined> {
  const [run] = await db.query<FinishedRun>(
    `select is_dry as "isDry", started_at as "startedAt", finished_at as "finishedAt", counts
     from import_runs where id = $1 and finished_at is not null`,
    [runId],
  );
  return run;
}

const LINE = 'line, kind, source_id as "sourceId", title, reason, text, count';

/** Lists the first lines of each reason, the reasons with most records first. */
export const listReasonLines = (db: MovingDb, runId: number, each: number): Promise<ReasonLine[]> =>
  db.query(
    `select ${LINE}, of_reason::int as "ofReason" from (
       select *, row_number() over (reason_of order by id) as place, sum(count) over reason_of as of_reason
       from import_lines where run_id = $1 window reason_of as (partition by line, kind, reason)
     ) numbered where place <= $2
     order by of_reason desc, line, kind, reason, place`,
    [runId, each],
  );

/** Lists lines after one, in the order of their ids. */
export const listLinesAfter = (
  db: MovingDb,
  runId: number,
  after: number,
  most: number,
): Promise<(KeptLine & { id: number })[]> =>
  db.query(`select id, ${LINE} from import_lines where run_id = $1 and id > $2 order by id limit $3`, [
    runId,
    after,
    most,
  ]);
