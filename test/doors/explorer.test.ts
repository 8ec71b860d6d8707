import { Validator } from '@seriousme/openapi-schema-validator';
import { readNetworks } from '../../src/config/readers';
import { useWorld } from '../support/world';

const world = useWorld();
const closed = useWorld((config) => {
  config.allowedNetworks = readNetworks('203.0.113.0/24');
});

type Operation = {
  operationId: string;
  security: Record<string, unknown>[];
  requestBody?: {
    content: Record<
      string,
      { schema: { required?: string[]; properties: Record<string, unknown> }; example?: Record<string, unknown> }
    >;
  };
  responses: Record<string, { content?: Record<string, { example?: unknown }> }>;
};
type Description = { openapi: string; servers: { url: string }[]; paths: Record<string, Record<string, Operation>> };

const described = async (): Promise<Description> => {
  const { status, json } = await world.send('/openapi.json');
  expect(status).toBe(200);
  return json as unknown as Description;
};

const operations = ({ paths }: Description): Operation[] => Object.values(paths).flatMap((item) => Object.values(item));

test('is valid OpenAPI 3.1', async () => {
  const description = await described();
  expect(description.openapi).toBe('3.1.0');
  const validator = new Validator();
  const { valid, errors } = await validator.validate(description);
  expect(errors ?? []).toEqual([]);
  expect(valid).toBe(true);
  // A validator that takes anything would not be worth its name.
  const broken = { ...description, paths: { '/x': { post: { responses: { 200: {} } } } } };
  expect((await new Validator().validate(broken)).valid).toBe(false);
});

/** Pages call several actions at one address, and are described as pages. */
const isOfPages = (name: string): boolean => name.startsWith('pages/');

test('describes every action of every door, each once under a name of its own', async () => {
  const description = await described();
  const ids = operations(description).map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  const missing = world.desk.registry
    .all()
    .filter(({ name }) => !isOfPages(name) && !ids.some((id) => id.endsWith(name.replaceAll('/', '_'))))
    .map(({ name }) => name);
  expect(missing).toEqual([]);
  expect(Object.keys(description.paths)).toEqual(
    expect.arrayContaining([
      '/api/v2/keliweb/get-ticket',
      '/oauth/token',
      '/tickets/{ticketId}',
      '/api/v2/tickets/{id}',
    ]),
  );
  for (const { operationId, security, responses } of operations(description)) {
    const isAnswered = ['200', '204', '303'].some((status) => status in responses);
    expect([operationId, Array.isArray(security), isAnswered]).toEqual([operationId, true, true]);
  }
});

test('describes the pages and the probes as they are', async () => {
  const { paths } = await described();
  const pages = Object.entries(paths).filter(([path]) => /\.php$|\/\{token\}$|(health|ready)z/.test(path));
  expect(Object.fromEntries(pages.map(([path, item]) => [path, Object.keys(item)]))).toEqual({
    '/oauth/singlesignon.php': ['get', 'post'],
    '/supporttickets.php': ['get'],
    '/clientarea.php': ['get'],
    '/submitticket.php': ['get', 'post'],
    '/confirm-ticket/{token}': ['get', 'post'],
    '/savedraft.php': ['post'],
    '/login.php': ['get', 'post'],
    '/login/{token}': ['get', 'post'],
    '/account.php': ['get', 'post'],
    '/viewticket.php': ['get', 'post'],
    '/ticketfile.php': ['get'],
    '/logout.php': ['post'],
    '/password/reset/{token}': ['get', 'post'],
    '/invite/{token}': ['get', 'post'],
    '/healthz': ['get'],
    '/readyz': ['get'],
  });
  for (const [path, item] of pages) {
    for (const [method, { responses }] of Object.entries(item)) {
      const answer = await world.send(path.replace('{token}', 'x'), { method: method.toUpperCase() });
      const types = Object.keys(responses[String(answer.status)]?.content ?? {});
      expect([path, method, types]).toEqual([path, method, [answer.headers.get('content-type')?.split(';')[0]]]);
    }
  }
});

test('tells parameters, refusals and examples', async () => {
  const { paths } = await described();
  const { post } = paths['/includes/api.php/OpenTicket']!;
  const body = post!.requestBody!.content['application/json']!;
  expect(body.schema.required).toEqual(['deptid', 'subject', 'message']);
  expect(body.example).toMatchObject({ deptid: 1, subject: 'The printer burns' });
  expect(Object.keys(post!.requestBody!.content)).toContain('multipart/form-data');
  expect(post).toMatchObject({ 'x-refusals': expect.arrayContaining(['Department ID not found']) });
  expect(post!.responses['200']!.content!['application/json']!.example).toMatchObject({ result: 'success' });
});

