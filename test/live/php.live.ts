import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashAdminPassword } from '../../src/access/secrets';
import { loadDemoData } from '../../src/cli/demo-data';
import { runPhp } from '../support/php';
import { useWorld } from '../support/world';

/** Runs real PHP code against a server with the demo data. `php` must have curl and SimpleXML. */
const world = useWorld();

beforeAll(() => world.serve());
const ADMIN_PASSWORD = 'correct horse battery staple';

beforeAll(async () => {
  await loadDemoData(world.desk, () => {});
  await world.admin('jo', { passwordHash: await hashAdminPassword(ADMIN_PASSWORD, world.desk.passwords) });
});

const fixture = (name: string): string => readFileSync(join(__dirname, '..', 'fixtures', 'live', name), 'utf8');

const php = (script: string): Promise<unknown> =>
  runPhp(script, {
    API_URL: `${world.url}/includes/api.php`,
    API_IDENTIFIER: world.credentials.identifier,
    API_SECRET: world.credentials.secret,
    ADMIN_PASSWORD,
  });

/** A published sample with its address and credentials filled in, and a line behind it that shows the response. */
function sample(name: string): string {
  const values = {
    'https://www.example.com/includes/api.php': `${world.url}/includes/api.php`,
    IDENTIFIER_OR_ADMIN_USERNAME: world.credentials.identifier,
    SECRET_OR_HASHED_PASSWORD: world.credentials.secret,
  };
  let script = fixture(name);
  for (const [placeholder, value] of Object.entries(values)) {
    expect(script.split(placeholder)).toHaveLength(2);
    script = script.replace(placeholder, value);
  }
  return `${script}echo $response;\n`;
}

const getTicket = (ticketid: number) => world.done('GetTicket', { ticketid });

async function download(type: 'ticket' | 'reply', relatedid: number, index: number): Promise<[unknown, Buffer]> {
  const { filename, data } = await world.done('GetTicketAttachment', { type, relatedid, index });
  return [filename, Buffer.from(String(data), 'base64')];
}

test('the published OpenTicket sample opens a ticket', async () => {
  const answer = (await php(sample('open-ticket.php'))) as { id: number; tid: string; c: string };
  expect(answer).toEqual({
    result: 'success',
    id: expect.any(Number),
    tid: expect.stringMatching(/^[1-9]\d{5}$/),
    c: expect.stringMatching(/^[A-Za-z0-9]{8}$/),
  });
  expect(await getTicket(answer.id)).toMatchObject({
    tid: answer.tid,
    c: answer.c,
    deptid: 1,
    userid: 1,
    requestor_name: 'John Doe',
    requestor_type: 'Owner',
    subject: 'This is a sample ticket',
    status: 'Open',
    priority: 'Medium',
    replies: {
      reply: [
        {
          replyid: '0',
          message: 'This is a **sample** ticket message',
          attachment: expect.stringMatching(/^\d{6}_sample_text_file\.txt$/),
          attachments: [{ filename: 'sample_text_file.txt', index: 0 }],
          attachments_removed: false,
        },
      ],
    },
    notes: { note: [] },
  });
  const bytes = Buffer.from('This is a sample text file contents');
  expect(await download('ticket', answer.id, 0)).toEqual(['sample_text_file.txt', bytes]);
  const kept = await world.rows(
    `select t.prevent_client_closure as "preventClientClosure", m.format
     from tickets t join messages m on m.ticket_id = t.id where t.id = $1`,
    [answer.id],
  );
  expect(kept).toEqual([{ preventClientClosure: true, format: 'markdown' }]);
});

test('the published AddTicketReply sample answers ticket 1', async () => {
  const before = (await getTicket(1)) as unknown as { replies: { reply: unknown[] } };
  const answer = (await php(sample('add-ticket-reply.php'))) as { replyid: number };
  expect(answer).toEqual({ result: 'success', replyid: expect.any(Number) });
  expect(await getTicket(1)).toMatchObject({
    status: 'Customer-Reply',
    customfields: { customfield: [{ id: 1, name: 'How did you find us?', value: 'Google' }] },
    replies: {
      reply: [
        ...before.replies.reply,
        {
          replyid: answer.replyid,
          userid: 1,
          name: 'John Doe',
          requestor_type: 'Owner',
          message: 'This is a sample ticket reply',
          attachment: expect.stringMatching(/^\d{6}_sample_text_file\.txt$/),
          attachments: [{ filename: 'sample_text_file.txt', index: 0 }],
          admin: '',
        },
      ],
    },
  });
  const bytes = Buffer.from('This is a sample text file contents');
  expect(await download('reply', answer.replyid, 0)).toEqual(['sample_text_file.txt', bytes]);
});

