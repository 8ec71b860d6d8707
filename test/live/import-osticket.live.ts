/** Lives here because it starts the program a dozen times. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { urlOf } from '../support/database';
import { type MovingDesk, makeMovingDesk } from '../support/moving-desk';
import { OSTICKET, PASSWORDS, writeOsTicket, writeOsTicketFiles } from '../support/osticket';
import { startProgram } from '../support/program';
import { temporaryFolder } from '../support/temporary-folder';

const FILES = ['--attachments', writeOsTicketFiles()];
let desk: MovingDesk;

beforeAll(async () => {
  desk = await makeMovingDesk('osticket');
});
afterAll(() => desk?.stop());

const counts = async (dump: string, ...options: string[]) => {
  const printed = await desk.import('--json', '--dump', writeOsTicket(dump), ...FILES, ...options);
  const kinds = JSON.parse(printed) as { kind: string; added: number; changed: number; unchanged: number }[];
  return Object.fromEntries(kinds.map(({ kind, added, changed, unchanged }) => [kind, [added, changed, unchanged]]));
};

test('an osTicket is tried out, moved in, moved again and taken back', async () => {
  const report = join(temporaryFolder(), 'report');
  expect(await counts(OSTICKET, '--dry-run', '--report', report)).toMatchObject({ ticket: [4, 0, 0] });
  const lines = readFileSync(join(report, 'lines.csv'), 'utf8');
  expect(lines).toContain('linked to another');
  // Something that is so of every ticket is one line.
  expect(lines.match(/These tickets have no access code.*,(\d+)\r?$/m)?.[1]).toBe('4');
  expect(await desk.rows('select from tickets')).toEqual([]);

  expect(await counts(OSTICKET)).toMatchObject({ ticket: [4, 0, 0], message: [6, 0, 0], attachment: [6, 0, 0] });
  const ticket = await desk.call('GetTicket', { ticketnum: '100001' });
  expect(ticket).toMatchObject({
    ...{
      tid: '100001',
      deptname: 'Support / Network',
      status: 'Answered',
      subject: 'Mail & DNS',
      cc: 'gus@example.com',
    },
    tags: { tag: ['Billing / Refunds'] },
  });
  expect(await desk.call('GetTicketAttachment', { relatedid: '102', type: 'ticket', index: '0' })).toMatchObject({
    filename: 'on-disk.txt',
    data: Buffer.from('hello').toString('base64'),
  });
  expect(await desk.call('ValidateLogin', { email: 'ann@example.com', password2: PASSWORDS.ann })).toMatchObject({
    result: 'success',
  });
  // Nobody is told of what happened long ago.
  expect(await desk.rows('select from emails')).toEqual([]);

  const later = OSTICKET.replace(
    "(41,0,4,1,0,'R'",
    "(42,0,2,0,3,'M',64,'Gus Guest',NULL,NULL,'Email',NULL,'One more thing','text','',NULL,NULL,'2026-03-09 10:00:00','0000-00-00 00:00:00'),\n(41,0,4,1,0,'R'",
  )
    // An answer that was edited, and is not there twice.
    .replace("(22,21,2,9,0,'R',64,", "(22,21,2,9,0,'R',4,")
    .replace(
      "(41,0,4,1,0,'R'",
      "(43,22,2,9,0,'R',66,'Max Gone',1,'S','',NULL,'<p>Farewell</p>','html','',NULL,NULL,'2026-03-02 11:00:00','2026-03-09 11:00:00'),\n(41,0,4,1,0,'R'",
    );
  expect(await counts(later)).toMatchObject({ ticket: [0, 1, 3], message: [1, 1, 5], client: [0, 0, 2] });
  expect(await desk.rows("select body from messages where body ~ 'Bye|Farewell'")).toEqual([
    { body: '<p>Farewell</p>' },
  ]);

  const other = await startProgram(['import', 'whmcs', '--undo'], { DATABASE_URL: urlOf(desk.connection) }).ended;
  expect(other).toMatchObject({
    ...{ code: 1, stderr: expect.stringContaining('read another desk: use "hatchdesk import osticket --undo"\n') },
  });
  expect(await desk.import('--undo')).toMatch(/^Run \d+ is taken back/);
  expect(await desk.import('--undo')).toMatch(/^Run \d+ is taken back/);
  expect(await desk.rows('select from tickets')).toEqual([]);
});

test.each([
  [['--dry-run'], 'Name the osTicket by one of --mysql and --dump'],
  [['--undo', '--dump', 'a.sql'], '--undo stands alone or with --run: it reads no osTicket'],
  [['--dump', 'a.sql', '--run', '1'], '--run belongs to --undo'],
])('%j is refused', async (options, message) => {
  const { code, stderr } = await desk.start(...options).ended;
  expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
});
