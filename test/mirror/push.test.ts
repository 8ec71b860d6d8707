import { MIRROR } from '../../src/mirror/push';
import { useDeskBehindDoor } from '../support/desk-behind-door';
import { eventually } from '../support/eventually';
import { answerJson } from '../support/upstream-stub';
import { useWorld } from '../support/world';

const { desk: old, door, take, passOn } = useDeskBehindDoor();

const world = useWorld((config) => {
  config.upstream = { url: door.url, ...old.credentials, timeoutMs: 30_000 };
});

beforeAll(async () => {
  await world.done('SetConfigurationValue', { setting: 'Mirror', value: 'push' });
  await world.serve();
});

beforeEach(() => {
  door.respond = passOn;
  door.calls.length = 0;
});

const states = async () => {
  const rows = await world.rows<{ state: string }>(`select state from deliveries where listener = $1 order by id`, [
    MIRROR,
  ]);
  return rows.map(({ state }) => state);
};

/** Waits until everything that happened is written to the old desk. */
const mirrored = async () => {
  await eventually(async () => {
    // In one statement: an event gets its number and its delivery together.
    const [row] = await world.rows<{ open: boolean }>(
      `select (select max(id) from outbox) > coalesce((select max(outbox_id) from events), 0) or exists (
         select from deliveries where listener = $1 and state in ('waiting', 'retrying')) as open`,
      [MIRROR],
    );
    return row?.open === false;
  });
};

const oldTickets = () => old.rows<{ subject: string }>('select subject from tickets order by id');
const oldMessages = (subject: string) =>
  old.rows<{ author_kind: string; author_name: string; author_email: string; body: string; format: string }>(
    `select m.author_kind, m.author_name, m.author_email, m.body, m.format
     from messages m join tickets t on t.id = m.ticket_id where t.subject = $1 order by m.id`,
    [subject],
  );

test('a guest ticket, its replies and files are written in their order', async () => {
  const files = [{ name: 'log.txt', data: Buffer.from('bytes').toString('base64') }];
  const { id } = await world.done('OpenTicket', {
    ...{ deptid: 1, subject: 'Mirrored', message: 'First & <foremost>', name: 'Ann Lee', email: 'ann@example.com' },
    ...{ priority: 'High', attachments: Buffer.from(JSON.stringify(files)).toString('base64'), markdown: true },
  });
  await world.done('AddTicketReply', {
    ticketid: id,
    message: 'Staff says',
    adminusername: 'admin',
    status: 'On Hold',
  });
  await world.done('AddTicketReply', { ticketid: id, message: 'Ann again', name: 'Ann Lee', email: 'ann@example.com' });
  await mirrored();
  expect(new Set(await states())).toEqual(new Set(['delivered']));
  expect(await oldMessages('Mirrored')).toEqual([
    expect.objectContaining({
      author_kind: 'guest',
      author_name: 'Ann Lee',
      format: 'markdown',
      body: 'First & <foremost>',
    }),
    expect.objectContaining({ author_kind: 'staff', body: 'Staff says' }),
    expect.objectContaining({ author_kind: 'guest', author_email: 'ann@example.com', body: 'Ann again' }),
  ]);
  const stored = await old.rows<{ filename: string; bytes: Buffer }>(
    'select filename, bytes from attachments a join attachment_contents c on c.attachment_id = a.id',
  );
  expect(stored.map(({ filename, bytes }) => `${filename} ${bytes}`)).toEqual(['log.txt bytes']);
  // The old desk mails nobody.
  expect(await old.rows('select 1 from emails')).toEqual([]);
});

