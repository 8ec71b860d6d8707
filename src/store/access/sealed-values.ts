import type { Db } from '../../database/pool';

/** Where sealed values are: what their owner is called, its table, and what each of the columns holds. */
const PLACES = [
  {
    owner: 'webhook',
    table: 'webhooks',
    columns: { secret: 'secret', seed: 'seed', old_secret: 'secret', old_seed: 'seed' },
  },
  { owner: 'mailbox', table: 'mailboxes', columns: { secret: 'secret' } },
  { owner: 'second-factor', table: 'second_factors', columns: { secret: 'secret' } },
];

/** A value that the desk must be able to read, and that nobody else may. */
export interface SealedValue {
  /** Such as `webhook`. */
  owner: string;
  id: number;
  /** Such as `secret`. */
  what: string;
  value: string;
  table: string;
  column: string;
}

const EACH = PLACES.flatMap(({ owner, table, columns }) =>
  Object.entries(columns).map(([column, what]) => ({ owner, table, column, what })),
);

/** Lists all values that are sealed, or should be. */
export const listSealedValues = (db: Pick<Db, 'query'>): Promise<SealedValue[]> =>
  db.query(
    `select * from (${EACH.map(
      ({ owner, table, column, what }) =>
        `select '${owner}' as owner, id, '${what}' as what, ${column} as value, '${table}' as "table",
           '${column}' as "column" from ${table} where ${column} is not null`,
    ).join(' union all ')}) found order by owner, id`,
  );

/** Replaces a value, unless it has changed meanwhile. It does not wait: the commit does. */
export const replaceValue = (db: Db, { table, column, id, value }: SealedValue, sealed: string): void =>
  db.send(`update ${table} set ${column} = $1 where id = $2 and ${column} = $3`, [sealed, id, value]);
