/** Lives here because it moves whole desks with processes of their own, and compares every field of some hundred tickets. */
import { join } from 'node:path';
import {
  BY_API,
  comparePeople,
  compareTickets,
  EVERYTHING,
  type MovingDesk,
  makeMovingDesk,
  summary,
} from '../support/moving-desk';
import { CREDENTIAL, type OldApi, openOldApi } from '../support/old-desk/api/server';
import { writeAttachments, writeDump } from '../support/old-desk/folder';
import { describeWithMariaDb, type MariaDb, startMariaDb } from '../support/old-desk/mariadb';
import { OldDesk } from '../support/old-desk/old-desk';
import { temporaryFolder } from '../support/temporary-folder';

/** MOVED_TICKETS=10000 is for the record. */
const TICKETS = Number(process.env.MOVED_TICKETS ?? 150);
/** Ten thousand tickets take longer through the API than a test usually may. */
const LIMIT_MS = 300_000 + TICKETS * 200;
const old = new OldDesk(TICKETS);
const folder = temporaryFolder();
const attachments = join(folder, 'attachments');

beforeAll(() => writeAttachments(old, attachments));

describe.each(['mysqldump', 'phpmyadmin'] as const)('a dump of %s', (style) => {
  let desk: MovingDesk;
  beforeAll(async () => {
    desk = await makeMovingDesk();
    await desk.serve();
    const file = join(folder, `${style}.sql`);
    await writeDump(old, file, style);
    await desk.import('--dump', file, '--attachments', attachments);
  });
  afterAll(() => desk?.stop());

  test('carries every field of every ticket', async () => {
    expect(summary(await compareTickets(desk, old, EVERYTHING))).toEqual([]);
  });

  test('carries people and how the desk is set up', async () => {
    expect(summary(await comparePeople(desk, old))).toEqual([]);
  });
});

describeWithMariaDb('a MariaDB', () => {
  let server: MariaDb;
  let desk: MovingDesk;
  beforeAll(async () => {
    server = await startMariaDb();
    await server.load('whmcs', old);
    desk = await makeMovingDesk();
    await desk.serve();
    await desk.import('--mysql', server.url('whmcs'), '--attachments', attachments);
  });
  afterAll(async () => {
    await desk?.stop();
    await server?.stop();
  });

  test('carries every field of every ticket, read by an account that may only read', async () => {
    expect(summary(await compareTickets(desk, old, EVERYTHING))).toEqual([]);
    expect(summary(await comparePeople(desk, old))).toEqual([]);
  });

  test('carries the same from a dump that mariadb-dump makes of it', async () => {
    const file = join(folder, 'mariadb-dump.sql');
    await server.dump('whmcs', file);
    const other = await makeMovingDesk();
    await other.import('--dump', file, '--attachments', attachments);
    const digest = `select md5(string_agg(t::text, ' ' order by id)) from (select id, number, subject, created_at from tickets) t
      union all select md5(string_agg(m::text, ' ' order by id)) from (select id, ticket_id, body, created_at, author_name from messages) m`;
    expect(await other.rows(digest)).toEqual(await desk.rows(digest));
    await other.stop();
  });
});

describe('the API', () => {
  let api: OldApi;
  let desk: MovingDesk;
  beforeAll(async () => {
    api = await openOldApi(old);
    desk = await makeMovingDesk();
    await desk.serve();
    // Every way to fail, and none of them twice in a row.
    const faults = ['too many', 'page', 'garbage', 'cut off', 'maintenance'] as const;
    api.fault = (_, count) => (count % 40 === 17 ? faults[((count / 40) % faults.length) | 0] : undefined);
    await desk.import('--url', api.url, '--identifier', CREDENTIAL.identifier, '--secret', CREDENTIAL.secret);
  }, LIMIT_MS);
  afterAll(async () => {
    await desk?.stop();
    await api?.close();
  });

  test(
    'carries every field that it knows of every ticket',
    async () => {
      expect(summary(await compareTickets(desk, old, BY_API))).toEqual([]);
    },
    LIMIT_MS,
  );
});