test('a form has an example with all that it must have, of fields that it has', async () => {
  const forms = operations(await described()).flatMap(({ operationId, requestBody }) =>
    Object.entries(requestBody?.content ?? {})
      .filter(([type, { example }]) => type !== 'application/json' && example !== undefined)
      .map(([, { schema, example }]) => ({ operationId, schema, example: example! })),
  );
  expect(forms.length).toBeGreaterThan(50);
  for (const { operationId, schema, example } of forms) {
    const names = Object.keys(example);
    const isFile = (name: string) => JSON.stringify(schema.properties[name]).includes('octet-stream');
    const missing = (schema.required ?? []).filter((name) => !names.includes(name) && !isFile(name));
    expect([operationId, missing]).toEqual([operationId, []]);
    expect([operationId, names.filter((name) => !(name in schema.properties))]).toEqual([operationId, []]);
  }
});

test('the form of OpenTicket is accepted as it stands, on a desk that nobody has touched', async () => {
  const { paths } = await described();
  const form = paths['/includes/api.php/OpenTicket']!.post!.requestBody!.content['application/x-www-form-urlencoded']!;
  const { json } = await world.post({ action: 'OpenTicket', ...(form.example as Record<string, string>) });
  expect(json).toMatchObject({ result: 'success' });
});

test('what it says of a call holds: address, credential in the header, JSON', async () => {
  const { identifier, secret } = world.credentials;
  const call = (path: string, body: unknown, password = secret) =>
    world.send(path, {
      method: 'POST',
      headers: {
        Authorization: `Basic ${Buffer.from(`${identifier}:${password}`).toString('base64')}`,
        'Content-Type': 'application/json',
      },
      body: JSON.stringify(body),
    });
  const ticket = { deptid: 1, name: 'Ann', email: 'ann@example.com', subject: 'S', message: 'M' };
  const opened = await call('/includes/api.php/OpenTicket?responsetype=json', ticket);
  expect(opened.json).toMatchObject({ result: 'success' });
  // A field that names another action wins, as ever.
  const read = await call('/includes/api.php/OpenTicket?responsetype=json', { action: 'gettickets', limitnum: 1 });
  expect(read.json).toMatchObject({ result: 'success', numreturned: 1 });
  const wrong = await call('/includes/api.php/GetTickets?responsetype=json', {}, 'wrong');
  expect([wrong.status, wrong.json]).toEqual([403, { result: 'error', message: 'Invalid or missing credentials' }]);
  const unknown = await call('/includes/api.php/Nonsense?responsetype=xml', {});
  expect(unknown.text).toContain('<action>nonsense</action>');
  // Fields that say who calls win over the header.
  const both = await call('/includes/api.php/GetTickets?responsetype=json', { identifier: 'other', secret: 'other' });
  expect(both.status).toBe(403);
});

test('names the address under which the desk is reached', async () => {
  expect((await described()).servers).toMatchObject([{ url: './' }]);
});

test('the explorer is served whole from here, and runs nothing else', async () => {
  const page = await world.send('/docs');
  expect(page.status).toBe(200);
  expect(page.headers.get('content-type')).toMatch(/^text\/html/);
  expect(page.headers.get('content-security-policy')).toMatch(/default-src 'none'; script-src 'self';/);
  const links = Array.from(page.text.matchAll(/(?:src|href)="([^"]+)"/g), ([, link]) => link!);
  const own = links.filter((link) => link.startsWith('docs/'));
  // The others lead on: past the links at the top, to the description, and to the page in another language.
  expect(links.filter((link) => !own.includes(link)).sort()).toEqual(
    ['#content', '?language=ar', '?language=de', 'data:,', 'openapi.json'].sort(),
  );
  expect(own.length).toBe(4);
  for (const link of own) {
    // Beside the page, wherever a proxy has it.
    expect(link).toMatch(/^docs\//);
    const file = await world.send(`/${link}`);
    expect([link, file.status]).toEqual([link, 200]);
    expect(file.headers.get('content-type')).toMatch(/^text\/(css|javascript)/);
  }
  expect(page.text).not.toMatch(/<script>|\son\w+=/);
  const { status, headers } = await world.send('/docs/', { redirect: 'manual' });
  expect([status, headers.get('location')]).toEqual([301, '../docs']);
});

test.each(['/docs/package.json', '/docs/..%2fpackage.json', '/docs/index.html', '/docs/swagger-ui-bundle.js.map'])(
  'serves no other file: %s',
  async (path) => {
    expect((await world.send(path)).status).toBe(404);
  },
);

test.each(['/openapi.json', '/docs', '/docs/start.js', '/docs/swagger-ui.css'])(
  'is for those who may call: %s',
  async (path) => {
    const { status, json } = await closed.send(path);
    expect([status, json]).toEqual([403, { result: 'error', message: 'Invalid IP 127.0.0.1' }]);
  },
);
