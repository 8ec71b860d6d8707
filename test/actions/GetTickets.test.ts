import { clientCaller } from '../../src/access/caller';
import { hashSecret } from '../../src/access/secrets';
import { Ignored } from '../../src/calls/ignored';
import type { LocalAnswer } from '../../src/doors/local';
import { expectAnswer } from '../support/answers';
import { hurried, withoutWords } from '../support/locks';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();
const romanWorld = useWorld((config) => {
  config.desk = { ...config.desk, timeZone: 'Europe/Rome' };
});
const hurriedWorld = useWorld(hurried);

interface Listed {
  totalresults: number;
  startnumber: number;
  numreturned: number;
  tickets: { ticket: Record<string, unknown>[] };
}

const list = async (params: Record<string, unknown> = {}, admin?: string): Promise<Listed> =>
  (await world.done('GetTickets', params, admin)) as unknown as Listed;

/** The subjects of the tickets in a list, by which the tests tell them apart. */
const subjects = async (params: Record<string, unknown> = {}, admin?: string): Promise<unknown[]> =>
  (await list(params, admin)).tickets.ticket.map(({ subject }) => subject);

const DOCUMENTED = ['result', 'totalresults', 'startnumber', 'numreturned', 'tickets'];
const DOCUMENTED_TICKET = [
  'id',
  'tid',
  'deptid',
  'userid',
  'name',
  'owner_name',
  'email',
  'requestor_name',
  'requestor_email',
  'requestor_type',
  'cc',
  'c',
  'date',
  'subject',
  'status',
  'priority',
  'admin',
  'attachment',
  'attachments',
  'attachments_removed',
  'lastreply',
  'flag',
  'service',
];

const HOUR = 3_600_000;
const GUEST = { name: 'Gus', email: 'gus@example.com' };
const file = (name: string) => ({ name, data: Buffer.from('contents').toString('base64') });

let clientId: number;
let clientEmail: string;
let contactId: number;
let helperId: number;
let serviceId: number;
let billing: number;
let jo: number;
const idOf: Record<string, number> = {};
const tidOf: Record<string, string> = {};

async function open(subject: string, hour: number, params: Record<string, unknown> = {}, admin?: string) {
  const created = `2024-01-01 ${String(hour).padStart(2, '0')}:00:00`;
  const message = `About ${subject}`;
  const ticket = await world.done('OpenTicket', { deptid: 1, ...GUEST, subject, message, created, ...params }, admin);
  idOf[subject] = ticket.id as number;
  tidOf[subject] = ticket.tid as string;
}

const tag = (subject: string, name: string) =>
  world.desk.database.transaction('write', (db) =>
    db.query(
      `with named as (insert into tags (name) values ($2) on conflict (lower(name)) do update set name = tags.name
                      returning id)
       insert into ticket_tags (ticket_id, tag_id) select $1, id from named`,
      [idOf[subject], name],
    ),
  );

/** Five tickets: alpha to epsilon, each opened an hour after the one before. */
beforeAll(async () => {
  ({ clientId } = await world.client('Ann Lee'));
  clientEmail = (await world.rows<{ email: string }>('select email from clients where id = $1', [clientId]))[0]!.email;
  contactId = await world.contact(clientId);
  helperId = (await world.client('Hal Per')).userId;
  await world.desk.database.transaction('write', (db) =>
    db.query('insert into client_users (client_id, user_id) values ($1, $2)', [clientId, helperId]),
  );
  serviceId = await world.service(clientId);
  billing = await world.department({ name: 'Billing' });
  jo = await world.admin('jo');
  await world.admin('clerk', { departmentIds: [billing] });

  const now = world.now;
  const at = (hour: number) => {
    world.now = new Date(now.getTime() + hour * HOUR);
  };
  at(0);
  await open('alpha', 1, { clientid: clientId, serviceid: serviceId, attachments: [file('a.txt'), file('b.png')] });
  at(1);
  await open('beta', 2, { clientid: clientId, contactid: contactId, priority: 'High', deptid: billing });
  at(2);
  await open('gamma', 3, { priority: 'Low', message: 'The quick brown fox, err 5-1002' });
  at(3);
  const message = 'About zoe@example.com in </var/log/mail_log>: Err-1002, a left-over of ORD-77';
  await open('delta', 4, { clientid: clientId, admin: true, deptid: billing, message }, 'jo');
  at(4);
  await open('epsilon', 5, { clientid: clientId, userid: helperId });
  at(5);
  const reply = { message: 'A reply about zebras', created: '2024-01-01 06:00:00', attachments: [file('c.txt')] };
  await world.done('AddTicketReply', { ticketid: idOf.alpha, adminusername: 'jo', ...reply });
  at(6);
  await world.done('UpdateTicket', { ticketid: idOf.gamma, flag: jo, cc: 'x@example.com' });
  await world.done('UpdateTicket', { ticketid: idOf.beta, flag: jo, status: 'Closed' });
  await world.done('UpdateTicket', { ticketid: idOf.epsilon, status: 'On Hold' });
  world.now = now;
  await tag('alpha', 'Urgent');
  await tag('gamma', 'urgent');
  await tag('beta', 'later');
});

