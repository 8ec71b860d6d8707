import { join } from 'node:path';
import type { Sink } from '../../src/moving/source';
import { readMysqlUrl } from '../../src/moving/sources/tables/mysql-address';
import { openDump, openMysql } from '../../src/moving/sources/whmcs/program';
import { readAll, recording } from '../moving/sources/whmcs/recording';
import { MemorySink } from '../support/memory-sink';
import { describeWithMariaDb, type MariaDb, startMariaDb } from '../support/old-desk/mariadb';
import { OldDesk } from '../support/old-desk/old-desk';
import { temporaryFolder } from '../support/temporary-folder';

const ZONE = 'Europe/Rome';
const TICKETS = 150;

/** Everything that was read, in an order of its own: sources may have another. */
function sorted({ records, lines }: ReturnType<typeof recording>) {
  const texts = (list: readonly object[]) => list.map((one) => JSON.stringify(one)).sort();
  return {
    ...Object.fromEntries(Object.entries(records).map(([kind, list]) => [kind, texts(list)])),
    lines: texts(lines),
  };
}

// A server of its own takes seconds to start, so this is no part of npm test.
describeWithMariaDb('a WHMCS in MariaDB', () => {
  let server: MariaDb;
  let live: ReturnType<typeof recording>;

  beforeAll(async () => {
    server = await startMariaDb();
    await server.load('whmcs', new OldDesk(TICKETS), 'mysqldump', ZONE);
    live = await readAll(await openMysql({ url: server.url('whmcs'), timeZone: ZONE }));
  });
  afterAll(() => server?.stop());

  test('is read by somebody who may only read', () => {
    expect(live.records.ticket).toHaveLength(TICKETS);
    expect(live.records.message?.length).toBeGreaterThan(TICKETS);
    expect(live.progress.at(-1)?.[1]).toBeGreaterThan(0);
  });

  test('is opened with a password that the address does not have', async () => {
    const url = server.url('whmcs');
    const { password } = readMysqlUrl(url);
    const source = await openMysql({ url: url.replace(/:[^:@]*@/, '@'), password, timeZone: ZONE });
    await source.close();
    expect(source.label).toBe('WHMCS in the database whmcs at 127.0.0.1');
  });

  test.each([
    [[]],
    [['--skip-extended-insert', '--complete-insert']],
    [['--hex-blob', '--skip-tz-utc']],
    [['--compatible=ansi', '--skip-comments']],
    [['--compact', '--insert-ignore']],
    [['--replace', '--skip-opt', '--create-options']],
  ])('is the same in a dump that mariadb-dump makes with %j', async (options) => {
    const file = join(temporaryFolder(), 'whmcs.sql');
    await server.dump('whmcs', file, ...options);
    const dumped = await readAll(await openDump({ file, timeZone: ZONE }));
    const [one, other] = [sorted(live), sorted(dumped)];
    // In the server's own zone, which is UTC, TIMESTAMP columns look like all others.
    if (options.includes('--skip-tz-utc') || options.includes('--compact')) {
      expect(Object.keys(other)).toEqual(expect.arrayContaining(Object.keys(one)));
      expect(dumped.records.message).toHaveLength(live.records.message?.length ?? 0);
    } else if (options.includes('--compatible=ansi')) {
      // Such a dump may have lost letters, and hides the columns' character sets. These are latin1, and lost none.
      const lost = other.lines.filter((line) => line.includes('The dump was made with --compatible'));
      expect(lost).toHaveLength(1);
      expect({ ...other, lines: other.lines.filter((line) => !lost.includes(line)) }).toEqual(one);
    } else {
      expect(other).toEqual(one);
    }
  });

  test('is read a second time only where something has changed', async () => {
    const readAfter = async (stamps: ReadonlyMap<string, string>): Promise<MemorySink> => {
      const sink = new MemorySink(stamps);
      const source = await openMysql({ url: server.url('whmcs'), timeZone: ZONE });
      await source.read(sink, new AbortController().signal);
      await source.close();
      return sink;
    };
    const first = await readAfter(new Map());
    expect(first.stamps.size).toBe(TICKETS);
    const second = await readAfter(first.stamps);
    expect([second.all('ticket').length, second.unchanged.length]).toEqual([0, TICKETS]);
    // Without a merge or a number that another ticket has.
    const [{ sourceId = '' } = {}] = first.all('ticket').filter(({ mergedIntoId }) => mergedIntoId === null);
    await server.ask(
      `update whmcs.tblticketreplies set message = concat(message, '!') where tid = ${sourceId} limit 1`,
    );
    await server.ask(`update whmcs.tbltickets set title = concat(title, '!') where id = ${sourceId}`);
    const third = await readAfter(first.stamps);
    expect(third.all('ticket').map((ticket) => ticket.sourceId)).toContain(sourceId);
    expect(third.all('ticket').length).toBeLessThan(4);
  });

  test('is read as it was when reading began', async () => {
    const source = await openMysql({ url: server.url('whmcs'), timeZone: ZONE });
    const all = await readAll({
      ...source,
      kinds: source.kinds,
      name: source.name,
      version: source.version,
      file: source.file.bind(source),
      close: source.close.bind(source),
      async read(sink, signal) {
        let isChanged = false;
        await source.read(
          {
            ...sink,
            add: async (kind, record) => {
              if (!isChanged) await server.ask('delete from whmcs.tbltickets where id > 100');
              isChanged = true;
              await sink.add(kind, record);
            },
          },
          signal,
        );
      },
    });
    expect(all.records.ticket).toHaveLength(TICKETS);
    expect(await server.ask('select count(*) from whmcs.tbltickets')).not.toEqual([[String(TICKETS)]]);
  });

  test('is refused in words', async () => {
    const url = server.url('whmcs');
    const open = (address: string) => openMysql({ url: address, timeZone: ZONE });
    await expect(open(url.replace('p%40ss', 'wrong'))).rejects.toThrow(/refuses the user reader with this password$/);
    await expect(open(server.url('nowhere'))).rejects.toThrow(/does not let the user reader read the database nowhere/);
    await expect(open(`${url}?ssl=true`)).rejects.toThrow(
      /offers no TLS: leave ssl out|certificate that cannot be checked/,
    );
    await server.ask("create database empty; grant select on empty.* to 'reader'@'127.0.0.1'");
    await expect(open(server.url('empty'))).rejects.toThrow(
      'The database empty holds no WHMCS: it has no table tbltickets',
    );
  });

  /** A sink that does something at the first record. */
  const atFirst = (work: () => unknown): Sink => {
    let isDone = false;
    return {
      ...recording().sink,
      async add() {
        if (isDone) return;
        isDone = true;
        await work();
      },
    };
  };

  test('stops reading when it is told to', async () => {
    const source = await openMysql({ url: server.url('whmcs'), timeZone: ZONE });
    const stop = new AbortController();
    const sink = atFirst(() => stop.abort(new Error('enough')));
    await expect(source.read(sink, stop.signal)).rejects.toThrow('enough');
    await source.close();
  });

  test('says so when the server ends the connection', async () => {
    const source = await openMysql({ url: server.url('whmcs'), timeZone: ZONE });
    const sink = atFirst(() => server.ask('kill connection user reader'));
    const reading = source.read(sink, new AbortController().signal);
    await expect(reading).rejects.toThrow(/has closed the connection\. Start the import again: it resumes$/);
    await source.close();
  });
});
