import type { Db } from '../../src/database/pool';
import { giveSignOfLife } from '../../src/store/deliveries/claims';
import { isAnyToWake } from '../../src/store/tickets/planning';
import { manyTickets } from '../support/many-tickets';
import { useWorld } from '../support/world';

const world = useWorld();

const MANY = 5000;

/** A node of a plan as `explain (analyze, format json)` shows it. */
interface Node {
  'Node Type': string;
  'Rows Removed by Filter'?: number;
  Plans?: Node[];
}

const nodes = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodes)];

/** Runs statements that read a table. @returns how many of its rows were read in vain */
async function readInVain(table: string, work: (db: Db) => unknown): Promise<number> {
  const explained: { text: string; values: readonly unknown[] }[] = [];
  const note = (text: string, values: readonly unknown[] = []) => {
    if (text.includes(` ${table} `)) explained.push({ text, values });
  };
  const listening = {
    query: async (text: string, values?: readonly unknown[]) => {
      note(text, values);
      return [];
    },
    send: note,
  };
  await work(listening as never);
  expect(explained).not.toEqual([]);
  let removed = 0;
  for (const { text, values } of explained) {
    const [row] = await world.change<{ 'QUERY PLAN': { Plan: Node }[] }>(
      `explain (analyze, format json) ${text}`,
      Array.from(values),
    );
    for (const node of nodes(row!['QUERY PLAN'][0]!.Plan)) removed += node['Rows Removed by Filter'] ?? 0;
  }
  return removed;
}

// As on a new desk: autovacuum gathers the first statistics after a while.
beforeAll(async () => {
  for (const table of ['tickets', 'deliveries']) {
    await world.change(`alter table ${table} set (autovacuum_enabled = false)`);
  }
  await manyTickets(world, MANY);
  await world.change(
    `insert into deliveries (listener, event, sequence, state, due_at, created_at, finished_at)
     select 'webhook 1', 'TicketOpen', n, 'delivered', now(), now(), now() from generate_series(1, $1::int) n`,
    [MANY],
  );
});

test.each<[string, string, (db: Db) => unknown]>([
  ['snoozed tickets', 'tickets', (db) => isAnyToWake(db, world.now)],
  [
    'what ended processes have left',
    'deliveries',
    (db) => giveSignOfLife(db, '00000000-0000-4000-8000-000000000000', world.now),
  ],
])('a new desk is not read whole for %s', async (_what, table, work) => {
  expect(await readInVain(table, work)).toBe(0);
});