test('answers a page of tickets, in the published order, the last replied first', async () => {
  const answer = await list();
  expectAnswer('GetTickets', answer);
  expect(Object.keys(answer)).toEqual(DOCUMENTED);
  for (const ticket of answer.tickets.ticket) expect(Object.keys(ticket)).toEqual(DOCUMENTED_TICKET);
  const none = { attachment: '', attachments: [], attachments_removed: false };
  const plain = { cc: '', c: expect.stringMatching(/^[A-Za-z0-9]{8}$/), admin: '', flag: 0, service: '', ...none };
  const ofAnn = { userid: clientId, owner_name: 'Ann Lee', ...plain };
  const listed = (subject: string) => ({ id: idOf[subject], tid: tidOf[subject], subject });
  const contact = { name: 'Con Tact', email: 'con.tact@example.com' };
  const helper = { name: 'Hal Per', email: expect.stringContaining('@example.com') };
  expect(answer).toEqual({
    result: 'success',
    totalresults: 5,
    startnumber: 0,
    numreturned: 5,
    tickets: {
      ticket: [
        {
          ...ofAnn,
          ...listed('alpha'),
          deptid: 1,
          name: 'Ann Lee',
          email: clientEmail,
          requestor_name: 'Ann Lee',
          requestor_email: clientEmail,
          requestor_type: 'Owner',
          date: '2024-01-01 01:00:00',
          status: 'Answered',
          priority: 'Medium',
          attachment: expect.stringMatching(/^\d{6}_a\.txt\|\d{6}_b\.png$/),
          attachments: [
            { filename: 'a.txt', index: 0 },
            { filename: 'b.png', index: 1 },
          ],
          lastreply: '2024-01-01 06:00:00',
          service: `S${serviceId}`,
        },
        {
          ...ofAnn,
          ...listed('epsilon'),
          deptid: 1,
          ...helper,
          requestor_name: 'Hal Per',
          requestor_email: helper.email,
          requestor_type: 'Authorized User',
          date: '2024-01-01 05:00:00',
          status: 'On Hold',
          priority: 'Medium',
          lastreply: '2024-01-01 05:00:00',
        },
        {
          ...ofAnn,
          ...listed('delta'),
          deptid: billing,
          name: 'Ann Lee',
          email: clientEmail,
          requestor_name: 'Jo Admin',
          requestor_email: '',
          requestor_type: 'Operator',
          date: '2024-01-01 04:00:00',
          status: 'Open',
          priority: 'Medium',
          admin: 'Jo Admin',
          lastreply: '2024-01-01 04:00:00',
        },
        {
          ...plain,
          ...listed('gamma'),
          deptid: 1,
          userid: 0,
          owner_name: '',
          ...GUEST,
          requestor_name: 'Gus',
          requestor_email: 'gus@example.com',
          requestor_type: 'Guest',
          cc: 'x@example.com',
          date: '2024-01-01 03:00:00',
          status: 'Open',
          priority: 'Low',
          lastreply: '2024-01-01 03:00:00',
          flag: jo,
        },
        {
          ...ofAnn,
          ...listed('beta'),
          deptid: billing,
          ...contact,
          requestor_name: 'Con Tact',
          requestor_email: 'con.tact@example.com',
          requestor_type: 'Sub-account',
          date: '2024-01-01 02:00:00',
          status: 'Closed',
          priority: 'High',
          lastreply: '2024-01-01 02:00:00',
          flag: jo,
        },
      ],
    },
  });
});

