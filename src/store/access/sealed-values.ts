import type { Db } from '../../database/pool';

/** Where sealed values are: what their owner is called, its table, and what each of the columns holds. */
const PLACES: readonly Place[] = [
  {
    owner: 'webhook',
    table: 'webhooks',
    columns: { secret: 'secret', seed: 'seed', old_secret: 'secret', old_seed: 'seed' },
  },
  { owner: 'mailbox', table: 'mailboxes', columns: { secret: 'secret' } },
  {
    owner: 'second-factor',
    table: 'second_factors',
    columns: { secret: 'secret' },
    // Nobody ever sees the id of a second factor.
    known: `'the second factor of ' || coalesce('user ' || user_id, 'administrator ' || staff_id)`,
  },
];

interface Place {
  owner: string;
  table: string;
  columns: Record<string, string>;
  /** An expression for what the operator calls the owner, if that is not its name and its id. */
  known?: string;
}

/** A value that the desk must be able to read, and that nobody else may. */
export interface SealedValue {
  /** Such as `webhook`. */
  owner: string;
  id: number;
  /** What the operator calls the owner, such as `webhook 7`. */
  known: string;
  /** Such as `secret`. */
  what: string;
  value: string;
  table: string;
  column: string;
}

const EACH = PLACES.flatMap(({ owner, table, columns, known = `'${owner} ' || id` }) =>
  Object.entries(columns).map(([column, what]) => ({ owner, table, column, what, known })),
);

/** Lists all values that are sealed, or should be. */
export const listSealedValues = (db: Pick<Db, 'query'>): Promise<SealedValue[]> =>
  db.query(
    `select * from (${EACH.map(
      ({ owner, table, column, what, known }) =>
        `select '${owner}' as owner, id, ${known} as known, '${what}' as what, ${column} as value, '${table}' as "table",
           '${column}' as "column" from ${table} where ${column} is not null`,
    ).join(' union all ')}) found order by owner, id`,
  );

/** Replaces a value, unless it has changed meanwhile. It does not wait: the commit does. */
export const replaceValue = (db: Db, { table, column, id, value }: SealedValue, sealed: string): void =>
  db.send(`update ${table} set ${column} = $1 where id = $2 and ${column} = $3`, [sealed, id, value]);
