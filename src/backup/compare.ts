import { setZone } from '../database/server-backup';
import type { SingleConnection } from '../database/single-connection';
import {
  type ComparedTable,
  countHalves,
  type Fingerprint,
  fingerprint,
  fingerprintRows,
  listComparedTables,
} from '../store/desk/fingerprints';
import { BackupRefused } from './refused';

type Single = Pick<SingleConnection, 'query'>;

/** The three states that a backup is checked against. */
interface Compared {
  /** As the desk was when the backup began. */
  before: Single;
  restored: Single;
  /** As the desk is now. Undefined if the backup must be the same as `before`. */
  live: Single | undefined;
}

/**
 * Checks that a restored backup has every row that was there when the backup began, unless somebody has changed or
 * deleted it since, and that nothing in it is half.
 *
 * @returns how many tables and rows were compared
 * @throws BackupRefused `The backup is not whole: <the table and how many of its rows>`
 */
export async function compare(
  states: Compared,
  onTable: (name: string) => void,
): Promise<{ tables: number; rows: number }> {
  let rows = 0;
  await setZone(states.restored);
  if (states.live) await setZone(states.live);
  const tables = await listComparedTables(states.before);
  for (const table of tables) {
    onTable(table.name);
    const [before, restored] = await Promise.all([
      fingerprint(states.before, table),
      fingerprint(states.restored, table).catch((error: Error) => {
        throw new BackupRefused(`The backup is not whole: ${table.name}: ${error.message}`);
      }),
    ]);
    rows += countRows(before);
    const differing = [...before].filter(([group, sum]) => restored.get(group) !== sum).map(([group]) => group);
    let wrong = 0;
    for (const group of differing) wrong += await countWrong(states, table, group);
    if (wrong > 0)
      throw new BackupRefused(`The backup is not whole: ${wrong} rows of ${table.name} are missing or different`);
  }
  const [halvesBefore, halves] = [await countHalves(states.before), await countHalves(states.restored)];
  if (halves.tickets > halvesBefore.tickets || halves.files > halvesBefore.files) {
    throw new BackupRefused(
      `The backup is not whole: ${halves.tickets} tickets lack their first message, ${halves.files} files their bytes`,
    );
  }
  return { tables: tables.length, rows };
}

const countRows = (sums: Fingerprint): number =>
  [...sums.values()].reduce((total, sum) => total + Number.parseInt(sum, 10), 0);

async function countWrong({ before, restored, live }: Compared, table: ComparedTable, group: string): Promise<number> {
  const [then, copy, now] = await Promise.all([
    fingerprintRows(before, table, group),
    fingerprintRows(restored, table, group),
    live && fingerprintRows(live, table, group),
  ]);
  const isWrong = ([key, sum]: [string, string]): boolean =>
    copy.get(key) !== sum && (now === undefined || now.get(key) === sum);
  return [...then].filter(isWrong).length;
}