const ALL = ['alpha', 'epsilon', 'delta', 'gamma', 'beta'];

describe('pages', () => {
  test.each<[Record<string, unknown>, string[]]>([
    [{ limitnum: 2 }, ['alpha', 'epsilon']],
    [{ limitstart: 2, limitnum: '2' }, ['delta', 'gamma']],
    [{ limitstart: '4', limitnum: 25 }, ['beta']],
    [{ limitstart: 5 }, []],
    [{ limitstart: 2_000_000_000, limitnum: 25 }, []],
    [{ limitnum: 9999 }, ALL],
    [{ limitnum: '2147483647' }, ALL],
    [{ limitnum: '9223372036854775807' }, ALL],
    [{ limitnum: Number.MAX_SAFE_INTEGER, limitstart: '0' }, ALL],
    [{ limitnum: 0 }, []],
    [{ limitnum: '', limitstart: '' }, ALL],
  ])('%j', async (params, expected) => {
    const answer = await list(params);
    expect(answer.tickets.ticket.map(({ subject }) => subject)).toEqual(expected);
    expect(answer).toMatchObject({
      totalresults: 5,
      startnumber: Number(params.limitstart ?? 0),
      numreturned: expected.length,
    });
  });

  test('are empty past the end, and succeed', async () => {
    expect(await world.call('GetTickets', { limitstart: 1000 })).toEqual({
      result: 'success',
      totalresults: 5,
      startnumber: 1000,
      numreturned: 0,
      tickets: { ticket: [] },
    });
  });

  test('hold 25 tickets by default, and as many as requested', async () => {
    const deptid = await romanWorld.department();
    const opened = Array.from({ length: 120 }, () => romanWorld.ticket({ deptid, created: '2024-01-01 00:00:00' }));
    const ids = (await Promise.all(opened)).map(({ id }) => id).sort((a, b) => b - a);
    const pageOf = async (params: Record<string, unknown>) => {
      const answer = await romanWorld.done('GetTickets', { deptid, ...params });
      return (answer as unknown as Listed).tickets.ticket.map(({ id }) => id);
    };
    expect(await pageOf({})).toEqual(ids.slice(0, 25));
    expect(await pageOf({ limitnum: 100 })).toEqual(ids.slice(0, 100));
    expect(await pageOf({ limitnum: 9999 })).toEqual(ids);
    const pages = [await pageOf({ limitnum: 50 }), await pageOf({ limitnum: 50, limitstart: 50 })];
    expect(pages.flat()).toEqual(ids.slice(0, 100));
  });

  test('print what the published sample prints as text for a credential with ids as text', async () => {
    const credentials = await world.credential(['gettickets'], { ids: 'string' });
    const { json } = await world.post({ action: 'GetTickets', limitnum: '1', ...credentials });
    expect(json).toMatchObject({
      totalresults: '5',
      startnumber: 0,
      numreturned: 1,
      tickets: { ticket: [{ id: String(idOf.alpha), deptid: '1', userid: String(clientId), flag: '0' }] },
    });
  });
});

