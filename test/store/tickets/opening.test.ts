import { insertTickets, type NewTicketRow } from '../../../src/store/tickets/opening';
import { useWorld } from '../../support/world';

const world = useWorld();

const row = (number: string, texts: Pick<NewTicketRow, 'subject' | 'body'>): NewTicketRow => ({
  ...{ numbers: [number], accessCode: 'abcdefgh', departmentId: 1, statusId: 1, priorityId: 1 },
  ...{
    serviceId: null,
    domainId: null,
    preventClientClosure: false,
    format: 'plain',
    customFields: [],
    files: [],
    cc: [],
    bcc: [],
    details: undefined,
    showsClient: false,
  },
  opener: {
    ...{ kind: 'guest', clientId: null, userId: null, contactId: null, staffId: null },
    ...{ name: 'Ann', email: 'ann@example.com' },
  },
  createdAt: world.now,
  now: world.now,
  ...texts,
  event: { name: 'TicketOpen', payload: {} },
  activity: {
    ...{ at: world.now, action: 'OpenTicket', description: 'Ticket opened: id ', caller: 'local', username: 'A' },
    ...{ address: '', staffId: null, clientId: null, userId: null, changes: null },
  },
});

const HOSTILE = `"quoted" \\ back \\ud800 slash, \u{1F600} and \u2028 a line`;

const write = (rows: NewTicketRow[]) =>
  world.desk.database.transaction('write', (db) => insertTickets.write(db, rows, 'infinity'));

const withNumbers = (...numbers: string[]): NewTicketRow => ({
  ...row('', { subject: 'Numbers', body: 'Hello' }),
  numbers,
});

test.each(['together', 'alone'])('tickets take the first of their numbers that is free, written %s', async (how) => {
  await write([withNumbers(`${how} taken`)]);
  const rows = [
    withNumbers(`${how} taken`, `${how} free`, `${how} other`),
    withNumbers(`${how} taken`),
    withNumbers(`${how} %i`),
  ];
  const opened = how === 'together' ? await write(rows) : [];
  if (how === 'alone') for (const one of rows) opened.push(...(await write([one])));
  const id = opened[2]?.id;
  expect(opened.map((ticket) => ticket?.number)).toEqual([`${how} free`, undefined, `${how} ${id}`]);
  expect(
    await world.rows(
      `select number, o.payload ->> 'ticketmask' as mask, description = 'Ticket opened: id ' || t.id || ', number ' || number
         as "isLogged" from tickets t join outbox o on (o.payload ->> 'ticketid')::int = t.id join activity_log l on strpos(description, number) > 0
       where number like $1 order by t.id`,
      [`${how} %`],
    ),
  ).toEqual(
    [`${how} taken`, `${how} free`, `${how} ${id}`].map((number) => ({ number, mask: number, isLogged: true })),
  );
});

test('one ticket is planned once, not with every call', async () => {
  await world.desk.database.transaction('write', async (db) => {
    for (let n = 0; n < 8; n++) {
      const numbers = Array.from({ length: 3 }, (_, m) => `planned ${n} ${m}`);
      await insertTickets.write(db, [withNumbers(...numbers)], 'infinity');
    }
    const plans = await db.query<{ isGeneric: boolean }>(
      `select generic_plans > 0 as "isGeneric" from pg_prepared_statements where statement like '%insert into tickets%' and statement not like '%recordset%'`,
    );
    expect(plans).toEqual([{ isGeneric: true }]);
  });
});

test.each(['together', 'alone'])(
  'texts that JSON writes in a special way are stored as they are, written %s',
  async (how) => {
    const half = `half \ud800 a character`;
    const sign = 'half \ufffd a character';
    const rows = [
      row(`text ${how} 1`, { subject: HOSTILE, body: HOSTILE }),
      {
        ...row(`text ${how} 2`, { subject: half, body: `${HOSTILE} \udfff` }),
        event: { name: 'TicketOpen' as const, payload: { subject: half } },
      },
    ];
    if (how === 'together') await write(rows);
    else for (const one of rows) await write([one]);
    expect(
      await world.rows(
        `select number, t.subject, body, o.payload ->> 'subject' as event
       from tickets t join messages m on m.ticket_id = t.id join outbox o on o.payload ->> 'ticketmask' = number
       where number like $1 order by number`,
        [`text ${how} _`],
      ),
    ).toEqual([
      { number: `text ${how} 1`, subject: HOSTILE, body: HOSTILE, event: null },
      { number: `text ${how} 2`, subject: sign, body: `${HOSTILE} \ufffd`, event: sign },
    ]);
  },
);

test('tickets that are written together keep their own files and copies', async () => {
  const texts = { subject: 'With files', body: 'Hello' };
  const stored = (filename: string, data: Buffer) => ({ filename, storedName: `1_${filename}`, data });
  const bytes = Buffer.from([0, 255, 39, 92, 10]);
  const large = Buffer.alloc(200_000, 'large');
  const link = { filename: 'link', storedName: '2_link', data: null, url: 'https://example.com/a' };
  const rows: NewTicketRow[] = [
    { ...row('files 1', texts), files: [stored('empty.txt', Buffer.alloc(0)), stored('a.bin', bytes)] },
    { ...row('files 2', texts) },
    {
      ...row('files 3', texts),
      files: [stored('b.bin', large), link, stored('c.bin', bytes)],
      cc: ['b@x.de', 'a@x.de'],
    },
    { ...row('files 4', texts), cc: ['c@x.de'] },
  ];
  await world.desk.database.transaction('write', (db) => insertTickets.write(db, rows, 'infinity'));
  const files = await world.rows<{ number: string; bytes: Buffer | null }>(
    `select t.number, a.position, a.filename, a.stored_name as stored, a.size, a.url, c.bytes
     from tickets t join messages m on m.ticket_id = t.id join attachments a on a.message_id = m.id
       left join attachment_contents c on c.attachment_id = a.id
     where t.number like 'files %' order by t.number, a.position`,
  );
  const file = { url: null };
  expect(files).toEqual([
    {
      ...file,
      number: 'files 1',
      position: 0,
      filename: 'empty.txt',
      stored: '1_empty.txt',
      size: 0,
      bytes: Buffer.alloc(0),
    },
    { ...file, number: 'files 1', position: 1, filename: 'a.bin', stored: '1_a.bin', size: 5, bytes },
    { ...file, number: 'files 3', position: 0, filename: 'b.bin', stored: '1_b.bin', size: 200_000, bytes: large },
    { number: 'files 3', position: 1, filename: 'link', stored: '2_link', size: 0, url: link.url, bytes: null },
    { ...file, number: 'files 3', position: 2, filename: 'c.bin', stored: '1_c.bin', size: 5, bytes },
  ]);
  expect(
    await world.rows(
      `select number, kind, position, email from recipients r join tickets t on t.id = r.ticket_id
       where number like 'files %' order by number, position`,
    ),
  ).toEqual([
    { number: 'files 3', kind: 'cc', position: 1, email: 'b@x.de' },
    { number: 'files 3', kind: 'cc', position: 2, email: 'a@x.de' },
    { number: 'files 4', kind: 'cc', position: 1, email: 'c@x.de' },
  ]);
});
