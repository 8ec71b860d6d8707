import { shown } from '../../support/pages';
import { formFor, linkTo, ticketPagesOf } from '../../support/ticket-page';
import { useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});

const pages = ticketPagesOf(world);

let ticket: { id: number; tid: string; c: string };

beforeAll(async () => {
  await world.serve();
  await world.done('AddDepartment', { name: 'Sales', email: 'sales@desk.example' });
});

beforeEach(async () => {
  ticket = (await world.done('OpenTicket', {
    deptid: 1,
    subject: 'S',
    message: 'M',
    name: 'Gus',
    email: 'gus@example.com',
  })) as unknown as typeof ticket;
  await world.events();
});

const send = async (task: 'addcopy' | 'removecopy', email: string, key = '') =>
  pages.post({ tid: ticket.tid, c: ticket.c, task, key, email });

const copies = async () => (await world.done('GetTicket', { ticketid: ticket.id })).cc;

test('adds an address that was copied with invisible characters', async () => {
  expect((await send('addcopy', '\u202abob.ray@example.com\u202c')).status).toBe(303);
  expect(await copies()).toBe('bob.ray@example.com');
});

test('adds an address, once, and the activity log tells who', async () => {
  const { text } = await pages.visit(linkTo(ticket));
  const form = { ...formFor(text, 'addcopy'), email: ' Bob.Ray@example.com' };
  const answers = await Promise.all([pages.post(form), pages.post(form), send('addcopy', 'bob.ray@EXAMPLE.com')]);
  expect(answers.map(({ status }) => status)).toEqual([303, 303, 303]);
  expect(await copies()).toMatch(/^bob\.ray@example\.com$/i);
  expect(await world.events()).toEqual([]);
  const logged = await world.rows(
    `select description, changes from activity_log where description like 'Ticket changed%' order by id desc limit 1`,
  );
  expect(logged).toEqual([
    {
      description: `Ticket changed: id ${ticket.id}`,
      changes: expect.objectContaining({ cc: [null, expect.stringMatching(/^bob\.ray@example\.com$/i)] }),
    },
  ]);
});

test.each([
  ['', 'Please enter an e-mail address'],
  ['bob', 'Please enter a complete e-mail address, such as ann@example.com'],
  ['bob@example.com, eve@example.com', 'Please enter a complete e-mail address'],
  ['bob@example.com\r\nBcc: eve@example.com', 'Please enter a complete e-mail address'],
  ['sales@desk.example', 'This address cannot get copies'],
  ['sales+anything@desk.example', 'This address cannot get copies'],
  ['no-reply@shop.example', 'This address cannot get copies'],
  ['MAILER-DAEMON@mx.example', 'This address cannot get copies'],
  ['Gus@Example.com', 'This address gets the mail of the ticket anyway'],
])('refuses %j, and keeps it in the form', async (email, problem) => {
  const { status, text } = await send('addcopy', email);
  expect([status, shown(text)]).toEqual([400, expect.stringContaining(problem)]);
  if (!/\s/.test(email)) expect(text).toContain(`name="email" value="${email}"`);
  expect(await copies()).toBe('');
});

test('lets ten people get copies, also when eleven are added at once', async () => {
  const added = await Promise.all(Array.from({ length: 11 }, (_, index) => send('addcopy', `a${index}@example.com`)));
  expect(added.map(({ status }) => status).sort()).toEqual([...Array(10).fill(303), 400]);
  expect(shown(added.find(({ status }) => status === 400)!.text)).toContain('At most 10 people can get copies');
  expect(String(await copies()).split(',')).toHaveLength(10);
});

test('is for the ticket of the link alone', async () => {
  const other = await world.ticket();
  const sent = await pages.post({ tid: other.tid, c: ticket.c, task: 'addcopy', key: '', email: 'bob@example.com' });
  expect(sent.status).toBe(404);
});