describe('filters', () => {
  test.each<[string, () => Record<string, unknown>, string[]]>([
    ['deptid', () => ({ deptid: billing }), ['delta', 'beta']],
    ['an unknown deptid', () => ({ deptid: 999_999 }), []],
    ['deptid 0 for all', () => ({ deptid: '0' }), ALL],
    ['clientid', () => ({ clientid: clientId }), ['alpha', 'epsilon', 'delta', 'beta']],
    ['an unknown clientid', () => ({ clientid: 999_999 }), []],
    ['clientid 0 for all', () => ({ clientid: 0 }), ALL],
    ['email of a guest, in any letter case', () => ({ email: ' GUS@example.com ' }), ['gamma']],
    ['email of a client', () => ({ email: clientEmail }), ['alpha', 'delta']],
    ['email of a contact', () => ({ email: 'con.tact@example.com' }), ['beta']],
    ['an unknown email', () => ({ email: 'nobody@example.com' }), []],
    ['email "undefined" for all', () => ({ email: 'undefined' }), ALL],
    ['status', () => ({ status: 'Open' }), ['delta', 'gamma']],
    ['status in any letter case', () => ({ status: ' on hold ' }), ['epsilon']],
    ['an unknown status', () => ({ status: 'Sleeping' }), []],
    ['status Awaiting Reply', () => ({ status: 'Awaiting Reply' }), ['delta', 'gamma']],
    ['status All Active Tickets', () => ({ status: 'All Active Tickets' }), ['alpha', 'epsilon', 'delta', 'gamma']],
    ['status all active tickets', () => ({ status: 'all active tickets' }), ['alpha', 'epsilon', 'delta', 'gamma']],
    ['status My Flagged Tickets without an administrator', () => ({ status: 'My Flagged Tickets' }), []],
    ['subject', () => ({ subject: 'alpha' }), ['alpha']],
    ['subject, a part of it in any letter case', () => ({ subject: 'LT' }), ['delta']],
    ['tag, in any letter case', () => ({ tag: 'URGENT' }), ['alpha', 'gamma']],
    ['an unknown tag', () => ({ tag: 'never' }), []],
    ['search in the subject', () => ({ search: 'epsilon' }), ['epsilon']],
    ['search in the first message', () => ({ search: 'brown quick' }), ['gamma']],
    ['search in a reply', () => ({ search: 'Zebras' }), ['alpha']],
    ['search by number', () => ({ search: tidOf.beta }), ['beta']],
    ['search of a phrase', () => ({ search: '"quick brown"' }), ['gamma']],
    ['search of a phrase in another order', () => ({ search: '"brown quick"' }), []],
    ['search without some words', () => ({ search: 'about -gamma -alpha -beta -zebras' }), ['epsilon', 'delta']],
    ['search of an address', () => ({ search: 'zoe@example.com' }), ['delta']],
    ['search of a path', () => ({ search: '/var/log/mail_log' }), ['delta']],
    ['search of a part of a path', () => ({ search: 'log' }), ['delta']],
    ['search of a word with a hyphen', () => ({ search: 'ERR-1002' }), ['delta']],
    ['search of several', () => ({ search: 'left-over ord-77 about' }), ['delta']],
    ['search of parts of them', () => ({ search: 'left ord' }), ['delta']],
    ['search of them in quotation marks', () => ({ search: '"a left-over"' }), ['delta']],
    ['search of one or the other', () => ({ search: 'err-1002 or zebras' }), ['alpha', 'delta']],
    ['search without one', () => ({ search: 'about -err-1002 -alpha -beta -zebras' }), ['epsilon']],
    ['search of the beginning of one', () => ({ search: 'err-100' }), []],
    ['search of one that another ends with', () => ({ search: 'over-of' }), []],
    ['search with hyphens that join nothing', () => ({ search: '- -- left - over --- ord-77 -' }), ['delta']],
    ['search of a rule', () => ({ search: '-'.repeat(500) }), []],
    ['search of words with a rule', () => ({ search: `zebras ${'- '.repeat(200)}` }), ['alpha']],
    ['search of a number with a hyphen', () => ({ search: tidOf.beta?.toLowerCase() }), ['beta']],
    ['search of words that no ticket has', () => ({ search: 'quick zebras' }), []],
    ['search of words of several messages', () => ({ search: `alpha zebras ${tidOf.alpha}` }), ['alpha']],
    ['search of a phrase and a word of another message', () => ({ search: '"about alpha" zebras' }), ['alpha']],
    ['search of a phrase that begins in one message and ends in the next', () => ({ search: '"alpha a reply"' }), []],
    ['search without a word of another message', () => ({ search: '"about alpha" -zebras' }), []],
    ['search without a phrase', () => ({ search: 'about -"about alpha" -"about beta" -epsilon' }), ['delta']],
    ['search of a phrase or a word', () => ({ search: '"quick brown" or zebras' }), ['alpha', 'gamma']],
    ['two at once', () => ({ clientid: clientId, deptid: billing, status: 'Closed' }), ['beta']],
  ])('%s', async (_what, params, expected) => {
    const answer = await list(params());
    expect(answer.tickets.ticket.map(({ subject }) => subject)).toEqual(expected);
    expect(answer).toMatchObject({ totalresults: expected.length, numreturned: expected.length });
  });

  test("My Flagged Tickets finds the caller's that are not closed", async () => {
    expect(await subjects({ status: 'My Flagged Tickets' }, 'jo')).toEqual(['gamma']);
    expect(await subjects({ status: 'my flagged tickets' }, 'clerk')).toEqual([]);
  });

  test.each([
    "'; drop table tickets; --",
    '" OR',
    '& | ! ( ) :*',
    '\\',
    '"',
    '-',
    '𠀀'.repeat(500),
    'a1@'.repeat(166),
    'a-b '.repeat(125),
  ])('search for %j finds nothing and breaks nothing', async (search) =>
    expect(await subjects({ search })).toEqual([]),
  );
});

