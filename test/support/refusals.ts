import { join } from 'node:path';
import { readSchema } from '../../src/calls/read-schema';
import type { Schema } from '../../src/calls/schema';
import documentedErrors from '../fixtures/documented-errors.json';
import { readTables, rowsByCalls, type World } from './world';

/** A call that must be refused. */
export interface Refusal {
  message: string;
  /** The parameters; a function if they need rows of the world. */
  params: Record<string, unknown> | (() => Record<string, unknown> | Promise<Record<string, unknown>>);
  /** What is wrong with the call, if the message alone does not tell. */
  because?: string;
  /** Wraps the call, for example to hold a lock meanwhile. */
  during?: <T>(call: () => Promise<T>) => Promise<T>;
  /** Calls in another way than as the program itself. */
  call?: World['call'];
  /** The administrator who calls; a function makes one. Otherwise, the program itself does. */
  admin?: string | (() => Promise<string>);
  /** Another world, if the refusal depends on the desk's settings. */
  world?: World;
}

export const schemaOf = (action: string): Schema => readSchema(join(__dirname, '..', '..', 'schemas'), action);

/**
 * Tests an action's refusals: that the table has every text that is documented or listed in the schema, and that each
 * call is answered with its text alone and changes nothing.
 */
export function testRefusals(world: World, action: string, table: Refusal[]): void {
  describe('refuses', () => {
    const documented = (documentedErrors as Record<string, string[]>)[action] ?? [];
    const texts = [...new Set([...documented, ...schemaOf(action)['x-refusals']])];
    test('has a row for every documented or listed text', () => {
      expect(texts.filter((text) => !table.some(({ message }) => patternOf(text).test(message)))).toEqual([]);
    });

    test('lists the text of every row in the schema', () => {
      // The texts for a parameter of the wrong type or size follow from the schema, so it does not list them.
      const own = table.map(({ message }) => message).filter((message) => !message.startsWith('Parameter "'));
      const listed = [...texts].map(patternOf);
      expect(own.filter((message) => !listed.some((pattern) => pattern.test(message)))).toEqual([]);
    });

    if (table.length === 0) return;
    test.each(table.map((row) => ({ ...row, name: row.because ? `${row.message} (${row.because})` : row.message })))(
      '$name',
      async ({ message, params, admin, world: own = world, call = own.call, during = (run) => run() }) => {
        const sent = typeof params === 'function' ? await params() : params;
        const as = typeof admin === 'function' ? await admin() : admin;
        const content = await contentOf(own);
        expect(await during(() => call(action, sent, as))).toEqual({ result: 'error', message });
        expect(await contentOf(own)).toEqual(content);
      },
    );
  });
}

/**
 * Makes a pattern of a listed text, in which `xxx` stands for what the desk has. The documentation writes one x, or
 * three and more, and `x, x...,` for a list.
 */
export function patternOf(text: string): RegExp {
  const parts = text.split(/x, x\.\.\.,|x{3,}|\bx\b/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`, 's');
}

const tablesOf = new WeakMap<World, string[]>();

/** The number of rows in every table, and a digest of them, which shows unwanted updates. */
export async function contentOf(world: World): Promise<unknown> {
  const tables = tablesOf.get(world) ?? Object.keys(await world.counts());
  tablesOf.set(world, tables);
  const select = (table: string) =>
    `select '${table}' as name, count(*), sum(hashtextextended(r::text, 0)) as digest from ${rowsByCalls(table)}`;
  return world.desk.database.transaction('read', (db) => readTables(db, tables, select));
}
