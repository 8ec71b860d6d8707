import { addUserWith, plainBrowser } from '../../support/browser-without-scripts';
import { mailWantedLinks } from '../../support/mailed-links';
import { visible } from '../../support/pages';
import { type HttpAnswer, useWorld } from '../../support/world';

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});
const RIGHT = 'correct horse battery';

beforeAll(() => world.serve());

let addresses = 0;
const browserElsewhere = () => plainBrowser(world, { address: `198.51.100.${++addresses}` });

/** Asks for a link on the page. */
async function askFor(email: string, browser = browserElsewhere()): Promise<HttpAnswer> {
  await browser.get('/login.php?by=mail');
  return browser.submit('link', { email });
}

const mailsTo = (userId: number) =>
  world.rows<{ subject: string; body: string }>('select subject, body from emails where user_id = $1 order by id', [
    userId,
  ]);

test('mails a link to a user, and nothing to anybody else, and answers alike', async () => {
  const ann = await addUserWith(world, RIGHT);
  const closed = await addUserWith(world, RIGHT);
  await world.change(`update clients set status = 'Closed' where id = $1`, [closed.clientId]);
  const answers: ReturnType<typeof visible>[] = [];
  for (const email of [ann.email.toUpperCase(), 'nobody@example.com', closed.email, 'no address']) {
    answers.push(visible(await askFor(email)));
  }
  expect(answers).toEqual(Array.from({ length: 4 }, () => answers[0]));
  expect(answers[0]?.status).toBe(303);
  await mailWantedLinks(world);
  expect(await mailsTo(ann.userId)).toEqual([
    { subject: 'Your link to sign in', body: expect.stringMatching(/href="[^"]*\/login\/[\w-]{43}"/) },
  ]);
  expect(await mailsTo(closed.userId)).toEqual([]);
  const texts = await world.rows('select subject from emails');
  expect(texts).toHaveLength(1);
  const logged = await world.rows(`select description from activity_log where action = 'pages/SendLink' order by id`);
  expect(logged).toHaveLength(4);
  expect(logged).toContainEqual({ description: 'Link to sign in: sent, asked for from 198.51.100.1' });
});

test.each([
  ['"a b"@example.com', '"A b"@example.com'],
  ['ann@bücher.example', 'ann@XN--bcher-kva.example'],
  ['ann@xn--strae-oqa.example', 'ann@straße.example'],
])('mails a link to %s, asked for as %s', async (email, asked) => {
  const ann = await addUserWith(world, RIGHT);
  await world.change('update users set email = $2 where id = $1', [ann.userId, email]);
  await askFor(asked);
  await mailWantedLinks(world);
  expect(await mailsTo(ann.userId)).toHaveLength(1);
});

test.each([
  ['german', 'Ihr Link zum Anmelden'],
  ['arabic', 'رابط تسجيل الدخول'],
  ['french', 'Your link to sign in'],
])('writes to a user whose language is %s: %s', async (language, subject) => {
  const ann = await addUserWith(world, RIGHT);
  await world.change('update users set language = $2 where id = $1', [ann.userId, language]);
  await askFor(ann.email);
  await mailWantedLinks(world);
  expect(await mailsTo(ann.userId)).toMatchObject([{ subject }]);
});

test('a mailbox gets three links within a quarter of an hour, whoever asks', async () => {
  const ann = await addUserWith(world, RIGHT);
  for (let count = 0; count < 5; count += 1) expect((await askFor(ann.email)).status).toBe(303);
  await mailWantedLinks(world);
  expect(await mailsTo(ann.userId)).toHaveLength(3);
});

test('an address that asked twenty times gets 429, and others do not', async () => {
  const browser = browserElsewhere();
  const statuses: number[] = [];
  for (let count = 0; count < 21; count += 1) statuses.push((await askFor(`n${count}@example.com`, browser)).status);
  expect(statuses).toEqual([...Array.from({ length: 20 }, () => 303), 429]);
  expect((await askFor('n1@example.com')).status).toBe(303);
});

test('a template that an operator disabled sends nothing, and changes no answer', async () => {
  const ann = await addUserWith(world, RIGHT);
  await world.change(`update email_templates set disabled = true where name = 'Sign-in Link'`);
  expect((await askFor(ann.email)).status).toBe(303);
  await mailWantedLinks(world);
  expect(await mailsTo(ann.userId)).toEqual([]);
  expect(await world.logged()).toMatchObject({ description: expect.stringContaining('Email Template is disabled') });
  await world.change(`update email_templates set disabled = false where name = 'Sign-in Link'`);
});
