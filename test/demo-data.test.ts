import { loadDemoData } from '../src/cli/demo-data';
import { asClient, ask, asProgram, withApiKey } from './support/doors';
import { SAMPLE_ANSWER, SAMPLE_REQUEST } from './support/helpdeskeddy-samples';
import { SAMPLE } from './support/socialboards';
import { useWorld } from './support/world';

const world = useWorld();
const used = useWorld();

beforeAll(() => loadDemoData(world.desk, () => {}));

const base64 = (text: string): string => Buffer.from(text).toString('base64');

const SAMPLE_TICKET = {
  deptid: '1',
  subject: 'This is a sample ticket',
  message: 'This is a **sample** ticket message',
  clientid: '1',
  priority: 'Medium',
  markdown: '1',
  attachments: base64(
    JSON.stringify([{ name: 'sample_text_file.txt', data: base64('This is a sample text file contents') }]),
  ),
};

test('the published samples of OpenTicket and of the reseller API work unedited', async () => {
  const opened = await world.post({ action: 'OpenTicket', ...SAMPLE_TICKET, preventClientClosure: '1' });
  expect(opened.json).toMatchObject({ result: 'success' });

  const headers = await asClient(world, 1);
  const send = async (path: string, fields: Record<string, string>) => {
    const body = new URLSearchParams(fields);
    return (await world.send(`/api/v2/keliweb/${path}`, { method: 'POST', headers, body })).json;
  };
  expect(await send('open-ticket', SAMPLE_TICKET)).toMatchObject({ result: 'success' });
  const reply = {
    ticketid: '1',
    message: 'This is a sample ticket reply',
    clientid: '1',
    customfields: base64('a:1:{i:1;s:6:"Google";}'),
    useMarkdown: '1',
    attachments: SAMPLE_TICKET.attachments,
  };
  expect(await send('add-ticket-reply', reply)).toEqual({ result: 'success' });
});

test('the published Socialboards sample works unedited', async () => {
  const answer = await ask(world, await asProgram(world), 'POST', '/tickets', SAMPLE);
  expect(answer.json).toEqual({ data: expect.any(Number), errorCode: -1, errorText: null });
});

test('the published HelpDeskEddy sample works unedited and answers with the published fields', async () => {
  const [row] = await world.rows<{ id: number }>(`select id from staff where username = 'administrator'`);
  await world.desk.database.transaction('write', async (db) => {
    await db.query(`insert into roles (name, actions) values ('All', '{*}')`);
    await db.query('insert into staff_roles (staff_id, role_id) select $1, id from roles where name = $2', [
      row!.id,
      'All',
    ]);
  });
  const answer = await ask(
    world,
    await withApiKey(world, { staffId: row!.id }),
    'POST',
    '/api/v2/tickets/',
    SAMPLE_REQUEST,
  );
  expect(answer.status).toBe(200);
  const { custom_fields, owner_id, owner_name, user_id, pid } = answer.json!.data as (typeof SAMPLE_ANSWER)['data'];
  expect(custom_fields).toEqual(SAMPLE_ANSWER.data.custom_fields);
  expect({ owner_id, owner_name, user_id, pid }).toEqual({
    owner_id: SAMPLE_ANSWER.data.owner_id,
    owner_name: 'Administrator',
    user_id: 1,
    pid: 1,
  });
});

test('rows added afterwards get new ids', async () => {
  expect(await world.customField({ name: 'Another', type: 'text' })).toBeGreaterThan(42_623);
});

describe('on a desk with a ticket', () => {
  const load = (options = {}) => loadDemoData(used.desk, () => {}, options);
  let own: number;

  beforeAll(async () => {
    own = (await used.ticket({ subject: 'My own' })).id;
  });

  test('nothing is loaded without --despite-tickets', async () => {
    const before = await used.counts();
    await expect(load()).rejects.toThrow(/^There are tickets already: .* --despite-tickets$/);
    expect(await used.counts()).toEqual(before);
  });

  test('with --despite-tickets, the demo replies to its own tickets only', async () => {
    const { tickets } = await load({ despiteTickets: true });
    expect(tickets).toEqual([own + 1, own + 2, own + 3]);
    const messages = await used.rows<{ id: number; messages: number; notes: number }>(
      `select id, (select count(*)::int from messages where ticket_id = tickets.id) as messages,
         (select count(*)::int from notes where ticket_id = tickets.id) as notes from tickets order by id`,
    );
    expect(messages).toEqual([
      { id: own, messages: 1, notes: 0 },
      { id: own + 1, messages: 2, notes: 0 },
      { id: own + 2, messages: 1, notes: 0 },
      { id: own + 3, messages: 1, notes: 1 },
    ]);
  });

  test('a second load is refused even with --despite-tickets', async () => {
    await expect(load({ despiteTickets: true })).rejects.toThrow(/^There are clients or custom fields already/);
  });
});