test.each(['quoted', 'заказ', 'ende', "don't", 'größe'])(
  'search finds %s between typographic marks',
  async (search) => {
    const { id } = await romanWorld.ticket({ message: 'The “quoted” order «Заказ» — ‚ende‘… don’t know its „Größe“' });
    const answer = (await romanWorld.done('GetTickets', { search })) as unknown as Listed;
    expect(answer.tickets.ticket.map((ticket) => ticket.id)).toContain(id);
  },
);

describe('words in other letters', () => {
  const texts: Record<string, string> = {
    small: 'Κλειστή οδος, προς τον σεισμός',
    capital: 'ΚΛΕΙΣΤΗ ΟΔΟΣ',
    sharp: 'Die Straße ist zu',
    double: 'DIE STRASSE IST ZU',
    heart: 'Danke \u2764\ufe0f sehr',
    party: 'Release 🎉 today',
    dotted: 'İSTANBUL’da kargo',
  };
  beforeAll(async () => {
    for (const [name, message] of Object.entries(texts)) {
      await romanWorld.ticket({ subject: `${name} ${message}`, message });
    }
  });
  const found = async (params: Record<string, unknown>) => {
    const { tickets } = (await romanWorld.done('GetTickets', params)) as unknown as Listed;
    return tickets.ticket.map(({ subject }) => String(subject).split(' ')[0]).sort();
  };

  test.each([
    ['ΟΔΟΣ', ['capital', 'small']],
    ['οδος', ['capital', 'small']],
    ['οδοσ', ['capital', 'small']],
    ['"ΟΔΟΣ προς"', ['small']],
    ['"κλειστη οδος"', ['capital', 'small']],
    ['ΣΕΙΣΜΌΣ', ['small']],
    ['οδος -προς', ['capital']],
    ['STRASSE', ['double', 'sharp']],
    ['straße', ['double', 'sharp']],
    ['"STRASSE IST"', ['double', 'sharp']],
    ['"die straße" -nichts', ['double', 'sharp']],
    ['istanbul', ['dotted']],
    ['🎉', ['party']],
    ['release 🎉', ['party']],
    ['release ❤', []],
    ['\u2764', ['heart']],
    ['\u2764\ufe0f', ['heart']],
    ['🎉 🎉', ['party']],
    ['🚀', []],
  ])('search for %j finds %j', async (search, expected) => expect(await found({ search })).toEqual(expected));

  test.each([
    ['ΟΔΟΣ', ['capital', 'small']],
    ['οδος', ['capital', 'small']],
    ['κλειστη οδο', ['capital', 'small']],
    ['STRASSE ist', ['double', 'sharp']],
    ['Straße', ['double', 'sharp']],
    ['🎉', ['party']],
  ])('subject %j finds %j', async (subject, expected) => expect(await found({ subject })).toEqual(expected));
});

