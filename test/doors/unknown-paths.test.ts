import { asClient, ask, asProgram } from '../support/doors';
import { staffUser } from '../support/helpdeskeddy';
import { useWorld } from '../support/world';

/** A path that a door does not know is answered by that door, in its own envelope. */
const world = useWorld();

type Headers = Record<string, string>;

const NOTHING = 'There is nothing at this address';
const NO_METHOD = 'There is no such method';

let callers: Record<string, Headers>;
beforeAll(async () => {
  const { clientId } = await world.client();
  callers = {
    reseller: await asClient(world, clientId),
    program: await asProgram(world),
    staff: (await staffUser(world, 'jo')).headers,
    nobody: {},
  };
});

const socialboards = (status: number, errorText: string) => ({ data: null, errorCode: status, errorText });
const keliweb = (_status: number, message: string) => ({ result: 'error', message });
const eddy = (status: number, details: string) => ({
  errors: [{ code: `e-${status}`, title: expect.any(String), details }],
});
const oauth = (_status: number, message: string) => ({
  error: 'invalid_request',
  error_description: message,
  message,
});

const PLACES: [string, keyof typeof callers, (status: number, message: string) => object, string, string[]][] = [
  [
    'Socialboards',
    'program',
    socialboards,
    NOTHING,
    [
      ...['/tickets/1/notes', '/tickets/1/log', '/tickets/1/replies/2/tags', '/tickets/list/more', '/TICKETS/1/x/'],
      ...[
        '/Teammates/1',
        '/categories/1',
        '/categories/1/subcategories',
        '/tags/x',
        '/customFields/1',
        '/customfields/1/2',
      ],
      ...['/userGroups/1', '/usergroups/a/b'],
    ],
  ],
  [
    'Keliweb',
    'reseller',
    keliweb,
    NO_METHOD,
    [
      ...['/api/v2/keliweb', '/api/v2/keliweb/', '/api/v2/keliweb/list-tickets', '/api/v2/keliweb/open-ticket/1'],
      ...['/api/v2/keliweb/a/b/c', '/API/v2/Keliweb/x/'],
    ],
  ],
  [
    'HelpDeskEddy',
    'staff',
    eddy,
    NOTHING,
    [
      '/api/v2',
      '/api/v2/',
      '/api/v2/nothing',
      '/api/v2/tickets/1/posts/2/3',
      '/api/v2/keliwebs',
      '/api/v2/departments/1',
    ],
  ],
  [
    'OAuth',
    'nobody',
    oauth,
    NOTHING,
    [
      '/oauth',
      '/oauth/',
      '/oauth/authorize',
      '/oauth/token/x',
      '/oauth/token/refresh/',
      '/OAuth/Clients/1',
      '/token/x',
    ],
  ],
];

const PATHS = PLACES.flatMap(([door, caller, envelope, message, paths]) =>
  paths.flatMap((path) =>
    ['GET', 'POST', 'PUT', 'DELETE'].map((method) => ({ door, caller, envelope, message, path, method })),
  ),
);

test.each(PATHS)('$method $path is answered by $door', async ({ caller, envelope, message, path, method }) => {
  const body = method === 'GET' ? undefined : {};
  const { status, headers, json } = await ask(world, callers[caller]!, method, path, body);
  expect({ status, json }).toEqual({ status: 404, json: envelope(404, message) });
  expect(headers.get('content-type')).toMatch(/^application\/json/);
});

describe('under another prefix of the reseller API', () => {
  const elsewhere = useWorld((config) => {
    config.keliwebPrefix = '/api';
  });

  test('it hides no other door', async () => {
    const jo = await staffUser(elsewhere, 'jo');
    expect((await jo.ask('GET', '/tickets')).status).toBe(200);
    expect((await jo.ask('GET', '/tickets/1/nothing')).json).toEqual(eddy(404, NOTHING));
    const client = await asClient(elsewhere, (await elsewhere.client()).clientId);
    expect((await ask(elsewhere, client, 'POST', '/api/nothing', {})).json).toEqual(keliweb(404, NO_METHOD));
  });
});

test('the page of single sign-on is no unknown path', async () => {
  const { status, headers } = await ask(world, {}, 'GET', '/oauth/singlesignon.php?access_token=x');
  expect(status).toBe(403);
  expect(headers.get('content-type')).toMatch(/^text\/html/);
});

test('without a token, an unknown path of the reseller API is refused by it', async () => {
  const { status, json } = await ask(world, {}, 'GET', '/api/v2/keliweb/a/b');
  expect({ status, json }).toEqual({ status: 401, json: { result: 'error', message: 'Unauthenticated.' } });
});