test('clients and departments are those that they were carried from, and the same name otherwise', async () => {
  const { clientId: here } = await world.client('Carl');
  const { clientId: there } = await old.client('Carl of old');
  const billing = await world.department({ name: 'Invoices' });
  const oldBilling = await old.department({ name: 'Billing' });
  await world.change(`insert into imports (source, created_at) values ('whmcs', now()) on conflict do nothing`);
  await world.change(
    `insert into import_records (import_id, kind, source_id, way, target_table, target_id)
     select id, kind, source_id, 'linked', kind || 's', target from imports,
       (values ('client', $1, $2::int), ('department', $3, $4::int)) as r (kind, source_id, target)`,
    [`${there}`, here, `${oldBilling}`, billing],
  );
  await world.department({ name: 'Sales' });
  await old.department({ name: 'SALES' });
  const sales = await world.rows<{ id: number }>(`select id from departments where name = 'Sales'`);
  await world.done('OpenTicket', { deptid: billing, clientid: here, subject: 'Of a client', message: 'Hi' });
  await world.done('OpenTicket', {
    ...{ deptid: sales[0]!.id, subject: 'To sales', message: 'Hi', name: 'Bo', email: 'bo@example.com' },
  });
  await mirrored();
  expect(
    await old.rows(
      `select t.subject, t.client_id, d.name from tickets t join departments d on d.id = t.department_id
       where subject in ('Of a client', 'To sales') order by subject`,
    ),
  ).toEqual([
    { subject: 'Of a client', client_id: there, name: 'Billing' },
    { subject: 'To sales', client_id: null, name: 'SALES' },
  ]);
});

test('a department that the old desk has replaced by one of the same name is found without a restart', async () => {
  const deptid = await world.department({ name: 'Hosting' });
  const first = await old.department({ name: 'Hosting' });
  const guest = { deptid, message: 'Hi', name: 'Jo', email: 'jo@example.com' };
  await world.done('OpenTicket', { ...guest, subject: 'Before' });
  await mirrored();
  const ticketIds = await old.rows<{ id: number }>('select id from tickets where department_id = $1', [first]);
  for (const { id } of ticketIds) await old.done('UpdateTicket', { ticketid: id, deptid: 1 });
  await old.done('DeleteDepartment', { departmentid: first });
  const second = await old.department({ name: 'Hosting' });
  await world.done('OpenTicket', { ...guest, subject: 'After' });
  await eventually(async () => (await states()).includes('retrying'));
  world.now = new Date(world.now.getTime() + 3_600_000);
  old.now = world.now;
  await mirrored();
  expect(await old.rows(`select department_id from tickets where subject = 'After'`)).toEqual([
    { department_id: second },
  ]);
});

/** Passes calls on, and lets the answers to the first ones that write go astray. */
function losing(most: number): () => number {
  let lost = 0;
  door.respond = async (call, res) => {
    if (!/^(OpenTicket|AddTicketReply)$/.test(call.action) || lost >= most) return passOn(call, res);
    await take(call);
    lost += 1;
    res.socket?.destroy();
  };
  return () => lost;
}

test('an answer that is lost writes nothing twice', async () => {
  const lost = losing(2);
  const { id } = await world.done('OpenTicket', {
    ...{ deptid: 1, subject: 'Lost answer', message: 'Once', name: 'Di', email: 'di@example.com' },
  });
  await world.done('AddTicketReply', { ticketid: id, message: 'Only once', name: 'Di', email: 'di@example.com' });
  await eventually(async () => lost() === 1 && (await states()).includes('retrying'));
  world.now = new Date(world.now.getTime() + 3_600_000);
  await eventually(async () => lost() === 2 && (await states()).includes('retrying'));
  world.now = new Date(world.now.getTime() + 3_600_000);
  await mirrored();
  expect((await oldMessages('Lost answer')).map(({ body }) => body)).toEqual(['Once', 'Only once']);
});

test('what an operator has sent again after its answer was lost is not written twice', async () => {
  const lost = losing(1);
  await world.done('OpenTicket', {
    ...{ deptid: 1, subject: 'Sent again', message: 'Once', name: 'Gil', email: 'gil@example.com' },
  });
  await eventually(async () => lost() === 1 && (await states()).includes('retrying'));
  const [row] = await world.rows<{ id: number }>(`select id from deliveries where state = 'retrying'`);
  await world.done('RetryDelivery', { deliveryid: row?.id });
  await mirrored();
  expect((await oldMessages('Sent again')).map(({ body }) => body)).toEqual(['Once']);
});

test('what was given up after its answer was lost is not written twice by the next reply', async () => {
  const lost = losing(1);
  const { id } = await world.done('OpenTicket', {
    ...{ deptid: 1, subject: 'Given up', message: 'Once', name: 'Hal', email: 'hal@example.com' },
  });
  await eventually(async () => lost() === 1 && (await states()).includes('retrying'));
  await world.change(`update deliveries set state = 'dead', finished_at = now() where state = 'retrying'`);
  await world.done('AddTicketReply', { ticketid: id, message: 'Next', name: 'Hal', email: 'hal@example.com' });
  await mirrored();
  expect((await oldMessages('Given up')).map(({ body }) => body)).toEqual(['Once', 'Next']);
});

