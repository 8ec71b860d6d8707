import type { Property } from '../../src/calls/schema';
import { loadActions } from '../../src/desk/desk';
import { decodeFields } from '../../src/wire/fields';
import { decodeTypedFields } from '../../src/wire/typed-fields';
import { asClient, asProgram, withApiKey } from '../support/doors';
import { base64, bytes, encode, URLENCODED } from '../support/requests';
import { useWorld } from '../support/world';

/**
 * Whatever PHP, Python, Ruby, Go, JavaScript, pandas, PostgreSQL and shells print for null and false. Callers put it into
 * a form without looking.
 */
const NULLS = ['null', 'NULL', 'None', 'nil', 'undefined', 'NaN', 'nan', '(null)', '<nil>', '\\N'];
const FALSES = ['false', 'False', 'FALSE', 'f', 'F', 'n', 'N', 'no', 'off'];
const UNREADABLE = ['2', '-1', 'maybe', 'delete', 'Nonesuch', '[object Object]'];

const world = useWorld();

const how = { files: [], timeZone: 'UTC', ignore: () => {} };

/** Every parameter of every action of every door. */
const parameters = loadActions()
  .all()
  .flatMap((action) =>
    Object.entries(action.schema.properties).map(([parameter, property]) => ({
      action: action.name,
      parameter,
      property,
      isRequired: action.schema.required?.includes(parameter) ?? false,
      decode: (sent: unknown) => {
        const decode = action.schema['x-typed'] ? decodeTypedFields : decodeFields;
        return decode(action.schema, { [parameter]: sent }, how)[parameter];
      },
      faults: (sent: unknown) =>
        action.validate({ [parameter]: sent }).filter(({ instancePath }) => instancePath === `/${parameter}`),
    })),
  );

const isOf = (type: string, { type: types }: Property) => [types].flat().includes(type);
const flags = parameters.filter(({ property }) => isOf('boolean', property));
const numbers = parameters.filter(({ property, isRequired }) => isOf('integer', property) && !isRequired);
const moments = parameters.filter(({ property, isRequired }) => property['x-decode'] === 'date' && !isRequired);

test('there are many of each', () => {
  expect([flags.length > 60, numbers.length > 100, moments.length > 20]).toEqual([true, true, true]);
});

describe('every flag', () => {
  test.each(flags)('$parameter of $action', ({ decode, faults }) => {
    for (const word of [...NULLS, ...FALSES, '0', 0, false]) expect([word, decode(word)]).toEqual([word, false]);
    for (const word of ['1', 'true', 'True', 't', 'yes', 'on', 1, true])
      expect([word, decode(word)]).toEqual([word, true]);
    for (const word of UNREADABLE) {
      expect([word, decode(word)]).toEqual([word, word]);
      expect(faults(decode(word))).not.toEqual([]);
    }
  });
});

describe('every optional number and date', () => {
  test.each([...numbers, ...moments])('$parameter of $action', ({ decode }) => {
    for (const word of [...NULLS, ...FALSES]) expect([word, decode(word)]).toEqual([word, undefined]);
  });
});

/** For names and addresses that each test needs once. */
let count = 0;
const once = (): number => ++count;

const GUEST = { deptid: '1', name: 'Ann Lee', email: 'ann@example.com', subject: 'Test', message: 'Test' };
const post = async (fields: Record<string, string>) => (await world.post(fields)).json;
const open = (fields: Record<string, string> = {}) => post({ action: 'OpenTicket', ...GUEST, ...fields });