describe('updated_since', () => {
  const since = (hour: number) => new Date(world.now.getTime() + hour * HOUR).toISOString();

  test('finds tickets opened, replied to or changed then or later', async () => {
    expect(await subjects({ updated_since: since(0) })).toEqual(ALL);
    expect(await subjects({ updated_since: since(3) })).toEqual(ALL);
    expect(await subjects({ updated_since: since(5) })).toEqual(['alpha', 'epsilon', 'gamma', 'beta']);
    expect(await subjects({ updated_since: since(6) })).toEqual(['epsilon', 'gamma', 'beta']);
    expect(await subjects({ updated_since: since(7) })).toEqual([]);
  });

  test("is read in the desk's time zone without a zone of its own", async () => {
    const deptid = await romanWorld.department();
    const summer = new Date('2024-07-01T10:00:00Z');
    romanWorld.now = summer;
    await romanWorld.ticket({ deptid });
    const found = async (updated_since: string) =>
      ((await romanWorld.done('GetTickets', { deptid, updated_since })) as unknown as Listed).totalresults;
    expect(await found('2024-07-01 12:00:00')).toBe(1);
    expect(await found('2024-07-01 12:00:01')).toBe(0);
    expect(await found('2024-07-01T10:00:00Z')).toBe(1);
  });

  // How programs ask for everything. In Rome, 1970 began an hour before Unix time.
  test.each(['1970-01-01', '1970-01-01 00:00:00', '1970-01-01T00:00:00+01:00'])(
    '%s finds all',
    async (updated_since) => {
      const deptid = await romanWorld.department();
      const { id } = await romanWorld.ticket({ deptid });
      const { json } = await romanWorld.post({ action: 'GetTickets', deptid: String(deptid), updated_since });
      expect(json).toMatchObject({ result: 'success', tickets: { ticket: [{ id }] } });
    },
  );
});

describe('takes LIKE wildcards in a subject as letters', () => {
  const odd = ['50% off', '50 times off', 'a_b', 'aXb', 'C:\\temp', 'ends in \\'];

  beforeAll(async () => {
    for (const subject of odd) await world.ticket({ subject, deptid: billing });
  });
  afterAll(async () => {
    await world.desk.database.transaction('write', (db) =>
      db.query('delete from tickets where subject = any($1::text[])', [odd]),
    );
  });

  test.each([
    ['%', ['50% off']],
    ['50% off', ['50% off']],
    ['a_b', ['a_b']],
    ['_', ['a_b']],
    ['\\', ['C:\\temp', 'ends in \\']],
    ['in \\', ['ends in \\']],
    ['c:\\T', ['C:\\temp']],
    ["'", []],
  ])('%s', async (subject, expected) => {
    expect((await subjects({ subject })).sort()).toEqual(expected);
  });
});

describe('order', () => {
  test.each<[Record<string, unknown>, string[]]>([
    [{ orderby: 'lastreply' }, ALL],
    [{ orderby: 'lastreply', order: 'ASC' }, ['beta', 'gamma', 'delta', 'epsilon', 'alpha']],
    [{ order: 'asc' }, ['beta', 'gamma', 'delta', 'epsilon', 'alpha']],
    [{ orderby: 'date' }, ['epsilon', 'delta', 'gamma', 'beta', 'alpha']],
    [{ orderby: 'date', order: 'asc' }, ['alpha', 'beta', 'gamma', 'delta', 'epsilon']],
    [{ orderby: 'id', order: 'asc' }, ['alpha', 'beta', 'gamma', 'delta', 'epsilon']],
    [{ orderby: 'id', order: 'DESC' }, ['epsilon', 'delta', 'gamma', 'beta', 'alpha']],
    [{ orderby: 'updated', order: 'asc' }, ['delta', 'alpha', 'beta', 'gamma', 'epsilon']],
    [{ orderby: 'subject', order: 'asc' }, ['alpha', 'beta', 'delta', 'epsilon', 'gamma']],
    [{ orderby: 'status' }, ['beta', 'epsilon', 'alpha', 'delta', 'gamma']],
    [{ orderby: 'priority' }, ['beta', 'epsilon', 'delta', 'alpha', 'gamma']],
    [{ orderby: 'priority', order: 'asc' }, ['gamma', 'alpha', 'delta', 'epsilon', 'beta']],
    [{ orderby: 'deptid', order: 'asc' }, ['alpha', 'gamma', 'epsilon', 'beta', 'delta']],
    [{ orderby: '', order: '' }, ALL],
    [{ orderby: 'undefined', order: 'null' }, ALL],
  ])('%j', async (params, expected) => {
    expect(await subjects(params)).toEqual(expected);
  });

  test('is by number', async () => {
    const numbers = (await list({ orderby: 'tid', order: 'asc' })).tickets.ticket.map(({ tid }) => tid);
    expect(numbers).toEqual([...numbers].sort());
  });
});