test('an old desk that is away gets everything later, with the times at which it was written', async () => {
  const { id } = await world.done('OpenTicket', {
    ...{ deptid: 1, subject: 'Here first', message: 'One', name: 'Ed', email: 'ed@example.com' },
  });
  await mirrored();
  door.respond = (_call, res) => void res.socket?.destroy();
  const written = world.now.toISOString().slice(0, 19);
  await world.done('AddTicketReply', { ticketid: id, message: 'Two', name: 'Ed', email: 'ed@example.com' });
  await eventually(async () => (await states()).includes('retrying'));
  await world.done('AddTicketReply', { ticketid: id, message: 'Three', name: 'Ed', email: 'ed@example.com' });
  door.respond = passOn;
  world.now = new Date(world.now.getTime() + 7_200_000);
  old.now = world.now;
  await mirrored();
  expect((await oldMessages('Here first')).map(({ body }) => body)).toEqual(['One', 'Two', 'Three']);
  const [row] = await old.rows<{ at: Date }>(`select created_at as at from messages where body = 'Two'`);
  expect(row?.at.toISOString().slice(0, 19)).toBe(written);
});

/** Lets the time of the next attempt come. */
const later = (hours: number) => {
  world.now = new Date(world.now.getTime() + hours * 3_600_000);
  old.now = world.now;
};

/** Lets this many attempts for a ticket fail, and the time of the next one come. */
async function failing(ticketId: unknown, most: number): Promise<void> {
  for (let tried = 1; tried <= most; tried += 1) {
    await eventually(async () => {
      const [row] = await world.rows<{ tried: number | null }>(
        `select max(jsonb_array_length(log)) as tried from deliveries where listener = $1 and ticket_id = $2
           and state <> 'delivered'`,
        [MIRROR, ticketId],
      );
      return (row?.tried ?? 0) >= tried;
    });
    later(48);
  }
}

/** Everything that the activity log says of the mirror and a ticket. */
const told = async (ticketId: unknown) => {
  const rows = await world.rows<{ description: string }>(
    `select description from activity_log where username = 'Mirror' and description like $1 order by id`,
    [`%: id ${ticketId}, %`],
  );
  return rows.map(({ description }) => description);
};

const filesOf = (...names: string[]) => {
  const files = names.map((name) => ({ name, data: Buffer.from('bytes').toString('base64') }));
  return Buffer.from(JSON.stringify(files)).toString('base64');
};

/** Refuses every call with files in some way. */
function refusingFiles(refuse: (res: Parameters<typeof door.respond>[1]) => void): void {
  door.respond = (call, res) =>
    call.fields.some(([name]) => name === 'attachments') ? refuse(res) : passOn(call, res);
}

test.each<[string, string, (res: Parameters<typeof door.respond>[1]) => void, string]>([
  [
    'by name',
    'Refused file',
    (res) => answerJson(res, { result: 'error', message: 'File Type Not Allowed' }),
    'File Type Not Allowed',
  ],
  ['as too large, with a page', 'Large file', (res) => res.writeHead(413).end('<html>'), 'is not JSON'],
  ['by ending the connection', 'Cut off', (res) => void res.socket?.destroy(), 'broke'],
])('words whose files the old desk refuses %s reach it without them, and administrators are told', async (...row) => {
  const [, subject, refuse, reason] = row;
  const guest = { name: 'Kim', email: 'kim@example.com' };
  const { id } = await world.done('OpenTicket', { deptid: 1, subject, message: 'First', ...guest });
  await mirrored();
  refusingFiles(refuse);
  await world.done('AddTicketReply', {
    ...{ ticketid: id, message: 'With files', ...guest, attachments: filesOf('tool.txt', 'film.txt') },
  });
  await world.done('AddTicketReply', { ticketid: id, message: 'Next', ...guest });
  await failing(id, 3);
  await mirrored();
  expect((await oldMessages(subject)).map(({ body }) => body)).toEqual([
    'First',
    'With files\n\n(Files that this desk did not take: tool.txt, film.txt)',
    'Next',
  ]);
  expect(await told(id)).toEqual([
    expect.stringMatching(/^Message mirrored: id \d+, message \d+, without its files \(tool\.txt, film\.txt\): /),
  ]);
  expect((await told(id))[0]).toContain(reason);
  const history = await world.done('GetTicketHistory', { ticketid: id });
  expect(JSON.stringify(history)).toContain('Message mirrored');
});