describe('OpenTicket', () => {
  const optional = [
    ...['clientid', 'userid', 'contactid', 'serviceid', 'domainid', 'priority', 'created', 'admin', 'noemail', 'cc'],
    ...['markdown', 'customfields', 'attachments', 'preventClientClosure'],
  ];

  test.each(NULLS)('%s in every optional parameter', async (word) => {
    const answer = await open(Object.fromEntries(optional.map((name) => [name, word])));
    expect(answer).toMatchObject({ result: 'success' });
    const ticket = await post({ action: 'GetTicket', ticketid: String(answer!.id) });
    expect(ticket).toMatchObject({ userid: 0, priority: 'Medium', name: 'Ann Lee', cc: '', service: '' });
  });

  test.each([...NULLS, 'false', 'False', 'f', 'n', '0', '""', base64('None').replace(/^"|"$/g, '')])(
    '%s for no files and no custom fields',
    async (word) => {
      expect(await open({ attachments: word, customfields: word })).toMatchObject({ result: 'success' });
    },
  );

  const UNCHOSEN = { name: '', type: '', tmp_name: '', error: 4, size: 0 };
  const UNCHOSEN_LIST = { name: [''], type: [''], tmp_name: [''], error: [4], size: [0] };
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64');

  test.each<[string, Record<string, string>]>([
    ['of one field', { attachments: encoded(UNCHOSEN) }],
    ['of a list', { attachments: encoded(UNCHOSEN_LIST) }],
    ['whole', { attachments: encoded({ attachments: UNCHOSEN_LIST }) }],
    [
      'as http_build_query writes it',
      Object.fromEntries(Object.entries(UNCHOSEN_LIST).map(([key, [value]]) => [`attachments[${key}][0]`, `${value}`])),
    ],
  ])('$_FILES without a file, %s', async (_name, attachments) => {
    const answer = await open(attachments);
    expect(answer).toMatchObject({ result: 'success' });
    const ticket = await post({ action: 'GetTicket', ticketid: String(answer!.id) });
    expect(ticket).toMatchObject({ replies: { reply: [{ attachments: [] }] } });
  });

  test('words that people write stay: the subject None, and Null as a name', async () => {
    const answer = await open({ subject: 'None', message: 'null', name: 'Null' });
    expect(await post({ action: 'GetTicket', ticketid: String(answer!.id) })).toMatchObject({
      subject: 'None',
      name: 'Null',
      replies: { reply: [{ message: 'null' }] },
    });
  });

  test('ids as pandas writes them beside NaN', async () => {
    const { clientId } = await world.client();
    const answer = await open({ deptid: '1.0', clientid: `${clientId}.0`, contactid: 'nan' });
    expect(answer).toMatchObject({ result: 'success' });
    const ticket = await post({ action: 'GetTicket', ticketid: `${answer!.id}.0` });
    expect(ticket).toMatchObject({ ticketid: answer!.id, deptid: 1, userid: clientId });
  });

  test.each(['None', 'null'])('%s as user name and password beside a credential', async (word) => {
    expect(await open({ username: word, password: word, accesskey: word })).toMatchObject({ result: 'success' });
  });

  test('a credential as user name and password beside a printed null', async () => {
    const { identifier, secret } = world.credentials;
    const sent = { identifier: 'None', secret: 'None', username: identifier, password: secret };
    expect(await open(sent)).toMatchObject({ result: 'success' });
  });
});

describe('nothing is destroyed', () => {
  test.each([...NULLS, ...FALSES, '0'])('BlockTicketSender with delete=%s keeps the ticket', async (word) => {
    const { id } = (await open({ email: `spam${once()}@example.com` }))!;
    const ticketid = String(id);
    expect(await post({ action: 'BlockTicketSender', ticketid, delete: word })).toMatchObject({ result: 'success' });
    expect(await post({ action: 'GetTicket', ticketid })).toMatchObject({ result: 'success' });
  });

  test.each(UNREADABLE)('BlockTicketSender with delete=%s is refused by name', async (word) => {
    const { id } = (await open({ email: 'other@example.com' }))!;
    const answer = await post({ action: 'BlockTicketSender', ticketid: String(id), delete: word });
    expect(answer).toEqual({ result: 'error', message: 'Parameter "delete" must be true or false' });
    expect(await post({ action: 'GetTicket', ticketid: String(id) })).toMatchObject({ result: 'success' });
  });

  test.each([...NULLS, ...FALSES, '0'])('UpdateTicket with removeFlag=%s keeps the assignee', async (word) => {
    const flag = String(await world.admin(`jo-${once()}`));
    const ticketid = String((await open())!.id);
    await post({ action: 'UpdateTicket', ticketid, flag });
    expect(await post({ action: 'UpdateTicket', ticketid, removeFlag: word })).toMatchObject({ result: 'success' });
    expect(await post({ action: 'GetTicket', ticketid })).toMatchObject({ flag: Number(flag) });
  });

  test.each(NULLS)('UpdateTicket with %s in every other parameter changes nothing', async (word) => {
    const ticketid = String((await open({ cc: 'bob@example.com', priority: 'High', noemail: '1' }))!.id);
    const before = await post({ action: 'GetTicket', ticketid });
    const names = ['deptid', 'status', 'subject', 'userid', 'name', 'email', 'cc', 'priority', 'created', 'flag'];
    const sent = Object.fromEntries([...names, 'message', 'customfields'].map((name) => [name, word]));
    expect(await post({ action: 'UpdateTicket', ticketid, ...sent })).toMatchObject({ result: 'success' });
    expect(await post({ action: 'GetTicket', ticketid })).toEqual(before);
  });

  /** PHP's forms send 0 for false; `subject` and `message` may be a person's f, n or 0. */
  test.each(['false', 'False', 'f', 'F', 'n', '0'])('UpdateTicket with %s for what it refers to', async (word) => {
    const ticketid = String((await open({ priority: 'High', cc: 'bob@example.com', noemail: '1' }))!.id);
    const before = await post({ action: 'GetTicket', ticketid });
    const names = ['status', 'priority', 'email', 'userid', 'cc', 'created', 'ticketnum', 'customfields'];
    const sent = Object.fromEntries(names.map((name) => [name, word]));
    expect(await post({ action: 'UpdateTicket', ticketid, ...sent })).toMatchObject({ result: 'success' });
    expect(await post({ action: 'GetTicket', ticketid })).toEqual(before);
  });

  test('UpdateTicket with False for texts keeps them', async () => {
    const word = 'False';
    const ticketid = String((await open({ noemail: '1' }))!.id);
    const before = await post({ action: 'GetTicket', ticketid });
    const sent = { subject: word, message: word, name: word, flag: word };
    expect(await post({ action: 'UpdateTicket', ticketid, ...sent })).toMatchObject({ result: 'success' });
    expect(await post({ action: 'GetTicket', ticketid })).toEqual(before);
  });

  test.each([...NULLS, 'False', 'f', 'n', '0'])('a reply with %s beside its message is not lost', async (word) => {
    const ticketid = String((await open())!.id);
    const names = ['ticketnum', 'status', 'created', 'clientid', 'contactid', 'cc', 'attachments', 'customfields'];
    const sent = { ...Object.fromEntries(names.map((name) => [name, word])), name: 'Ann', email: 'ann@example.com' };
    const answer = await post({ action: 'AddTicketReply', ticketid, message: 'Please hurry.', ...sent });
    expect(answer).toMatchObject({ result: 'success' });
  });

  test.each([...NULLS, 'False', 'f', 'n', '0'])('GetTickets with %s in its filters and order', async (word) => {
    await open();
    const { totalresults } = (await post({ action: 'GetTickets' }))!;
    const names = ['deptid', 'clientid', 'email', 'status', 'updated_since', 'orderby', 'order'];
    const sent = Object.fromEntries(names.map((name) => [name, word]));
    expect(await post({ action: 'GetTickets', ...sent })).toMatchObject({ result: 'success', totalresults });
  });

  test.each(NULLS)('MergeTicket with newsubject=%s keeps the subject', async (word) => {
    const [into, from] = [(await open())!, (await open())!];
    const ids = { ticketid: String(into.id), mergeticketids: String(from.id) };
    expect(await post({ action: 'MergeTicket', ...ids, newsubject: word })).toMatchObject({ result: 'success' });
    expect(await post({ action: 'GetTicket', ticketid: ids.ticketid })).toMatchObject({ subject: 'Test' });
  });
});