describe('the departments of the caller', () => {
  test.each<[string, Record<string, unknown>, string | undefined, string[]]>([
    ['limit what an administrator sees', {}, 'clerk', ['delta', 'beta']],
    ['do not limit a call that ignores them', { ignore_dept_assignments: true }, 'clerk', ALL],
    ['do not limit a call that ignores them in words', { ignore_dept_assignments: 'true' }, 'clerk', ALL],
    ['limit a call that does not ignore them', { ignore_dept_assignments: 'false' }, 'clerk', ['delta', 'beta']],
    ['do not limit an administrator without departments', {}, 'jo', ALL],
    ['do not limit the program itself', {}, undefined, ALL],
    ['hide another department', { deptid: 1 }, 'clerk', []],
    [
      'show another department when ignored',
      { deptid: 1, ignore_dept_assignments: '1' },
      'clerk',
      ['alpha', 'epsilon', 'gamma'],
    ],
  ])('%s', async (_what, params, admin, expected) => {
    const answer = await list(params, admin);
    expect(answer.tickets.ticket.map(({ subject }) => subject)).toEqual(expected);
    expect(answer.totalresults).toBe(expected.length);
  });
});

test('a range ends with the whole second that is its last, as answers write it', async () => {
  world.now = new Date(Math.floor(world.now.getTime() / 1000) * 1000 + 400);
  const { id } = await world.ticket({ noemail: true });
  const { date } = await world.done('GetTicket', { ticketid: id });
  const second = { created_since: date, created_until: date };
  expect((await list(second)).tickets.ticket).toMatchObject([{ id }]);
  expect((await list({ ...second, updated_until: date })).tickets.ticket).toMatchObject([{ id }]);
  world.now = new Date(world.now.getTime() + 60_000);
  await world.done('UpdateTicket', { ticketid: id, priority: 'High' });
  expect((await list({ ...second, updated_until: date })).tickets.ticket).toEqual([]);
  await world.done('DeleteTicket', { ticketid: id });
});

test('ignores unknown parameters', async () => {
  expect(await subjects({ endpoint: 'https://example.com', limit: 1, sort: 'x' })).toEqual(ALL);
});

/** Calls as the client whose tickets these are. */
async function asClientOfOurs(name: string, params: Record<string, unknown> = {}): Promise<LocalAnswer> {
  const { dispatcher } = world.desk;
  const caller = clientCaller(clientId);
  const action = await dispatcher.admit(name, caller);
  const answering = dispatcher.run(action, params, caller, {
    address: '',
    idempotencyKey: undefined,
    ignored: new Ignored(),
  });
  return answering.then(
    () => ({ result: 'success' as const }),
    (error: Error) => ({ result: 'error' as const, message: error.message }),
  );
}