test.each<[string, (text: string) => string]>([
  ['replaces them', (text) => text.replace(/\p{Extended_Pictographic}/gu, '?')],
  ['leaves them out', (text) => text.replace(/\p{Extended_Pictographic}/gu, '')],
  ['ends there', (text) => text.split(/\p{Extended_Pictographic}/u)[0] ?? ''],
])('a reply with emoji is known again in an old desk that %s', async (how, mangled) => {
  const guest = { name: 'Mia', email: 'mia@example.com' };
  const { id } = await world.done('OpenTicket', { deptid: 1, subject: `It ${how}`, message: 'First', ...guest });
  await mirrored();
  door.respond = (call, res) => {
    const fields = [...new URLSearchParams(call.body.toString())];
    const changed = fields.map(([name, value]): [string, string] => [
      name,
      name === 'message' ? mangled(value) : value,
    ]);
    return passOn({ ...call, body: Buffer.from(new URLSearchParams(changed).toString()) }, res);
  };
  await world.done('AddTicketReply', { ticketid: id, message: 'Thank you \u{1f600} very much', ...guest });
  await mirrored();
  const [there] = await old.rows<{ id: number }>(
    'select m.id from messages m join tickets t on t.id = m.ticket_id where t.subject = $1 and not m.is_first',
    [`It ${how}`],
  );
  const links = await world.rows(
    `select r.source_id from import_records r join messages m on m.id = r.target_id
     where r.kind = 'message' and m.ticket_id = $1 and not m.is_first`,
    [id],
  );
  expect(links).toEqual([{ source_id: String(there?.id) }]);
});

test('what the old desk never takes is given up after a while, and administrators are told', async () => {
  const guest = { name: 'Lou', email: 'lou@example.com' };
  const { id } = await world.done('OpenTicket', { deptid: 1, subject: 'Never', message: 'First', ...guest });
  await mirrored();
  door.respond = (call, res) =>
    call.action === 'AddTicketReply'
      ? answerJson(res, { result: 'error', message: 'Ticket ID Not Found' })
      : passOn(call, res);
  await world.done('AddTicketReply', { ticketid: id, message: 'Lost', ...guest, attachments: filesOf('a.txt') });
  await failing(id, 11);
  await mirrored();
  expect((await states()).at(-1)).toBe('dead');
  expect(await told(id)).toEqual([
    expect.stringMatching(/^Message unmirrored: id \d+, message \d+: Ticket ID Not Found$/),
  ]);
});

test('a ticket from before the mirror reaches the old desk with its next reply', async () => {
  await world.done('SetConfigurationValue', { setting: 'Mirror', value: 'off' });
  const { id } = await world.done('OpenTicket', {
    ...{ deptid: 1, subject: 'Older', message: 'Zero', name: 'Fi', email: 'fi@example.com' },
  });
  await eventually(async () => {
    const [row] = await world.rows<{ told: boolean }>(
      `select exists (select from events where ticket_id = $1) as told`,
      [id],
    );
    return row?.told === true;
  });
  expect((await oldTickets()).map(({ subject }) => subject)).not.toContain('Older');
  await world.done('SetConfigurationValue', { setting: 'Mirror', value: 'push' });
  await world.done('AddTicketReply', { ticketid: id, message: 'Next', name: 'Fi', email: 'fi@example.com' });
  await mirrored();
  expect((await oldMessages('Older')).map(({ body }) => body)).toEqual(['Zero', 'Next']);
});

test('what is written to the old desk is known to imports', async () => {
  const links = await world.rows<{ kind: string }>(
    `select kind, source_id, target_id from import_records where kind in ('ticket', 'message') and run_id is null`,
  );
  expect(links.filter(({ kind }) => kind === 'ticket').length).toBeGreaterThanOrEqual(5);
  expect(links.filter(({ kind }) => kind === 'message').length).toBeGreaterThanOrEqual(10);
});
