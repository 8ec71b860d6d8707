import { asClient, ask, asProgram, withApiKey } from '../support/doors';
import { type HttpAnswer, useWorld } from '../support/world';

/** Every API is a door to the same tickets: what is opened or written through one can be read through all others. */
const world = useWorld();

let client: { id: number; email: string };
let bearer: Record<string, string>;
let program: Record<string, string>;
let staffKey: Record<string, string>;
let clientKey: Record<string, string>;

beforeAll(async () => {
  const { clientId } = await world.client('Ann Lee');
  const [row] = await world.rows<{ email: string }>('select email from clients where id = $1', [clientId]);
  client = { id: clientId, email: row!.email };
  const staffId = await world.admin('jo');
  await world.desk.database.transaction('write', async (db) => {
    await db.query(`update staff set email = 'jo@example.com' where id = $1`, [staffId]);
  });
  bearer = await asClient(world, clientId);
  program = await asProgram(world, ['*'], staffId);
  staffKey = await withApiKey(world, { staffId });
  clientKey = await withApiKey(world, { clientId });
});

type Json = Record<string, unknown>;
const json = (answer: HttpAnswer): Json => {
  expect(answer.status).toBe(200);
  return answer.json!;
};
const keliweb = (method: string, fields: Json): Promise<HttpAnswer> =>
  ask(world, bearer, 'POST', `/api/v2/keliweb/${method}`, fields);
const SUBJECT = 'Größe & <Farbe>';
const MESSAGE = 'Is it "big" & blue?';

/** Opens the same ticket for the same client through each door. Two of them take HTML. */
const openers: Record<string, () => Promise<number>> = {
  'the hatch': async () =>
    Number(
      (
        await world.ticket({
          name: undefined,
          email: undefined,
          clientid: client.id,
          subject: SUBJECT,
          message: MESSAGE,
        })
      ).id,
    ),
  'the reseller API': async () =>
    Number(json(await keliweb('open-ticket', { deptid: 1, subject: SUBJECT, message: MESSAGE })).id),
  'the Socialboards API': async () => {
    const sent = { title: SUBJECT, message: 'Is it "big" &amp; <b>blue</b>?', creator: { email: client.email } };
    return Number(json(await ask(world, program, 'POST', '/tickets', sent)).data);
  },
  'the HelpDeskEddy API': async () => {
    const sent = { title: SUBJECT, description: '<p>Is it "big" &amp; blue?</p>', user_id: client.id, priority_id: 3 };
    return (json(await ask(world, staffKey, 'POST', '/api/v2/tickets/', sent)).data as { id: number }).id;
  },
};

/** A ticket's content, independent of any API. */
interface Said {
  id: number;
  subject: string;
  /** Starts with the first message. */
  messages: string[];
  status: 'open' | 'answered' | 'awaiting' | 'closed';
  client: string;
}

const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');

const TITLES: Record<string, Said['status']> = {
  Open: 'open',
  Answered: 'answered',
  'Customer-Reply': 'awaiting',
  Closed: 'closed',
  open: 'open',
  answered: 'answered',
  'customer-reply': 'awaiting',
  closed: 'closed',
};

interface Reply {
  message: string;
}

const readers: Record<string, (id: number) => Promise<Said>> = {
  'the hatch': async (id) => {
    const ticket = await world.done('GetTicket', { ticketid: id });
    const { reply } = ticket.replies as unknown as { reply: Reply[] };
    return {
      id: Number(ticket.ticketid),
      subject: String(ticket.subject),
      messages: reply.map(({ message }) => message),
      status: TITLES[String(ticket.status)]!,
      client: String(ticket.email),
    };
  },
  'the reseller API': async (id) => {
    const ticket = json(await keliweb('get-ticket', { ticketid: id }));
    const replies = (
      Array.isArray(ticket.replies) ? ticket.replies : (ticket.replies as { reply: Reply[] }).reply
    ) as Reply[];
    return {
      id: Number(ticket.ticketid),
      subject: String(ticket.subject),
      messages: replies.map(({ message }) => message),
      status: TITLES[String(ticket.status)]!,
      client: String(ticket.email),
    };
  },
  ...Object.fromEntries(
    (['staff', 'client'] as const).map((who): [string, (id: number) => Promise<Said>] => [
      `the HelpDeskEddy API, as ${who}`,
      async (id) => {
        const key = who === 'staff' ? staffKey : clientKey;
        const ticket = json(await ask(world, key, 'GET', `/api/v2/tickets/${id}`)).data as Json;
        const posts = json(await ask(world, key, 'GET', `/api/v2/tickets/${id}/posts/`)).data as { text: string }[];
        expect(ticket.user_id).toBe(client.id);
        return {
          id: Number(ticket.id),
          subject: String(ticket.title),
          messages: posts.map(({ text }) => textOf(text)).reverse(),
          status: TITLES[String(ticket.status_id)]!,
          client: client.email,
        };
      },
    ]),
  ),
};

