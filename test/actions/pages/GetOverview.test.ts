import { browserOf } from '../../support/client-session';
import { shown } from '../../support/pages';
import { useWorld } from '../../support/world';

const world = useWorld();

beforeAll(() => world.serve());

afterEach(() => world.change('delete from announcements'));

const announce = (title: string, more: Record<string, unknown> = {}) =>
  world.done('AddAnnouncement', {
    ...{ title, announcement: `About ${title}`, date: '2026-01-01 09:00:00', published: true },
    ...more,
  });

test('greets the client with what waits for them, and with the newest announcements', async () => {
  const { clientId } = await world.client('Ann Lee');
  const visit = await browserOf(world, clientId);
  const first = await visit('/clientarea.php');
  expect(first.status).toBe(200);
  expect(shown(first.text)).toContain('Hello Ann');
  expect(shown(first.text)).toContain('Nothing is waiting for you.');
  expect(first.text).not.toContain('id="news"');

  const open = (subject: string) => world.ticket({ clientid: clientId, subject });
  await open('Still with us');
  for (let count = 1; count <= 6; count++) {
    world.now = new Date(world.now.getTime() + 60_000);
    const { id } = await open(`Answered ${count}`);
    await world.done('AddTicketReply', { ticketid: id, message: 'Here', adminusername: 'Jo' });
  }
  for (const day of [1, 2, 3, 4]) await announce(`News ${day}`, { date: `2026-01-0${day} 09:00:00` });
  const { text } = await visit('/clientarea.php');
  const subjects = Array.from(text.matchAll(/<td><a [^>]*><bdi>(.*?)<\/bdi>/g), ([, subject]) => subject);
  expect(subjects).toEqual([6, 5, 4, 3, 2].map((count) => `Answered ${count}`));
  expect(shown(text)).toContain('7 of your tickets are open.');
  expect(text).toContain('<a href="supporttickets.php?show=answered">Show all 6 that we answered</a>');
  expect(Array.from(text.matchAll(/<h3><a [^>]*><bdi>(.*?)<\/bdi>/g), ([, title]) => title)).toEqual([
    ...['News 4', 'News 3', 'News 2'],
  ]);
  for (const link of ['submitticket.php', 'supporttickets.php', 'announcements']) {
    expect(text).toContain(`href="${link}"`);
  }
});

test('has the operator’s welcome, as safe markup in the language of the visitor', async () => {
  const { clientId } = await world.client();
  const visit = await browserOf(world, clientId);
  const set = (setting: string, value: string) => world.done('SetConfigurationValue', { setting, value });
  await set('PortalWelcome', 'Call **555** <script>alert(1)</script>');
  await set('PortalWelcome.de', 'Rufen Sie **555** an');
  const english = await visit('/clientarea.php');
  expect(english.text).toContain('Call <strong>555</strong> &lt;script&gt;');
  const german = await visit('/clientarea.php', { Cookie: 'hatchdesk_language=de' });
  expect(german.text).toContain('Rufen Sie <strong>555</strong> an');
});

test('a user is greeted by the own name, and a company without anybody’s by its name', async () => {
  const { clientId, userId } = await world.client();
  await world.change(`update clients set first_name = '', last_name = '', company = 'Acme' where id = $1`, [clientId]);
  const hello = async () => /<h1><bdi>(.*?)<\/bdi>/.exec((await visit('/clientarea.php')).text)?.[1];
  const visit = await browserOf(world, clientId);
  await world.change(`update users set first_name = 'Uma' where id = $1`, [userId]);
  expect(await hello()).toBe('Hello Uma');
  await world.change(`update users set first_name = '' where id = $1`, [userId]);
  expect(await hello()).toBe('Hello Acme');
});
