import { PEOPLE_CARRIERS } from '../../src/moving/carriers/people';
import { runImport } from '../../src/moving/run';
import { undoImport } from '../../src/moving/undo';
import { createTestDatabase, type TestDatabase } from './database';
import { type OldRecords, oldDesk } from './old-records';
import { useWorld, type World } from './world';

/** A line of the report. */
export interface SaidLine {
  line: string;
  kind: string;
  source_id: string;
  reason: string;
  text: string;
  count: number;
}

interface MovingIn {
  world: World;
  /**
   * Moves an old desk in, by the carriers of people.
   *
   * @param source a name: the same one is a later run of the same desk
   * @returns the lines of the report
   */
  move(source: string, records: OldRecords, more?: Partial<Parameters<typeof runImport>[2]>): Promise<SaidLine[]>;
  /** Takes the last run back. */
  undo(): Promise<number>;
}

/** A desk that old desks are moved into. */
export function useMovingIn(): MovingIn {
  let database: TestDatabase;
  const world = useWorld(undefined, async () => {
    database = await createTestDatabase();
    return database;
  });
  return {
    world,
    async move(source, records, more = {}) {
      const { runId } = await runImport(database.connection, oldDesk(records, { name: source }), {
        ...{ carriers: PEOPLE_CARRIERS, now: () => world.now, ...more },
      });
      return world.rows('select * from import_lines where run_id = $1 order by kind, reason, source_id', [runId]);
    },
    undo: () => undoImport(database.connection, { carriers: PEOPLE_CARRIERS, now: () => world.now }),
  };
}

/** Which records of a kind lines are about, by what they say. */
export function about(lines: readonly SaidLine[], kind: string): Record<string, string[]> {
  const found: Record<string, string[]> = {};
  for (const line of lines.filter((one) => one.kind === kind)) {
    const said = `${line.line}: ${line.reason}`;
    found[said] = [...(found[said] ?? []), line.source_id || `all ${line.count}`];
  }
  return found;
}

/** The rows of a list in an answer, such as `clients.client`. */
export async function listOf(
  world: World,
  action: string,
  params: object,
  path: string,
): Promise<Record<string, unknown>[]> {
  let found: unknown = await world.done(action, params as Record<string, unknown>);
  for (const name of path.split('.')) found = (found as Record<string, unknown>)[name];
  return found as Record<string, unknown>[];
}