testRefusals(world, 'GetTickets', [
  { message: 'Invalid Date Format', params: { updated_since: 'yesterday' } },
  {
    message: 'Invalid orderby. Must be one of lastreply, date, updated, id, tid, subject, status, priority, deptid',
    params: { orderby: 'id; drop table tickets' },
  },
  {
    message: 'Invalid orderby. Must be one of lastreply, date, updated, id, tid, subject, status, priority, deptid',
    because: 'what every object has',
    params: { orderby: 'constructor' },
  },
  { message: 'Invalid order. Must be ASC or DESC', params: { order: 'down' } },
  {
    message: 'Invalid flag. Must be the id of an administrator, or 0 for unassigned tickets',
    params: { flag: 99_999 },
  },
  ...[{ query: 'is:open' }, { rowdetails: true }].map((params) => ({
    message: 'The parameters query and rowdetails are only for staff',
    because: Object.keys(params).join(),
    params,
    call: asClientOfOurs,
  })),
  { message: 'Invalid deptids: there is no "Mars". Must be one of Support, Billing', params: { deptids: 'Mars' } },
  {
    message: 'Invalid requester: send either requester or email',
    because: 'twice',
    params: { requester: 'ann', email: 'a@example.com' },
  },
  ...['jo', 'nobody', 'me,jo'].map((assignees) => ({
    message: assignees.startsWith('me')
      ? 'Invalid assignees: "me" is only for administrators'
      : `Invalid assignees: there is no "${assignees}"`,
    because: `clients learn no names: ${assignees}`,
    params: { assignees },
    call: asClientOfOurs,
  })),
  {
    message: 'Invalid deptids: there is no "Mars"',
    because: 'clients learn of no hidden departments',
    params: { deptids: 'Mars' },
    call: asClientOfOurs,
  },
  {
    message: 'Query not understood: write a value after "status:"',
    because: 'no value',
    params: { query: 'status:' },
  },
  {
    message: 'The search takes too long: look for rarer words, or narrow it by other filters',
    params: { search: 'words' },
    world: hurriedWorld,
    during: (call) => withoutWords(hurriedWorld, call),
  },
  ...['-alpha', 'beta or -alpha', '-"alpha beta"'].map((search) => ({
    message: 'The search must have a word to look for, and not only words to leave out',
    because: search,
    params: { search },
  })),
  { message: 'Parameter "limitnum" must be a whole number', params: { limitnum: 'all' } },
  { message: 'Parameter "limitnum" is out of range', params: { limitnum: -1 } },
  { message: 'Parameter "limitstart" is out of range', params: { limitstart: '-1' } },
  { message: 'Parameter "deptid" must be a whole number', params: { deptid: 'Billing' } },
  { message: 'Parameter "clientid" must be a whole number', params: { clientid: '1 or 1=1' } },
  { message: 'Parameter "subject" must be of type string', params: { subject: { like: '%' } } },
]);

test('a client finds tickets by the id of who has them, whether or not there is somebody with it', async () => {
  for (const assignees of ['none', String(jo), '99999']) {
    expect(await asClientOfOurs('GetTickets', { assignees })).toEqual({ result: 'success' });
  }
  for (const flag of [0, jo, 99_999]) {
    expect(await asClientOfOurs('GetTickets', { flag })).toEqual({ result: 'success' });
  }
});

test("lists only a client's own tickets, whatever the client sends", async () => {
  const { clientId: mine } = await world.client('Own Er');
  await world.ticket({ clientid: mine, subject: 'Only this' });
  const token = 'a session';
  const values = [hashSecret(token), mine, new Date(world.now.getTime() + 1000)];
  await world.change(
    'insert into client_sessions (hash, client_id, expires_at, created_at) values ($1, $2, $3, $3)',
    values,
  );
  const ORIGIN = { address: '', idempotencyKey: undefined, ignored: new Ignored() };
  const { callers, dispatcher } = world.desk;
  const caller = await callers.session(token);
  const action = await dispatcher.admit('GetTickets', caller);
  for (const params of [{}, { clientid: clientId }, { ignore_dept_assignments: true }]) {
    const { result } = await dispatcher.run(action, params, caller, ORIGIN);
    expect(result).toMatchObject({ totalresults: 1, tickets: { ticket: [{ subject: 'Only this' }] } });
  }
  const { result } = await dispatcher.run(action, { email: clientEmail }, caller, ORIGIN);
  expect(result).toMatchObject({ totalresults: 0, tickets: { ticket: [] } });
});
