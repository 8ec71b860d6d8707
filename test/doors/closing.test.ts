import { asClient, ask } from '../support/doors';
import { clientUser, dataOf } from '../support/helpdeskeddy';
import { contentOf } from '../support/refusals';
import { formFor, linkTo, ticketPagesOf } from '../support/ticket-page';
import { type HttpAnswer, useWorld } from '../support/world';

/** A customer closes tickets, and opens them again, through every API that has clients: by one rule, in its own words. */
const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.0/8', '::1/128'];
});

const pages = ticketPagesOf(world);

interface Ticket {
  id: number;
  tid: string;
  c: string;
}

let bearer: Record<string, string>;
let eddy: Awaited<ReturnType<typeof clientUser>>;
let cookie: Record<string, string>;

beforeAll(async () => {
  await world.serve();
  eddy = await clientUser(world, 'Ann Lee');
  bearer = await asClient(world, eddy.rowId);
  const { access_token } = await world.done('CreateSsoToken', { client_id: eddy.rowId });
  const signed = await pages.visit(`/oauth/singlesignon.php?access_token=${access_token}`);
  cookie = { Cookie: (signed.headers.get('set-cookie') ?? '').split(';')[0] ?? '' };
});

const open = (more: Record<string, unknown> = {}) =>
  world.ticket({ name: undefined, email: undefined, clientid: eddy.rowId, ...more }) as Promise<Ticket>;

const submit = async (task: string, link: string, headers: Record<string, string>) => {
  const page = await pages.visit(link, { headers });
  const form = { ...formFor(page.text, 'reply'), key: '', task };
  return pages.visit('/viewticket.php', { method: 'POST', headers, body: new URLSearchParams(form) });
};

const reseller = (ticket: Ticket, status: string) =>
  ask(world, bearer, 'POST', '/api/v2/keliweb/update-ticket', { ticketnum: ticket.tid, status });

interface Way {
  door: string;
  close: (ticket: Ticket) => Promise<HttpAnswer>;
  reopen: (ticket: Ticket) => Promise<HttpAnswer>;
  refused: (ticket: Ticket) => { status: number; says: unknown };
}

const onPage = { status: 403, says: expect.stringContaining('Only our staff can close this ticket') };

const WAYS: Way[] = [
  {
    door: "a ticket's link",
    close: (ticket) => submit('close', linkTo(ticket), {}),
    reopen: (ticket) => submit('reopen', linkTo(ticket), {}),
    refused: () => onPage,
  },
  {
    door: 'the pages of a signed-in client',
    close: (ticket) => submit('close', `/viewticket.php?tid=${ticket.tid}`, cookie),
    reopen: (ticket) => submit('reopen', `/viewticket.php?tid=${ticket.tid}`, cookie),
    refused: () => onPage,
  },
  {
    door: 'the reseller API',
    close: (ticket) => reseller(ticket, 'closed'),
    reopen: (ticket) => reseller(ticket, 'Open'),
    refused: () => ({ status: 200, says: '{"result":"error","message":"Only our staff can close this ticket"}' }),
  },
  {
    door: 'the HelpDeskEddy API',
    close: ({ id }) => eddy.ask('PUT', `/tickets/${id}/`, { status_id: 'closed' }),
    reopen: ({ id }) => eddy.ask('PUT', `/tickets/${id}/`, { status_id: 'open' }),
    refused: ({ id }) => {
      const refusal = {
        code: 'e-403',
        title: 'Forbidden',
        details: `Ticket with id {${id}} can be closed only by staff`,
      };
      return { status: 403, says: JSON.stringify({ errors: [refusal] }) };
    },
  },
];

describe.each(WAYS)('$door', ({ close, reopen, refused }) => {
  test('closes and reopens, with the events of both', async () => {
    const ticket = await open();
    await world.events();
    expect([200, 303]).toContain((await close(ticket)).status);
    expect(await pages.statusOf(ticket.id)).toBe('Closed');
    expect(await world.events()).toEqual(['TicketStatusChange', 'TicketClose']);
    expect([200, 303]).toContain((await close(ticket)).status);
    expect([200, 303]).toContain((await reopen(ticket)).status);
    expect(await pages.statusOf(ticket.id)).toBe('Open');
    expect([200, 303]).toContain((await reopen(ticket)).status);
    expect(await world.events()).toEqual(['TicketStatusChange']);
  });

  test('cannot close where the ticket or its department says so, but reopens there', async () => {
    const deptid = await world.department({ name: 'Kept', preventClientClosure: true });
    for (const ticket of [await open({ preventClientClosure: true }), await open({ deptid })]) {
      const content = await contentOf(world);
      const { status, text } = await close(ticket);
      expect({ status, says: text }).toEqual(refused(ticket));
      expect(await contentOf(world)).toEqual(content);
      await world.done('UpdateTicket', { ticketid: ticket.id, status: 'Closed' });
      expect([200, 303]).toContain((await reopen(ticket)).status);
      expect(await pages.statusOf(ticket.id)).toBe('Open');
    }
  });

  test('closes a ticket that was let go in such a department', async () => {
    const deptid = await world.department({ name: 'Kept', preventClientClosure: true });
    const ticket = await open({ deptid, preventClientClosure: false });
    await close(ticket);
    expect(await pages.statusOf(ticket.id)).toBe('Closed');
  });
});

describe('a client', () => {
  test('changes nothing but the status through the reseller API', async () => {
    const { id } = await open();
    const sent = { ticketid: id, status: 'Closed', subject: 'Mine', deptid: 1, priority: 'High', flag: 1 };
    const answer = await ask(world, bearer, 'POST', '/api/v2/keliweb/update-ticket', sent);
    expect(answer.json).toEqual({ result: 'success', ticketid: String(id) });
    expect(await world.done('GetTicket', { ticketid: id })).toMatchObject({
      ...{ status: 'Closed', priority: 'Medium', flag: 0, preventClientClosure: false },
      subject: expect.not.stringContaining('Mine'),
    });
  });

  test('gives a ticket no other status, and none to a ticket of somebody else', async () => {
    const own = await open();
    const foreign = (await world.ticket()) as unknown as Ticket;
    expect((await reseller(own, 'On Hold')).json).toEqual({
      result: 'error',
      message: 'Invalid Ticket Status. Valid statuses are: Open,Closed',
    });
    expect((await reseller(foreign, 'Closed')).json).toEqual({ result: 'error', message: 'Ticket ID Not Found' });
    const held = await eddy.ask('PUT', `/tickets/${own.id}/`, { status_id: 'on-hold' });
    expect([held.status, held.text]).toEqual([400, expect.stringContaining('must be one of open, closed')]);
    expect((await eddy.ask('PUT', `/tickets/${foreign.id}/`, { status_id: 'closed' })).status).toBe(404);
    expect(await pages.statusOf(foreign.id)).toBe('Open');
  });

  test('may send back a whole HelpDeskEddy ticket, of which only the status counts', async () => {
    const { id } = await open();
    const shown = await dataOf(eddy.ask('GET', `/tickets/${id}/`));
    const changed = {
      ...shown,
      title: 'Mine',
      priority_id: 1,
      cc: ['spy@example.com'],
      deleted: 0,
      status_id: 'closed',
    };
    const answer = await eddy.ask('PUT', `/tickets/${id}/`, changed);
    expect(await dataOf(answer)).toEqual({ ...shown, status_id: 'closed', date_updated: expect.any(String) });
    expect(answer.headers.get('x-hatchdesk-ignored')).toMatch(/title.*priority_id.*cc/);
  });
});