describe('at the other APIs', () => {
  const PHP_FALSE = '0';
  /** What only refers to something. Free text, such as the title of a change, may be a person's f or n. */
  const REFERENCES: [string, string, () => Promise<Record<string, string>>, Record<string, string>, string[]][] = [
    [
      'HelpDeskEddy',
      '/api/v2/tickets/',
      async () =>
        withApiKey(world, { staffId: await world.admin(`jo-${once()}`, { email: `jo${once()}@example.com` }) }),
      { title: 'T', description: 'D', user_email: 'ann@example.com' },
      ['status_id', 'type_id', 'owner_id', 'user_id', 'pid', 'cc', 'bcc', 'followers', 'sla_date'],
    ],
    [
      'Socialboards',
      '/tickets',
      () => asProgram(world),
      { message: 'M', 'creator[name]': 'Ann Lee' },
      ['assigneeId', 'attachments', 'cc', 'customFields', 'isHtml', 'sentiment', 'sourceName', 'tags', 'title'],
    ],
    [
      'the reseller API',
      '/api/v2/keliweb/open-ticket',
      async () => asClient(world, (await world.client('Ann Lee')).clientId),
      { deptid: '1', subject: 'S', message: 'M' },
      ['priority', 'contactid', 'serviceid', 'domainid', 'customfields', 'attachments', 'markdown'],
    ],
  ];

  describe.each(REFERENCES)('%s', (_name, path, headersFor, fields, names) => {
    test.each([...NULLS, 'false', 'False', 'f', 'n', PHP_FALSE])(
      'opens a ticket with %s in all of them',
      async (word) => {
        const headers = await headersFor();
        const form = { ...Object.fromEntries(names.map((name) => [name, word])), ...fields };
        const init = bytes(encode(form), URLENCODED);
        const answer = await world.send(path, { ...init, headers: { ...init.headers, ...headers } });
        expect({ status: answer.status, text: answer.text }).toEqual({ status: 200, text: answer.text });
        expect(answer.json?.result).not.toBe('error');
      },
    );
  });
});

test.each([...NULLS, ...FALSES, '0'])('a role does not grant what is %s', async (word) => {
  const answer = await world.call('AddRole', { name: `Role ${once()}`, actions: { getticket: 1, deleteticket: word } });
  const [role] = await world.rows('select actions from roles where id = $1', [answer.roleid]);
  expect(role).toEqual({ actions: ['getticket'] });
});
