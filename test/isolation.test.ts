import { uniqueId } from '../src/tickets/numbers';
import { asClient, ask, withApiKey } from './support/doors';
import { contentOf, schemaOf } from './support/refusals';
import { bytes, URLENCODED } from './support/requests';
import { type HttpAnswer, useWorld } from './support/world';

/**
 * One client never sees another's data: everything that belongs to somebody else is answered as if it did not exist.
 */
const world = useWorld();

/** What a client can name through any door. */
const THINGS = [
  ...['client', 'email', 'contact', 'service', 'domain', 'ticket', 'number', 'uniqueId', 'subject', 'message', 'file'],
  ...['hiddenFile', 'note', 'ticketIntoAnother'],
] as const;
type Thing = (typeof THINGS)[number];
type Ids = Record<Thing, string>;

/** Ids of the same kind have the same length, so that answers can be compared byte for byte. */
let own: Ids;
let other: Ids;
let absent: Ids;

type Door = 'keliweb' | 'helpdeskeddy';
const headers = {} as Record<Door, Record<string, string>>;

interface Row {
  door: Door;
  /** The method's name at its door. With the parameter, it names the row. */
  method: string;
  parameter: string;
  thing: Thing;
  request: (id: string) => Promise<HttpAnswer>;
  /**
   * How the answer for the client's own thing compares. It differs, unless clients may not call this or no client has
   * such a thing.
   */
  own: 'differs' | 'the same';
  /** Set if the call opens a ticket, whose id and dates are left out of the comparison. */
  opens?: true;
}

const keliweb = (
  method: string,
  parameter: string,
  thing: Thing,
  fields: Record<string, string> = {},
  more: Partial<Row> = {},
): Row => ({
  door: 'keliweb',
  method,
  parameter,
  thing,
  own: 'differs',
  request: (id) => {
    const ours = fields.ticketnum === 'ours' ? { ticketnum: own.number } : {};
    const form = new URLSearchParams({ ...fields, ...ours, [parameter]: id }).toString();
    const { body, headers: type } = bytes(form, URLENCODED);
    return world.send(`/api/v2/keliweb/${method}`, {
      method: 'POST',
      headers: { ...headers.keliweb, ...(type as Record<string, string>) },
      ...(body !== undefined && { body }),
    });
  },
  ...more,
});

/** @param path has `:it` in the place of the id. Otherwise the body's member `parameter` gets the id. */
const helpdeskeddy = (
  method: string,
  path: string,
  parameter: string,
  thing: Thing,
  body?: Record<string, unknown>,
  more: Partial<Row> = {},
): Row => ({
  door: 'helpdeskeddy',
  method: `${method} ${path}`,
  parameter,
  thing,
  own: 'differs',
  request: (id) => {
    const named = path.replace(':it', encodeURIComponent(id)).replace(':ours', own.ticket);
    const inBody = body !== undefined && !path.includes(':it') ? { ...body, [parameter]: id } : body;
    return ask(world, headers.helpdeskeddy, method, `/api/v2${named}`, inBody);
  },
  ...more,
});

const TICKET = { deptid: '1', subject: 'Subject', message: 'Message' };
const MESSAGE = { message: 'Reply' };
const NEW = { title: 'Subject', description: 'Message' };
const SAME = { own: 'the same' } as const;

