import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { seen } from '../support/old-desk/dump';
import { describeWithMariaDb, type MariaDb, startMariaDb } from '../support/old-desk/mariadb';
import { OldDesk } from '../support/old-desk/old-desk';
import { HIGH } from '../support/old-desk/texts';
import { temporaryFolder } from '../support/temporary-folder';

/** The bytes of a text in a column of latin1. */
const bytesOf = (text: string): Buffer =>
  Buffer.from(
    [...text].map((letter) => (HIGH.includes(letter) ? 0x80 + HIGH.indexOf(letter) : (letter.codePointAt(0) ?? 0))),
  );

// MariaDB takes seconds to start, and is not everywhere.
describeWithMariaDb('a made-up WHMCS in MariaDB', () => {
  const desk = new OldDesk(700);
  let server: MariaDb;
  beforeAll(async () => {
    server = await startMariaDb();
    await server.load('whmcs', desk);
    await server.load('admin', desk, 'phpmyadmin');
  });
  afterAll(() => server?.stop());

  test.each(desk.tables.map(({ name }) => name))('%s is the same in both styles', async (name) => {
    const [[, one], [, other]] = (await server.ask(`checksum table whmcs.${name}, admin.${name}`)) as [
      string[],
      string[],
    ];
    expect(one).toMatch(/^\d+$/);
    expect(other).toBe(one);
  });

  test.each(desk.tables.map((table) => [table.name, table] as const))('%s has what was said', async (name, table) => {
    const columns = table.columns.map((column) => `hex(\`${column.name}\`)`);
    const stored = await server.ask(`select ${columns.join(', ')} from whmcs.${name} order by 1`);
    const hex = (text: string | number | Buffer | null, storage: string): string => {
      if (text === null) return 'NULL';
      if (Buffer.isBuffer(text)) return text.toString('hex').toUpperCase();
      const bytes = storage.startsWith('latin1') ? bytesOf(String(text)) : Buffer.from(String(text));
      return bytes.toString('hex').toUpperCase();
    };
    const said = [...desk.rows(table)].map((row) =>
      table.columns.map((column) => {
        const value = seen(row[column.name], column, table, 'UTC');
        return column.type === 'number' ? undefined : hex(value, column.type === 'text' ? table.storage : '');
      }),
    );
    const texts = stored.map((row) =>
      row.map((value, at) => (table.columns[at]?.type === 'number' ? undefined : value)),
    );
    const key = (row: unknown[]) => row.join();
    expect(texts.map(key).sort()).toEqual(said.map(key).sort());
  });

  test('its own dump has the same text', async () => {
    const file = join(temporaryFolder(), 'dump.sql');
    await server.dump('whmcs', file);
    const text = readFileSync(file, 'utf8');
    expect(text).toContain('I typed &amp;amp; and &amp;lt;br&amp;gt;');
    expect(text).toContain('CHARSET=latin1');
  });
});
