import type { Context } from '../src/calls/action';
import { readConfig } from '../src/config';
import { type Connection, type Db, openPool } from '../src/database/pool';
import type { LookUpTogether } from '../src/database/together';
import { loadActions } from '../src/desk/desk';
import type { Question } from './reading-questions';

/**
 * Prints the plan of every statement of a call, explained in the call's own transaction under the settings made there.
 *
 * @returns false when a plan reads a large table from end to end.
 */
export async function explainCalls(
  connection: Connection,
  questions: Question[],
  bigTables: Set<string>,
): Promise<boolean> {
  const config = readConfig();
  const database = openPool(connection, { ...config.database, statementTimeoutMs: 60_000 }, () => {});
  const actions = loadActions();
  let good = true;
  try {
    for (const { name, calls } of questions) {
      const [call] = calls;
      const action = call && actions.find(call.action ?? '');
      if (call === undefined || action === undefined) continue;
      const plans = await database.transaction('read', async (db) => {
        const seen: string[] = [];
        const caller = { staff: null, clientId: null, departmentIds: null } as unknown as Context['caller'];
        const context = { db: explaining(db, seen), caller, now: new Date(), desk: config.desk } as unknown as Context;
        await action.run(typed(call), context, undefined);
        return seen;
      });
      const scans = plans.flatMap((plan) => [...plan.matchAll(/Seq Scan on (\w+)/g)].map((match) => match[1] ?? ''));
      const bad = scans.filter((table) => bigTables.has(table));
      good &&= bad.length === 0;
      const verdict = bad.length === 0 ? 'no large table from end to end' : `READS ${bad.join(', ')} FROM END TO END`;
      console.log(`\n== ${name}: ${verdict}\n${JSON.stringify(call)}\n${plans.join('\n--\n')}`);
    }
  } finally {
    await database.close();
  }
  return good;
}

/** Converts numbers as the door would. */
const typed = ({ action: _, ...params }: Record<string, string>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(params).map(([name, value]) => [
      name,
      /^(limit\w+|deptid|clientid|ticketid)$/.test(name) ? Number(value) : value,
    ]),
  );

/** Runs every statement and collects its plan. Statements that are only sent pass through. */
function explaining(db: Db, seen: string[]): Db {
  const run = async <Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> => {
    const rows = await db.queryOnce<Row>(text, values);
    if (/set_config/.test(text)) return rows;
    const plan = await db.queryOnce<Record<'QUERY PLAN', string>>(`explain (analyze, buffers) ${text}`, values);
    seen.push(plan.map((line) => line['QUERY PLAN']).join('\n'));
    return rows;
  };
  return {
    ...db,
    query: run,
    queryOnce: run,
    lookUpTogether: async <Key, Found>(kind: LookUpTogether<Key, Found>, key: Key) =>
      (await kind.lookUp({ query: run }, [key]))[0] as Found,
    send: (text, values) => db.send(text, values),
  };
}
