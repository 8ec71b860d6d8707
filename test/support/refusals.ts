import { join } from 'node:path';
import { readSchema } from '../../src/calls/read-schema';
import type { Schema } from '../../src/calls/schema';
import documentedErrors from '../fixtures/documented-errors.json';
import type { World } from './world';

/** One call that must be refused. */
export interface Refusal {
  message: string;
  /** What is sent; a function where it needs rows of the world. */
  params: Record<string, unknown> | (() => Record<string, unknown> | Promise<Record<string, unknown>>);
  /** What is wrong with it, where the message alone does not tell. */
  because?: string;
  /** What goes on around the call. */
  during?: <T>(call: () => Promise<T>) => Promise<T>;
  /** Another world than the others', where the desk's own settings are what refuses. */
  world?: World;
}

export const schemaOf = (action: string): Schema => readSchema(join(__dirname, '..', '..', 'schemas'), action);

/**
 * Tests an action's table of refusals: that it has every text that the schema lists and that is documented, and that
 * each call is answered with its text and nothing else, and changes nothing.
 */
export function testRefusals(world: World, action: string, table: Refusal[]): void {
  describe('refuses', () => {
    const documented = (documentedErrors as Record<string, string[]>)[action] ?? [];
    const texts = [...new Set([...documented, ...schemaOf(action)['x-refusals']])];
    test('has a row for every text that is documented or listed', () => {
      expect(texts.filter((text) => !table.some(({ message }) => patternOf(text).test(message)))).toEqual([]);
    });

    if (table.length === 0) return;
    test.each(table.map((row) => ({ ...row, name: row.because ? `${row.message} (${row.because})` : row.message })))(
      '$name',
      async ({ message, params, world: own = world, during = (call) => call() }) => {
        const sent = typeof params === 'function' ? await params() : params;
        const content = await contentOf(own);
        expect(await during(() => own.call(action, sent))).toEqual({ result: 'error', message });
        expect(await contentOf(own)).toEqual(content);
      },
    );
  });
}

/**
 * In a listed text, `xxx` stands for whatever the desk has; the documents write it with one x, or three and more, and a
 * list as `x, x...,`.
 */
export function patternOf(text: string): RegExp {
  const parts = text.split(/x, x\.\.\.,|x{3,}|\bx\b/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`, 's');
}

const tablesOf = new WeakMap<World, string[]>();

/** How many rows every table holds, and a digest of them: an update that should not have been shows in the digest. */
export async function contentOf(world: World): Promise<unknown> {
  const tables = tablesOf.get(world) ?? Object.keys(await world.counts());
  tablesOf.set(world, tables);
  const selects = tables.map(
    (table) => `select '${table}' as name, count(*), sum(hashtextextended(r::text, 0)) as digest from ${table} r`,
  );
  // Prepared, because planning it takes longer than running it.
  return world.desk.database.transaction('read', (db) => db.query(`${selects.join(' union all ')} order by name`));
}
