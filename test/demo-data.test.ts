import { loadDemoData } from '../src/cli/demo-data';
import { asClient, ask, asProgram, withApiKey } from './support/doors';
import { SAMPLE_ANSWER, SAMPLE_REQUEST } from './support/helpdeskeddy';
import { SAMPLE } from './support/socialboards';
import { useWorld } from './support/world';

const world = useWorld();

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

test('the published HelpDeskEddy sample works unedited, and answers the fields of the published answer', async () => {
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
    owner_id: 1,
    owner_name: 'Administrator',
    user_id: 1,
    pid: 1,
  });
});

test('rows that are made afterwards have ids of their own', async () => {
  expect(await world.customField({ name: 'Another', type: 'text' })).toBeGreaterThan(42_623);
});