const states: Record<Said['status'], string> = {
  open: 'open',
  answered: 'pending',
  awaiting: 'open',
  closed: 'completed',
};

async function expectAtEveryDoor(expected: Said): Promise<void> {
  const heard = await Promise.all(Object.entries(readers).map(async ([door, read]) => [door, await read(expected.id)]));
  expect(heard).toEqual(Object.keys(readers).map((door) => [door, expected]));
  // The Socialboards API has three statuses, and shows the first message separately.
  const ticket = json(await ask(world, program, 'GET', `/tickets/${expected.id}`)).data as Json;
  const replies = json(await ask(world, program, 'GET', `/tickets/${expected.id}/replies`)).data as Reply[];
  expect({
    id: ticket.id,
    title: ticket.title,
    messages: [ticket.message, ...replies.map(({ message }) => message)],
    status: ticket.status,
    email: (ticket.author as Json).email,
  }).toEqual({
    id: expected.id,
    title: expected.subject,
    messages: expected.messages,
    status: states[expected.status],
    email: expected.client,
  });
}

describe.each(Object.entries(openers))('a ticket opened through %s', (_door, open) => {
  test('reads the same through every other API, and so does every reply', async () => {
    const id = await open();
    const said: Said = { id, subject: SUBJECT, messages: [MESSAGE], status: 'open', client: client.email };
    await expectAtEveryDoor(said);

    await world.done('AddTicketReply', { ticketid: id, message: 'By staff < at the hatch', adminusername: 'jo' });
    said.messages.push('By staff < at the hatch');
    await expectAtEveryDoor({ ...said, status: 'answered' });

    world.now = new Date(world.now.getTime() + 1000);
    json(await keliweb('add-ticket-reply', { ticketid: id, message: 'By the **client** > there' }));
    said.messages.push('By the **client** > there');
    expect(await readers['the hatch']!(id)).toEqual({ ...said, status: 'awaiting' });

    world.now = new Date(world.now.getTime() + 1000);
    json(await ask(world, staffKey, 'POST', `/api/v2/tickets/${id}/posts/`, { text: 'A <i>post</i>' }));
    said.messages.push('A post');
    world.now = new Date(world.now.getTime() + 1000);
    const reply = { author: { email: 'jo@example.com' }, message: 'The <u>end</u>', isTicketNeededToBeCompleted: true };
    json(await ask(world, program, 'POST', `/tickets/${id}/replies`, reply));
    said.messages.push('The end');
    await expectAtEveryDoor({ ...said, status: 'closed' });
  });
});

test('a ticket deleted through one door is gone at the others', async () => {
  const id = await openers['the hatch']!();
  json(await ask(world, staffKey, 'DELETE', `/api/v2/tickets/${id}`));
  expect(await world.call('GetTicket', { ticketid: id })).toEqual({ result: 'error', message: 'Ticket ID Not Found' });
  expect((await keliweb('get-ticket', { ticketid: id })).json).toEqual({
    result: 'error',
    message: 'Ticket ID Not Found',
  });
  // Only this API has a member for it.
  const shown = json(await ask(world, program, 'GET', `/tickets/${id}`)).data as Json;
  expect(shown.properties).toMatchObject({ isDeleted: true });
  expect((await ask(world, clientKey, 'GET', `/api/v2/tickets/${id}`)).status).toBe(404);
});

test('tickets merged through one door are merged at all others', async () => {
  const [master, other] = [await openers['the hatch']!(), await openers['the reseller API']!()];
  json(await ask(world, staffKey, 'POST', `/api/v2/tickets/${master}/union/`, { ticket_list: [other] }));
  for (const read of Object.values(readers)) {
    const said = await read(other);
    expect([said.id, said.messages]).toEqual([master, [MESSAGE, MESSAGE]]);
  }
  const { tickets } = (await world.done('GetTickets', { limitnum: 100 })) as unknown as {
    tickets: { ticket: { id: number }[] };
  };
  expect(tickets.ticket.map(({ id }) => id)).not.toContain(other);
});

