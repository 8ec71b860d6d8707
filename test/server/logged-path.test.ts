import { loggedPath } from '../../src/server/logged-path';
import { cpuTimeOf } from '../support/cpu-time';
import { eventually } from '../support/eventually';
import { sendRaw } from '../support/raw-http';
import { useWorld } from '../support/world';

const world = useWorld();

const CODE = 'DjmOmojV';
const TOKEN = 'q7-XTf0cPzM_4Wk2sYv9BdLr1HnGe6UaJi5Ko3QxSyR';
const SECRETS = [CODE, TOKEN, 'Identifier1', 'Secret1'];
const PARAMETERS = 'identifier=Identifier1&secret=Secret1&action=GetTickets';

/** What programs, proxies and people make of a sign. */
const QUESTION_MARKS = ['%3F', '%3f', '%253F', '%25253f', '&', '%26', ';', '%3B', '/', '%2F', '/%3F'];
const SLASHES = [
  '/',
  '%2F',
  '%2f',
  '%252F',
  '%25252f',
  '%5C',
  '\\',
  '//',
  '-',
  '_',
  ':',
  '.',
  ',',
  '%20',
  '%0A',
  '+',
  '/%23',
];

const PATHS = [
  ...['/includes/api.php', '/api.php', '/whmcs/includes/api.php', '/api/v2/tickets', '/oauth/token'].flatMap((path) =>
    QUESTION_MARKS.map((sign) => `${path}${sign}${PARAMETERS}`),
  ),
  ...QUESTION_MARKS.flatMap((sign) => [
    `/viewticket.php${sign}tid=493998&c=${CODE}`,
    `/viewticket.php${sign}c=${CODE}&tid=493998`,
    `/viewticket.php${sign}c%3D${CODE}`,
    `/oauth/singlesignon.php${sign}access_token=${TOKEN}`,
    `/login.php${sign}token=${TOKEN}`,
    `/events${sign}access_token=${TOKEN}`,
  ]),
  ...SLASHES.flatMap((slash) => [
    `/ticket/493998${slash}${CODE}`,
    `/ticket${slash}493998${slash}${CODE}`,
    `/support/TICKET/493998${slash}${CODE}/`,
    `/ticket${slash}${CODE}`,
    `/tickets/493998${slash}${CODE}`,
    `/viewticket/493998${slash}${CODE}`,
    `/viewticket.php${slash}493998${slash}${CODE}`,
    `/login${slash}${TOKEN}`,
    `/invite${slash}${TOKEN}`,
    `/invites${slash}${TOKEN}`,
    `/confirm-ticket${slash}${TOKEN}`,
    `/password${slash}reset${slash}${TOKEN}`,
    `/password/reset${slash}short${CODE}`,
  ]),
  `/ticket/ABC-493998/${CODE}`,
  `/ticket493998/${CODE}`,
  `/ticket/493998${CODE}`,
  `/password-reset/${TOKEN}`,
  `/includes/api.php/identifier:Identifier1/secret:Secret1`,
  `/includes%2Fapi.php/identifier=Identifier1`,
];

test.each([
  ['/includes/api.php', '/includes/api.php'],
  ['/includes/api.php/GetTickets', '/includes/api.php/GetTickets'],
  ['/api/v2/keliweb/open-ticket', '/api/v2/keliweb/open-ticket'],
  ['/api/v2/keliweb/add-ticket-reply', '/api/v2/keliweb/add-ticket-reply'],
  ['/api/v2/tickets/12/posts/345', '/api/v2/tickets/12/posts/345'],
  ['/tickets/12/messages', '/tickets/12/messages'],
  ['/admin/tickets/12/files/reply/34/0', '/admin/tickets/12/files/reply/34/0'],
  ['/admin/tickets/number/493998', '/admin/tickets/number/493998'],
  ['/login.php', '/login.php'],
  ['/caf%C3%A9', '/caf%C3%A9'],
  ['/includes/api.php%3Fsecret=a', '/includes/api.php...'],
  ['/includes/api.php/secret=a', '/includes/api.php/secret...'],
  [`/ticket/493998%2F${CODE}`, '/ticket/493998%2F...'],
  [`/ticket/493998-${CODE}`, '/ticket/493998-...'],
  [`/login%2F${TOKEN}`, '/login%2F...'],
  [`/${'a/'.repeat(150)}`, `/${'a/'.repeat(150)}`.slice(0, 200)],
  [`/${'a/'.repeat(90)}${TOKEN}`, `/${'a/'.repeat(90)}...`],
])('%s is logged as %s', (path, logged) => {
  expect(loggedPath(path)).toBe(logged);
});

test.each(['a', 'ticket', '/ticket', 'ticket1-', '/ticket/1', '-', '%25', '%2525', '.php'])(
  'a path of nothing but %s takes no time',
  (part) => {
    const path = `/${part.repeat(16_000 / part.length)}`;
    expect(cpuTimeOf(() => loggedPath(path))).toBeLessThan(100);
  },
);

test('no line of the log has a secret, whatever became of the signs around it', async () => {
  for (const path of PATHS) await sendRaw(world, 'GET', path);
  await eventually(() => world.log.filter(({ path }) => path !== undefined).length >= PATHS.length);
  const told = world.log
    .map((line) => JSON.stringify(line))
    .filter((line) => SECRETS.some((text) => line.includes(text)));
  expect(told).toEqual([]);
});
