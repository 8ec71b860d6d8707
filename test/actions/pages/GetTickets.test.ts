import { type Browser, browserOf } from '../../support/client-session';
import { expectOnlyOurs, HOSTILE, shown } from '../../support/pages';
import { type HttpAnswer, useWorld } from '../../support/world';

const world = useWorld();

beforeAll(() => world.serve());

let visit: Browser;

const subjectsOf = ({ text }: HttpAnswer): string[] =>
  Array.from(text.matchAll(/<td><a [^>]*><bdi>(.*?)<\/bdi>/g), ([, subject = '']) => subject);
const list = async (query: string) => subjectsOf(await visit(`/supporttickets.php${query}`));
const kindsOf = ({ text }: HttpAnswer): string[] =>
  Array.from(
    (/<nav class="tabs".*?<\/nav>/s.exec(text)?.[0] ?? '').matchAll(/>([^<\n]+)<\/a>/g),
    ([, kind = '']) => kind,
  );

beforeAll(async () => {
  const { clientId } = await world.client('Ann Lee');
  visit = await browserOf(world, clientId);
  expect(shown((await visit('/supporttickets.php')).text)).toContain('You have no tickets yet.');
  const open = async (subject: string, message: string) => {
    world.now = new Date(world.now.getTime() + 60_000);
    return world.ticket({ clientid: clientId, subject, message });
  };
  await open('Printer burns', 'The zeppelin is on fire');
  const answered = await open('Screen flickers', 'Nothing helps');
  const closed = await open('Invoice ERR-1002', 'Please explain');
  const held = await open('On hold', 'Take your time');
  await world.done('AddTicketReply', { ticketid: answered.id, message: 'Try the walrus', adminusername: 'Jo' });
  await world.done('UpdateTicket', { ticketid: closed.id, status: 'Closed' });
  await world.done('UpdateTicket', { ticketid: held.id, status: 'On Hold' });
  await world.done('AddTicketNote', { ticketid: held.id, message: 'A secret narwhal' });
  const dead = await open('Deleted', 'The zeppelin again');
  await world.done('DeleteTicket', { ticketid: dead.id });
  const other = await world.client('Bob Ray');
  await world.ticket({ clientid: other.clientId, subject: 'Bob asks', message: 'My zeppelin' });
});

test('each ticket is of one kind, and each kind says how many it has', async () => {
  const page = await visit('/supporttickets.php');
  expect(kindsOf(page)).toEqual(['All (4)', 'Waiting for us (2)', 'We answered (1)', 'Closed (1)']);
  expect(subjectsOf(page)).toEqual(['On hold', 'Screen flickers', 'Invoice ERR-1002', 'Printer burns']);
  expect(await list('?show=waiting')).toEqual(['On hold', 'Printer burns']);
  expect(await list('?show=answered')).toEqual(['Screen flickers']);
  expect(await list('?show=closed')).toEqual(['Invoice ERR-1002']);
  expect(await list('?show=nonsense')).toHaveLength(4);
});

test('an answer that nobody has seen is marked', async () => {
  const { text } = await visit('/supporttickets.php');
  const rows = text.split('<tr').filter((row) => row.startsWith(' class="new"'));
  expect(rows.map((row) => /<bdi>(.*?)<\/bdi>/.exec(row)?.[1])).toEqual(['Screen flickers']);
});

test.each([
  ['zeppelin', ['Printer burns']],
  ['WALRUS', ['Screen flickers']],
  ['printer zeppelin', ['Printer burns']],
  ['err-1002', ['Invoice ERR-1002']],
  ['narwhal', []],
  ['bob', []],
  ['None', []],
])('the search for %p looks in subjects and messages of the client, not in notes', async (search, found) => {
  expect(await list(`?search=${encodeURIComponent(search)}`)).toEqual(found);
});

test('the search finds a ticket by its number, and keeps what else was chosen', async () => {
  const [row] = await world.rows<{ number: string }>(`select number from tickets where subject = 'Printer burns'`);
  expect(await list(`?search=${row!.number}`)).toEqual(['Printer burns']);
  expect(await list(`?search=%23${row!.number}`)).toEqual(['Printer burns']);
  expect(await list(`?search=${row!.number}&show=closed`)).toEqual([]);
  const { text } = await visit('/supporttickets.php?search=time&show=waiting&order=oldest');
  expect(text).toContain('name="search" value="time"');
  expect(text).toContain('<input type="hidden" name="show" value="waiting">');
  expect(text).toContain('href="supporttickets.php?search=time&amp;show=closed&amp;order=oldest"');
  expect(text).toContain('href="supporttickets.php?search=time&amp;show=waiting"');
});

test('the oldest last reply can come first', async () => {
  expect(await list('?order=oldest')).toEqual(['Printer burns', 'Invoice ERR-1002', 'Screen flickers', 'On hold']);
});

test('nothing found says so, with a way to all tickets', async () => {
  const { status, text } = await visit('/supporttickets.php?search=unheardof');
  expect(status).toBe(200);
  expect(text).toContain('No tickets match. <a href="supporttickets.php">All tickets</a>');
});

test('a search that cannot be answered is explained in the language of the visitor, and stays in the field', async () => {
  const { status, text } = await visit('/supporttickets.php?search=-fire&language=de');
  expect([status, text.includes('value="-fire"')]).toEqual([400, true]);
  expect(shown(text)).toContain('Die Suche braucht ein Wort, das vorkommen soll');
  expect(text).toContain('aria-invalid="true" aria-describedby="problem"');
});

test.each(['search', 'show', 'order', 'page'])('a hostile %s is text', async (name) => {
  const { status, text } = await visit(`/supporttickets.php?${name}=${encodeURIComponent(HOSTILE)}`);
  expect(status).toBe(200);
  expectOnlyOurs(text);
});

test('hostile subjects, departments and statuses are text', async () => {
  const { clientId } = await world.client(HOSTILE.slice(0, 60));
  const own = await browserOf(world, clientId);
  const { id } = await world.ticket({ clientid: clientId, subject: `Mine ${HOSTILE}` });
  await world.change(`update statuses set title = title || $1 where slug = 'on-hold' or title = 'On Hold'`, [HOSTILE]);
  await world.change(
    `update tickets set status_id = (select id from statuses where title like 'On Hold%') where id = $1`,
    [id],
  );
  await world.change('update departments set name = name || $1', [HOSTILE]);
  world.desk.forget();
  for (const path of ['/supporttickets.php', '/clientarea.php']) {
    const { text } = await own(path);
    expectOnlyOurs(text);
    if (path === '/supporttickets.php') expect(shown(text)).toContain(`Mine ${HOSTILE}`);
  }
});
