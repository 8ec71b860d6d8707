import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import { asClient, ask, withApiKey } from '../support/doors';
import { type HttpAnswer, useWorld } from '../support/world';

/** Builds bodies as /openapi.json describes them, and compares the answers with its description. */
const world = useWorld();
const busyWorld = useWorld((config) => {
  config.limits = { ...config.limits, requestsAtOnce: 0 };
});

type Schema = { type?: string; properties?: Record<string, Schema>; required?: string[]; items?: Schema };
type Encoding = Record<string, { style?: string; explode?: boolean; contentType?: string }>;
type Content = Record<string, { schema: Schema; encoding?: Encoding; example?: unknown }>;
interface Operation {
  operationId: string;
  parameters?: { name: string; in: string; required?: boolean; schema: { enum?: string[] } }[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, { content?: Content }>;
}

let operations: Map<string, Operation>;
let components: unknown;

beforeAll(async () => {
  const { json } = await world.send('/openapi.json');
  const { paths } = json as unknown as { paths: Record<string, Record<string, Operation>> };
  components = json!.components;
  operations = new Map(
    Object.values(paths)
      .flatMap((item) => Object.values(item))
      .map((operation) => [operation.operationId, operation]),
  );
});

const of = (id: string): Operation => operations.get(id)!;
const answerOf = (operation: Operation) => operation.responses['200']?.content?.['application/json'];

const ajv = new Ajv2020({ strict: false });
const compiled = new Map<object, ValidateFunction>();

/** Returns what is wrong with a value, according to a schema of the description. */
function faults(schema: object, value: unknown): unknown[] {
  const validate = compiled.get(schema) ?? ajv.compile({ ...schema, components });
  compiled.set(schema, validate);
  return validate(value) ? [] : (validate.errors ?? []);
}

test('every example of an answer is valid, and no value is both an answer and a refusal', () => {
  const wrong: unknown[] = [];
  let count = 0;
  for (const operation of operations.values()) {
    const { schema, example } = answerOf(operation) ?? {};
    if (schema === undefined || example === undefined) continue;
    count += 1;
    const found = [faults(schema, example)];
    if ('oneOf' in schema) {
      found.push(faults(schema, { result: 'error', message: 'No' }));
      for (const neither of [{}, { result: 'error' }, { ...(example as object), result: 'error' }]) {
        if (faults(schema, neither).length === 0) found.push([neither]);
      }
    }
    if (found.flat().length > 0) wrong.push([operation.operationId, ...found]);
  }
  expect(wrong).toEqual([]);
  expect(count).toBeGreaterThan(100);
});

test('members that are in every answer are required', () => {
  const { schema } = answerOf(of('GetTickets'))!;
  const { tickets: _left, ...incomplete } = answerOf(of('GetTickets'))!.example as Record<string, unknown>;
  expect(faults(schema, incomplete)).not.toEqual([]);
});

test.each(['number', 'string'] as const)('the WHMCS API answers ids as %s, as described', async (ids) => {
  const credentials = await world.credential(['*'], { ids });
  const { id } = await world.ticket();
  for (const [action, params] of Object.entries({ GetTicket: { ticketid: String(id) }, GetTickets: {} })) {
    const { json } = await world.post({ ...credentials, action, ...params });
    expect(json).toMatchObject({ result: 'success' });
    expect(faults(answerOf(of(action))!.schema, json)).toEqual([]);
  }
});

test('the reseller API answers as described, with ids as strings', async () => {
  const { clientId } = await world.client();
  const headers = await asClient(world, clientId);
  const call = (method: string, body: unknown): Promise<HttpAnswer> =>
    ask(world, headers, 'POST', `/api/v2/keliweb/${method}`, body);
  const opened = await call('open-ticket', { deptid: 1, subject: 'S', message: 'M' });
  const ticketid = opened.json?.id;
  expect(ticketid).toEqual(expect.any(String));
  const replied = await call('add-ticket-reply', { ticketid, message: 'R' });
  const read = await call('get-ticket', { ticketid });
  expect(read.json).toMatchObject({ result: 'success', replies: [{}, {}] });
  const refused = await call('get-ticket', { ticketid: 999_999 });
  for (const [id, { json }] of [
    ['keliweb_open_ticket', opened],
    ['keliweb_add_ticket_reply', replied],
    ['keliweb_get_ticket', read],
    ['keliweb_get_ticket', refused],
  ] as const) {
    expect([id, faults(answerOf(of(id))!.schema, json)]).toEqual([id, []]);
  }
  expect(faults(answerOf(of('keliweb_open_ticket'))!.schema, { ...opened.json, id: Number(ticketid) })).not.toEqual([]);
});

test('the WHMCS API answers in the described format, even if nothing could be read', async () => {
  for (const { operationId, parameters = [], responses } of operations.values()) {
    const format = parameters.find(({ name }) => name === 'responsetype');
    if (format === undefined) continue;
    expect([operationId, format.required, format.schema.enum]).toEqual([operationId, true, ['json']]);
    for (const { content = {} } of Object.values(responses)) expect(Object.keys(content)).toEqual(['application/json']);
  }
  const { status, json } = await busyWorld.send('/includes/api.php/GetTickets?responsetype=json', { method: 'POST' });
  expect([status, json]).toEqual([
    503,
    { result: 'error', message: 'Too many requests at once, please try again shortly' },
  ]);
});

/** Builds the pairs of a form, by OpenAPI's rules only. */
function fieldsOf(values: Record<string, unknown>, { schema, encoding = {} }: Content[string]): [string, string][] {
  return Object.entries(values).flatMap(([name, value]): [string, string][] => {
    const property = schema.properties?.[name];
    if (property === undefined) throw new Error(`${name} is not described`);
    const { style, contentType } = encoding[name] ?? {};
    if (style === 'deepObject') {
      return Object.entries(value as object).map(([member, inner]) => [`${name}[${member}]`, String(inner)]);
    }
    if (contentType === 'application/json') return [[name, JSON.stringify(value)]];
    if (Array.isArray(value)) return value.map((item) => [name, String(item)]);
    if (typeof value === 'object') throw new Error(`nothing says how ${name} is written`);
    return [[name, String(value)]];
  });
}

describe('the WHMCS API reads forms built as described:', () => {
  const content = (action: string, type: string) => of(action).requestBody!.content[type]!;
  const headers = () => {
    const { identifier, secret } = world.credentials;
    return { Authorization: `Basic ${Buffer.from(`${identifier}:${secret}`).toString('base64')}` };
  };
  const send = async (
    action: string,
    values: Record<string, unknown>,
    as: 'urlencoded' | 'multipart' = 'urlencoded',
  ) => {
    const described = content(
      action,
      as === 'urlencoded' ? 'application/x-www-form-urlencoded' : 'multipart/form-data',
    );
    expect(faults(described.schema, values)).toEqual([]);
    const body = as === 'urlencoded' ? new URLSearchParams() : new FormData();
    for (const [name, value] of fieldsOf(values, described)) body.append(name, value);
    const path = `/includes/api.php/${action}?responsetype=json`;
    const { json } = await world.send(path, { method: 'POST', headers: headers(), body });
    expect(json).toMatchObject({ result: 'success' });
    return json!;
  };

  test('members of an object', async () => {
    const { clientId } = await world.client();
    const { contactid } = await send('AddContact', {
      clientid: clientId,
      email: 'members@example.com',
      email_preferences: { general: false, support: true, invoice: true },
    });
    const [contact] = await world.rows('select email_preferences from contacts where id = $1', [contactid]);
    expect(contact?.email_preferences).toMatchObject({ general: false, support: true, invoice: true });
  });

  test('lists as text with commas, including required ones', async () => {
    const schema = content('AddRole', 'application/x-www-form-urlencoded').schema;
    expect(schema.required).toEqual(['name', 'actions']);
    await send('AddRole', { name: 'One', actions: 'GetTicket,GetTickets' });
    await send('AddRole', { name: 'Two', actions: 'OpenTicket' });
    const { adminid } = await send('AddAdmin', {
      adminusername: 'listed',
      roles: 'One,Two',
      departments: '1',
    });
    const { admins } = (await world.done('GetAdmins', { adminid })) as unknown as { admins: { admin: unknown[] } };
    expect(admins.admin).toMatchObject([
      { roles: { role: [{ name: 'One' }, { name: 'Two' }] }, departments: { department: [1] } },
    ]);
  });

  test.each(['urlencoded', 'multipart'] as const)('values by name, %s', async (as) => {
    const name = `Level ${as}`;
    await world.customField({ name, type: 'hierarchy', options: ['Hosting>Shared', 'Hosting>Own'] });
    const { id } = await send(
      'OpenTicket',
      {
        ...{ deptid: 1, name: 'Ann', email: 'ann@example.com', subject: 'S', message: 'M' },
        customfields: { [name]: { 1: 'Hosting', 2: 'Own' } },
        ...(as === 'urlencoded' && { attachments: [{ name: 'a.txt', data: 'QQ==' }] }),
      },
      as,
    );
    const ticket = (await world.done('GetTicket', { ticketid: id })) as unknown as {
      customfields: { customfield: { name: string; value: string }[] };
      attachments: unknown[];
    };
    expect(ticket.customfields.customfield).toContainEqual(expect.objectContaining({ name, value: 'Hosting > Own' }));
    expect(JSON.stringify(ticket).includes('a.txt')).toBe(as === 'urlencoded');
  });

  test('every object and list describes its encoding', () => {
    for (const { operationId, requestBody } of operations.values()) {
      const form = requestBody?.content['application/x-www-form-urlencoded'];
      for (const [name, property] of Object.entries(form?.schema.properties ?? {})) {
        const isList = [property.type].flat().includes('array');
        const isPlain = !isList && ![property.type].flat().includes('object');
        const isSaid = form?.encoding?.[name] !== undefined || (isList && name.endsWith('[]'));
        expect([operationId, name, isPlain || isSaid]).toEqual([operationId, name, true]);
      }
    }
  });
});

describe('HelpDeskEddy', () => {
  test.each(['post_helpdeskeddy_CreateTicket', 'post_helpdeskeddy_CreatePost', 'post_helpdeskeddy_CreateComment'])(
    '%s takes files in a multipart form only, and requires a body',
    (id) => {
      const { required, content } = of(id).requestBody!;
      expect(required).toBe(true);
      expect(Object.keys(content)).toEqual(['application/json', 'multipart/form-data']);
      expect(content['application/json']!.schema.properties).not.toHaveProperty('files');
      expect(content['multipart/form-data']!.schema.properties).toHaveProperty(['files[]']);
    },
  );

  test('a form with files and lists, built as described, is read', async () => {
    const admin = await world.admin('eddy', { email: 'eddy@example.com' });
    const headers = await withApiKey(world, { staffId: admin });
    const described = of('post_helpdeskeddy_CreateTicket').requestBody!.content['multipart/form-data']!;
    const body = new FormData();
    const values = { title: 'T', description: 'D', 'tags[]': ['one', 'two'] };
    expect(faults(described.schema, values)).toEqual([]);
    for (const [name, value] of fieldsOf(values, described)) body.append(name, value);
    for (const file of ['a.txt', 'b.txt']) body.append('files[]', new Blob(['bytes']), file);
    const { status, json } = await world.send('/api/v2/tickets/', { method: 'POST', headers, body });
    expect(status).toBe(200);
    const { id } = (json as { data: { id: number } }).data;
    expect(
      await world.rows(
        'select filename from attachments a join messages m on m.id = a.message_id where m.ticket_id = $1 order by 1',
        [id],
      ),
    ).toEqual([{ filename: 'a.txt' }, { filename: 'b.txt' }]);
    expect(
      await world.rows(
        'select name from tags t join ticket_tags x on x.tag_id = t.id where x.ticket_id = $1 order by 1',
        [id],
      ),
    ).toEqual([{ name: 'one' }, { name: 'two' }]);
  });

  test('a list in the query string is one text', async () => {
    const list = of('get_helpdeskeddy_ListTickets').parameters!.find(({ name }) => name === 'status_list');
    expect(list).toMatchObject({ style: 'form', explode: false });
  });
});