const rows: Row[] = [
  keliweb('open-ticket', 'clientid', 'client', TICKET),
  keliweb('open-ticket', 'contactid', 'contact', TICKET),
  keliweb('open-ticket', 'serviceid', 'service', TICKET),
  keliweb('open-ticket', 'domainid', 'domain', TICKET),
  keliweb('add-ticket-reply', 'ticketid', 'ticket', MESSAGE),
  keliweb('add-ticket-reply', 'ticketid', 'ticketIntoAnother', MESSAGE, SAME),
  keliweb('add-ticket-reply', 'ticketnum', 'number', MESSAGE),
  keliweb('add-ticket-reply', 'ticketnum', 'uniqueId', MESSAGE),
  keliweb('add-ticket-reply', 'clientid', 'client', { ...MESSAGE, ticketnum: 'ours' }),
  keliweb('add-ticket-reply', 'contactid', 'contact', { ...MESSAGE, ticketnum: 'ours' }),
  keliweb('get-ticket', 'ticketid', 'ticket'),
  keliweb('get-ticket', 'ticketid', 'ticketIntoAnother', {}, SAME),
  keliweb('get-ticket', 'ticketnum', 'number'),
  keliweb('get-ticket', 'ticketnum', 'uniqueId'),
  // With both, the id counts, and the client's own number does not help.
  keliweb('get-ticket', 'ticketid', 'ticket', { ticketnum: 'ours' }),
  keliweb('get-ticket', 'ticketnum', 'number', { repliessort: 'DESC' }),

  helpdeskeddy('GET', '/tickets/:it', 'id', 'ticket'),
  helpdeskeddy('GET', '/tickets/:it/', 'id', 'ticketIntoAnother', undefined, SAME),
  helpdeskeddy('GET', '/tickets/:it/posts', 'id', 'ticket'),
  helpdeskeddy('POST', '/tickets/:it/posts', 'id', 'ticket', { text: 'Reply' }),
  helpdeskeddy('POST', '/tickets/:ours/posts', 'user_id', 'client', { text: 'Reply' }),
  helpdeskeddy('POST', '/tickets', 'user_id', 'client', NEW),
  helpdeskeddy('POST', '/tickets', 'user_email', 'email', NEW),
  helpdeskeddy('POST', '/tickets', 'pid', 'ticket', NEW, { opens: true }),
  helpdeskeddy('GET', '/tickets?search=:it', 'search', 'subject'),
  helpdeskeddy('GET', '/tickets?search=:it', 'search', 'number'),
  helpdeskeddy('GET', '/tickets?exact_search=1&search=:it', 'search', 'subject'),
  helpdeskeddy('GET', '/tickets?exact_search=1&search=:it', 'search', 'number'),
  helpdeskeddy('GET', '/tickets?exact_search=1&search=:it', 'search', 'uniqueId'),
  helpdeskeddy('GET', '/tickets?user_list=:it', 'user_list', 'client'),
  helpdeskeddy('GET', '/tickets?deleted=1&user_list=:it', 'user_list', 'client', undefined, SAME),
  helpdeskeddy('GET', '/files/:it', 'id', 'file'),
  helpdeskeddy('GET', '/files/:it', 'id', 'hiddenFile', undefined, SAME),
  helpdeskeddy('GET', '/users/:it', 'id', 'client'),
  helpdeskeddy('GET', '/users/:it?type=staff', 'id', 'client', undefined, SAME),
  helpdeskeddy('GET', '/users?search=:it', 'search', 'email'),
  // What clients may not call at all is refused before anything is looked up.
  helpdeskeddy('PUT', '/tickets/:it', 'id', 'ticket', { title: 'Mine' }),
  helpdeskeddy('DELETE', '/tickets/:it', 'id', 'ticket', undefined, SAME),
  helpdeskeddy('POST', '/tickets/:it/union', 'id', 'ticket', {}, SAME),
  helpdeskeddy('PUT', '/tickets/:ours/posts/:it', 'post_id', 'message', { text: 'Mine' }, SAME),
  helpdeskeddy('DELETE', '/tickets/:ours/posts/:it', 'post_id', 'message', undefined, SAME),
  helpdeskeddy('GET', '/tickets/:it/comments', 'id', 'ticket', undefined, SAME),
  helpdeskeddy('POST', '/tickets/:it/comments', 'id', 'ticket', { text: 'Mine' }, SAME),
  helpdeskeddy('PUT', '/tickets/:ours/comments/:it', 'comment_id', 'note', { text: 'Mine' }, SAME),
  helpdeskeddy('DELETE', '/tickets/:ours/comments/:it', 'comment_id', 'note', undefined, SAME),
];

const FILE = { attachments: JSON.stringify([{ name: 'a.txt', data: 'eA==' }]) };

/** Adds a client with one of everything. */
async function belongings(subject: string): Promise<Ids> {
  const { clientId } = await world.client('Ann Lee');
  const [row] = await world.rows<{ email: string }>('select email from clients where id = $1', [clientId]);
  const ticket = await world.ticket({ clientid: clientId, subject, ...FILE });
  const merged = await world.ticket({ clientid: clientId, subject: 'Merged' });
  await world.done('AddTicketNote', { ticketid: ticket.id, message: 'Note', ...FILE });
  const idOf = async (sql: string) => String((await world.rows<{ id: number }>(sql, [ticket.id]))[0]!.id);
  return {
    client: String(clientId),
    email: row!.email,
    contact: String(await world.contact(clientId)),
    service: String(await world.service(clientId)),
    domain: String(await world.domain(clientId)),
    ticket: String(ticket.id),
    number: ticket.tid,
    uniqueId: uniqueId(ticket.id),
    subject,
    message: await idOf('select id from messages where ticket_id = $1'),
    file: await idOf('select f.id from attachments f join messages m on m.id = f.message_id where m.ticket_id = $1'),
    hiddenFile: await idOf('select f.id from attachments f join notes n on n.id = f.note_id where n.ticket_id = $1'),
    note: await idOf('select id from notes where ticket_id = $1'),
    ticketIntoAnother: String(merged.id),
  };
}