test('curl with an array of fields uploads files', async () => {
  const { id } = (await php(fixture('curl-array.php'))) as { id: number };
  expect(await getTicket(id)).toMatchObject({
    deptid: 2,
    name: 'Zoë Müller',
    email: 'zoe@example.com',
    requestor_type: 'Guest',
    subject: 'Ünïcode & <tags> 日本語',
    priority: 'Medium',
    customfields: { customfield: [{ id: 1, name: 'How did you find us?', value: 'A friend' }] },
    replies: {
      reply: [
        {
          message: 'First line\r\nSecond line; with=signs % and + plus',
          attachments: [
            { filename: 'Übersicht 1.zip', index: 0 },
            { filename: 'two.csv', index: 1 },
          ],
        },
      ],
    },
  });
  expect(await download('ticket', id, 0)).toEqual(['Übersicht 1.zip', Buffer.from('\x00\x01\xff binary', 'latin1')]);
  expect(await download('ticket', id, 1)).toEqual(['two.csv', Buffer.from('a;b\n1;2\n')]);
});

test('a urlencoded body under a multipart header without boundary is parsed as a form', async () => {
  const answer = await php(fixture('bare-multipart.php'));
  expect(answer).toEqual({ result: 'success', replyid: expect.any(Number) });
  expect(await getTicket(2)).toMatchObject({
    status: 'Answered',
    replies: {
      reply: [
        { replyid: '0', requestor_type: 'Guest' },
        { message: 'This is a sample ticket reply', admin: 'Support' },
      ],
    },
  });
});

test('file_get_contents with a stream context', async () => {
  expect(await php(fixture('stream.php'))).toEqual([
    { status: 'HTTP/1.1 403 Forbidden', answer: { result: 'error', message: 'Invalid or missing credentials' } },
    { status: 'HTTP/1.1 200 OK', answer: { result: 'error', message: 'Ticket ID Not Found' } },
    { status: 'HTTP/1.1 200 OK', answer: expect.objectContaining({ ...(await getTicket(3)) }) },
  ]);
});

test('an administrator with the MD5 digest of the password', async () => {
  const refused = { status: 403, answer: { result: 'error', message: 'Authentication Failed' } };
  const [first, ...rest] = (await php(fixture('administrator.php'))) as { answer: { id: number } }[];
  expect(first).toMatchObject({ status: 200, answer: { result: 'success' } });
  expect(rest).toEqual([refused, refused]);
  expect(await getTicket(first!.answer.id)).toMatchObject({
    userid: 1,
    name: 'John Doe',
    admin: 'Jo Admin',
    requestor_type: 'Operator',
  });
});

test('XML as SimpleXML reads it', async () => {
  expect(await php(fixture('xml.php'))).toEqual({
    root: 'whmcsapi',
    action: 'gettickets',
    returned: 2,
    subjects: ['My site is slow', 'Invoice'],
    opening: '0',
    message: 'It takes **ten** seconds.',
    notes: 0,
    refusal: ['error', 'Ticket ID Not Found'],
  });
});

test('refusals reach PHP with status and text, and change nothing', async () => {
  const before = await world.counts();
  expect(await php(fixture('refusals.php'))).toEqual({
    'no action': [400, 'error', 'Empty action request'],
    'unknown action': [200, 'error', 'Command Not Found'],
    'wrong secret': [403, 'error', 'Invalid or missing credentials'],
    'no credentials': [403, 'error', 'Invalid or missing credentials'],
    'unknown department': [200, 'error', 'Department ID not found'],
    'blank message': [200, 'error', 'Message is required'],
    'bad address': [200, 'error', 'Email Address Invalid'],
    future: [200, 'error', 'Ticket creation date cannot be in the future'],
    object: [
      200,
      'error',
      'customfields must be a base64 encoded serialized array or JSON object of field id => value',
    ],
    program: [200, 'error', expect.stringMatching(/^Attachment "shell\.php": this type of file is not allowed\./)],
    'not JSON': [400, 'error', 'The body is not valid JSON, or too deeply nested'],
  });
  expect(await world.counts()).toEqual(before);
});
