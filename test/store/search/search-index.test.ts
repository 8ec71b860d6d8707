import type { Db } from '../../../src/database/pool';
import { indexMarked } from '../../../src/store/search/search-index';
import { useWorld } from '../../support/world';

const world = useWorld();

const openTickets = (count: number): Promise<unknown> =>
  world.change(
    `insert into tickets (number, access_code, department_id, subject, status_id, priority_id, opener_kind, requester_name,
       requester_email, created_at, updated_at, last_reply_at)
     select gen_random_uuid(), 'x', 1, 'A printer', 1, 1, 'guest', '', 'a@example.com', now(), now(), now()
     from generate_series(1, $1)`,
    [count],
  );

/** A node of a plan as `explain (analyze, format json)` shows it. */
interface Node {
  'Rows Removed by Join Filter'?: number;
  Plans?: Node[];
}

const nodes = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodes)];

it('compares no mark with each ticket of a batch, even if there were few marks when statistics were gathered', async () => {
  await openTickets(1000);
  await world.change('delete from search_marks');
  await world.change('analyze search_marks');
  await openTickets(1000);
  const compared: number[] = [];
  await world.desk.database.transaction('write', (db) =>
    indexMarked({
      async query<Row>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
        if (!text.includes('indexed_words')) return db.query<Row>(text, values);
        const [row] = await db.query<{ 'QUERY PLAN': { Plan: Node }[] }>(
          `explain (analyze, format json) ${text}`,
          values,
        );
        compared.push(...nodes(row!['QUERY PLAN'][0]!.Plan).map((node) => node['Rows Removed by Join Filter'] ?? 0));
        return [];
      },
    } satisfies Pick<Db, 'query'>),
  );
  expect(compared).not.toEqual([]);
  expect(Math.max(...compared)).toBe(0);
});