beforeAll(async () => {
  // Ids of four digits, different in every table, and none that could appear in an answer by chance.
  await world.desk.database.transaction('write', async (db) => {
    const tables = ['clients', 'contacts', 'services', 'domains', 'tickets', 'messages', 'attachments', 'notes'];
    for (const [index, table] of tables.entries()) {
      await db.queryOnce(`select setval(pg_get_serial_sequence('${table}', 'id'), $1::int)`, [1100 * (index + 1)]);
    }
  });
  [own, other] = [await belongings('Printer on fire'), await belongings('Cellar in water')];
  const free = (id: string): string => String(Number(id.at(0)) * 1000 + 999);
  absent = {
    ...(Object.fromEntries(THINGS.map((thing) => [thing, free(other[thing])])) as Ids),
    email: 'no-such-on@example.com',
    number: ['100000', '100001', '100002'].find((number) => ![own.number, other.number].includes(number))!,
    uniqueId: uniqueId(Number(free(other.ticket))),
    subject: 'Garage on rails',
  };
  await world.desk.database.transaction('write', async (db) => {
    // As after a merge: both clients' second tickets were merged into the other client's first one.
    const merge = 'update tickets set merged_into_id = $2, deleted_at = now() where id = $1';
    await db.query(merge, [Number(own.ticketIntoAnother), Number(other.ticket)]);
    await db.query(merge, [Number(other.ticketIntoAnother), Number(other.ticket)]);
  });
  const clientId = Number(own.client);
  headers.keliweb = await asClient(world, clientId);
  headers.helpdeskeddy = await withApiKey(world, { clientId });
});

test('own, other and missing ids differ but have the same length', () => {
  for (const thing of THINGS) {
    const three = [own[thing], other[thing], absent[thing]];
    expect([thing, new Set(three).size, new Set(three.map(({ length }) => length)).size]).toEqual([thing, 3, 1]);
  }
});

test.each(['OpenTicket', 'AddTicketReply', 'GetTicket'])('every id that %s takes has a row', (action) => {
  const method = { OpenTicket: 'open-ticket', AddTicketReply: 'add-ticket-reply', GetTicket: 'get-ticket' }[action];
  // Ids of the desk, one that the door ignores, and two that are only compared with those of the same ticket.
  const notTheirs = ['deptid', 'userid', 'seenreplyid', 'seennoteid'];
  const ids = Object.keys(schemaOf(action).properties).filter((name) => /(id|num)$/.test(name));
  const covered = rows.filter((row) => row.method === method).map(({ parameter }) => parameter);
  expect(ids.filter((name) => !notTheirs.includes(name) && !covered.includes(name))).toEqual([]);
});

const VOLATILE = ['date', 'x-request-id', 'x-rate-limit-remaining'];

/** Everything that the caller can see, without the id that it sent and what is new in a new ticket. */
function visible(answer: HttpAnswer, { opens }: Row, id: string): unknown {
  const text = opens
    ? answer.text.replace(/"(id|unique_id|date_\w+)":("[^"]*"|\d+)/g, '"$1":"new"')
    : answer.text.replaceAll(new RegExp(`(?<![0-9A-Za-z])${id}(?![0-9A-Za-z])`, 'g'), '<id>');
  const shown = [...answer.headers].filter(([name]) => !VOLATILE.includes(name)).sort();
  return { status: answer.status, headers: Object.fromEntries(shown), text };
}

describe('another client’s things are answered byte for byte like missing ones', () => {
  test.each(rows.map((row) => [`${row.door}: ${row.method}, ${row.parameter} of a ${row.thing}`, row] as const))(
    '%s',
    async (_name, row) => {
      const answered = async (id: string) => visible(await row.request(id), row, id);
      const before = await contentOf(world);
      const theirs = await answered(other[row.thing]);
      const missing = await answered(absent[row.thing]);
      expect(theirs).toEqual(missing);
      if (!row.opens) expect(await contentOf(world)).toEqual(before);
      const ours = await answered(own[row.thing]);
      if (row.own === 'differs') expect(ours).not.toEqual(theirs);
      else expect(ours).toEqual(theirs);
    },
  );

  test('lists contain nothing of the other client', async () => {
    for (const path of ['/tickets', '/tickets/', '/users', `/tickets/${own.ticket}/posts`]) {
      const answer = await ask(world, headers.helpdeskeddy, 'GET', `/api/v2${path}`);
      expect(answer.status).toBe(200);
      for (const thing of THINGS)
        expect([thing, answer.text]).toEqual([thing, expect.not.stringContaining(other[thing])]);
    }
  });
});
