/** Lives here because it starts a MariaDB. */
import { join } from 'node:path';
import { openDump, openMysql } from '../../src/moving/sources/osticket/program';
import { readAll, type recording } from '../moving/sources/whmcs/recording';
import { describeWithMariaDb, type MariaDb, startMariaDb } from '../support/old-desk/mariadb';
import { OSTICKET, writeOsTicket } from '../support/osticket';
import { temporaryFolder } from '../support/temporary-folder';

/** Everything that was read, in an order of its own: sources may have another. */
const sorted = ({ records, lines }: ReturnType<typeof recording>) =>
  [
    ...Object.entries(records).flatMap(([kind, list]) => list.map((one) => JSON.stringify([kind, one]))),
    ...lines.map((line) => JSON.stringify(line)),
  ].sort();

describeWithMariaDb('an osTicket in MariaDB', () => {
  let server: MariaDb;
  const options = { timeZone: 'UTC', prefix: 'ost_' };

  beforeAll(async () => {
    server = await startMariaDb();
    await server.loadDump('osticket', [OSTICKET]);
  });
  afterAll(() => server?.stop());

  test('says the same as its dumps', async () => {
    const live = await readAll(await openMysql({ url: server.url('osticket'), ...options }));
    expect(live.records.ticket).toHaveLength(4);
    const ours = await readAll(await openDump({ file: writeOsTicket(), ...options }));
    expect(sorted(ours)).toEqual(sorted(live));
    for (const how of [[], ['--hex-blob', '--skip-extended-insert']]) {
      const file = join(temporaryFolder(), 'osticket.sql');
      await server.dump('osticket', file, ...how);
      expect(sorted(await readAll(await openDump({ file, ...options })))).toEqual(sorted(live));
    }
  });

  test('hands out the files that it keeps', async () => {
    const source = await openMysql({ url: server.url('osticket'), ...options });
    const place = { sourceId: 'message:t101:1', filename: 'my report.pdf', place: 'D:2:9' };
    const { signal } = new AbortController();
    expect((await source.file(place, signal))?.toString('latin1')).toBe("%PDF--2\\'");
    expect(await source.file({ ...place, place: 'D:99:9' }, signal)).toBeUndefined();
    await source.close();
  });

  test('may have names in upper case', async () => {
    await server.loadDump('upper', [OSTICKET.replaceAll('`ost_', '`OST_')]);
    const source = await openMysql({ url: server.url('upper'), ...options });
    const place = { sourceId: 'message:t101:1', filename: 'my report.pdf', place: 'D:2:9' };
    expect((await source.file(place, new AbortController().signal))?.length).toBe(9);
    await source.close();
  });

  test('is told from another database', async () => {
    await server.loadDump('other', ['create table t (id int);']);
    await expect(openMysql({ url: server.url('other'), ...options })).rejects.toThrow(
      'The database other holds no osTicket: it has no table ost_thread_entry',
    );
  });
});