test('a message sent during a merge ends up in the remaining ticket', async () => {
  for (let round = 0; round < 5; round++) {
    const [one, other] = [await openers['the hatch']!(), await openers['the hatch']!()];
    const answers = await Promise.all([
      ask(world, staffKey, 'POST', `/api/v2/tickets/${one}/union/`, { ticket_list: [other] }),
      ask(world, staffKey, 'POST', `/api/v2/tickets/${other}/posts/`, { text: 'Said meanwhile' }),
      ask(world, staffKey, 'POST', `/api/v2/tickets/${other}/comments/`, { text: 'Noted meanwhile' }),
      ask(world, program, 'POST', `/tickets/${other}/replies`, { message: 'Replied meanwhile' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await readers['the hatch']!(one)).messages).toHaveLength(4);
  }
  const lost = `select from tickets t where merged_into_id is not null and (
    exists (select from messages where ticket_id = t.id) or exists (select from notes where ticket_id = t.id)
    or merged_into_id in (select id from tickets where merged_into_id is not null))`;
  expect(await world.rows(lost)).toHaveLength(0);
});

test('two opposite merges at the same time lose no ticket', async () => {
  for (let round = 0; round < 5; round++) {
    const [one, two, three] = [
      await openers['the hatch']!(),
      await openers['the hatch']!(),
      await openers['the hatch']!(),
    ];
    const unite = (id: number, other: number) =>
      ask(world, staffKey, 'POST', `/api/v2/tickets/${id}/union/`, { ticket_list: [other] });
    const answers = await Promise.all([unite(one, two), unite(two, three), unite(three, one)]);
    for (const { status } of answers) expect([200, 400, 404]).toContain(status);
  }
  const chained = `select from tickets where merged_into_id in (select id from tickets where merged_into_id is not null)`;
  expect(await world.rows(chained)).toHaveLength(0);
});

test('every API for clients limits the length of their messages, and the WHMCS API does not limit staff', async () => {
  const message = 'x'.repeat(200_001);
  const before = await world.counts();
  const tooLong = { result: 'error', message: 'Message may have at most 200000 characters' };
  expect((await keliweb('open-ticket', { deptid: 1, subject: SUBJECT, message })).json).toEqual(tooLong);
  const sent = { title: SUBJECT, description: message };
  expect((await ask(world, clientKey, 'POST', '/api/v2/tickets/', sent)).json).toMatchObject({
    errors: [{ code: 'e-400', details: 'Parameter "description" may have at most 200000 characters' }],
  });
  expect(await world.counts()).toEqual(before);
  const { id } = await world.ticket({ message });
  const reply = await keliweb('open-ticket', { deptid: 1, subject: SUBJECT, message: message.slice(1) });
  expect([id > 0, reply.json?.result]).toEqual([true, 'success']);
});

test('a hidden department does not exist for clients in the reseller API', async () => {
  const hidden = await world.department({ name: 'Internal' });
  const open = (deptid: number) => keliweb('open-ticket', { deptid, subject: SUBJECT, message: 'M' });
  expect((await open(hidden)).json?.result).toBe('success');
  await world.done('UpdateDepartment', { deptid: hidden, hidden: true });
  const before = await world.counts();
  expect((await open(hidden)).json).toEqual({ result: 'error', message: 'Department ID not found' });
  expect(await world.counts()).toEqual(before);
  await world.done('OpenTicket', { deptid: hidden, clientid: client.id, subject: SUBJECT, message: 'M' });
  await world.done('UpdateDepartment', { deptid: hidden, hidden: false });
  expect((await open(hidden)).json?.result).toBe('success');
});

test('a hidden department does not exist for clients in the HelpDeskEddy API', async () => {
  const hidden = await world.department({ name: 'Secret' });
  await world.desk.database.transaction('write', async (db) => {
    await db.query('update departments set hidden = true where id = $1', [hidden]);
  });
  const open = (key: Record<string, string>, department_id: number) =>
    ask(world, key, 'POST', '/api/v2/tickets/', { title: 'T', description: 'D', user_id: client.id, department_id });
  const [refused, unknown, staff] = [
    await open(clientKey, hidden),
    await open(clientKey, hidden + 1000),
    await open(staffKey, hidden),
  ];
  expect([refused.status, refused.text]).toEqual([400, unknown.text]);
  expect(staff.status).toBe(200);
});

test.each(['user_list', 'owner_list', 'status_list', 'priority_list', 'type_list'])(
  'an empty filter excludes nothing: %s',
  async (name) => {
    const all = json(await ask(world, staffKey, 'GET', '/api/v2/tickets/'));
    expect(json(await ask(world, staffKey, 'GET', `/api/v2/tickets/?${name}=`))).toEqual(all);
    expect((all.pagination as { total: number }).total).toBeGreaterThan(0);
  },
);
