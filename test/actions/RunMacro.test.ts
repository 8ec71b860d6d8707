import { expectAnswer } from '../support/answers';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

let ticketid: number;
let billing: number;
let reader: Record<string, string>;

beforeAll(async () => {
  billing = await world.department({ name: 'Billing' });
  await world.admin('jo');
  await world.admin('al');
  reader = { ...(await world.credential(['runmacro', 'updateticket'])) };
});

beforeEach(async () => {
  ticketid = (await world.ticket({ name: 'Ann *Lee*', noemail: true })).id;
  await world.done('UpdateTicket', { ticketid, addtags: 'new,old' });
});

const macro = async (params: Record<string, unknown>, admin = 'jo'): Promise<number> =>
  Number((await world.done('AddMacro', { name: 'Macro', ...params }, admin)).macroid);

const EVERYTHING = {
  ...{ status: 'Closed', priority: 'High', flag: 'me', addtags: 'paid', removetags: 'OLD', snoozehours: 5 },
  ...{ reply: 'Dear {$client_first_name} [NAME], {$agent_name}', note: 'Paid by {$client_name}' },
};

test('makes all changes as one call, with the events of each and one entry in the log', async () => {
  const macroid = await macro({ ...EVERYTHING, deptid: billing });
  await world.events();
  const entries = await world.rows<{ count: number }>('select count(*) from activity_log');
  const answer = await world.done('RunMacro', { ticketid, macroid }, 'jo');
  expectAnswer('RunMacro', answer);
  expect(await world.events()).toEqual([
    ...['TicketDepartmentChange', 'TicketPriorityChange', 'TicketFlagged', 'TicketSnoozed', 'TicketAddNote'],
    ...['TicketAdminReply', 'TicketClose'],
  ]);
  const after = await world.rows<{ count: number }>('select count(*) from activity_log');
  expect(after[0]!.count - entries[0]!.count).toBe(1);
  expect(await world.logged()).toMatchObject({
    action: 'RunMacro',
    description: `Reply added: id ${ticketid}, reply ${String(answer.replyid)}`,
    changes: {
      ...{ macro: [null, 'Macro'], status: ['Open', 'Closed'], priority: ['Medium', 'High'] },
      ...{ department: ['Support', 'Billing'], assignee: [null, 'Jo Admin'], tags: ['new, old', 'new, paid'] },
    },
  });
  const ticket = await world.done('GetTicket', { ticketid });
  expect(ticket).toMatchObject({ status: 'Closed', priority: 'High', deptid: billing, tags: { tag: ['new', 'paid'] } });
  expect(await world.rows('select body, format from messages where id = $1', [answer.replyid])).toEqual([
    { body: 'Dear Ann Ann \\*Lee\\*, Jo Admin', format: 'markdown' },
  ]);
  expect(await world.rows('select body from notes where id = $1', [answer.noteid])).toEqual([
    { body: 'Paid by Ann \\*Lee\\*' },
  ]);
});

test.each<[string, Record<string, unknown>, string[], Record<string, unknown>]>([
  ['a status', { status: 'On Hold' }, ['TicketStatusChange'], { status: 'On Hold' }],
  ['a reply, after which the ticket is answered', { reply: 'R' }, ['TicketAdminReply'], { status: 'Answered' }],
  ['nobody to whom it is assigned', { flag: '0', note: 'N' }, ['TicketAddNote'], { flag: 0, status: 'Open' }],
])('changes only what it names: %s', async (_what, params, events, expected) => {
  const macroid = await macro({ ...params, shared: true });
  await world.events();
  const answer = await world.done('RunMacro', { ticketid, macroid }, 'al');
  expectAnswer('RunMacro', answer);
  expect(await world.events()).toEqual(events);
  expect(await world.logged()).toMatchObject({ changes: { macro: [null, 'Macro'] } });
  expect(await world.done('GetTicket', { ticketid })).toMatchObject({ priority: 'Medium', ...expected });
});

const runs =
  (params: Record<string, unknown>, before: (macroid: number) => Promise<unknown> = async () => {}, more = {}) =>
  async () => {
    const macroid = await macro(params);
    await before(macroid);
    return { ticketid, macroid, ...more };
  };
const asJo = (action: string, params?: Record<string, unknown>) => world.call(action, params, 'jo');
/** Somebody who may run macros and change tickets, and nothing else. */
const asReader: typeof world.call = async (action, params = {}) => {
  const sent = Object.fromEntries(Object.entries(params).map(([name, value]) => [name, String(value)]));
  const { json } = await world.post({ action, ...reader, ...sent });
  return json as Awaited<ReturnType<typeof world.call>>;
};
const named = (column: string) => (macroid: number) =>
  world.change(`update macros set ${column} where id = $1`, [macroid]);

/** A macro that is run on what somebody saw before something arrived. */
const stale = (arrives: () => Promise<unknown>, seen: Record<string, unknown>) => async () => {
  const macroid = await macro({ note: 'N', status: 'On Hold' });
  await arrives();
  return { ticketid, macroid, ...seen };
};

const merges = async () => {
  const [first, second] = [await world.ticket({ noemail: true }), ticketid];
  await world.done('MergeTicket', { ticketid: first.id, mergeticketids: second });
  await world.change('update tickets set number = $2 where id = $1', [first.id, 'MASTER']);
};
const replies = async () => {
  await world.change("select setval(pg_get_serial_sequence('messages', 'id'), 5000)");
  await world.done('AddTicketReply', { ticketid, message: 'M', adminusername: 'al', noemail: true });
};
const notes = async () => {
  await world.change("select setval(pg_get_serial_sequence('notes', 'id'), 6000)");
  await world.done('AddTicketNote', { ticketid, message: 'N' }, 'al');
};

testRefusals(world, 'RunMacro', [
  { message: 'Ticket ID Not Found', params: { ticketid: 999, macroid: 1 } },
  { message: 'Macro ID Not Found', params: () => ({ ticketid, macroid: 999 }) },
  {
    message: 'Macro ID Not Found',
    because: "somebody else's",
    params: runs({ status: 'Closed' }),
    call: (action, params) => world.call(action, params, 'al'),
  },
  {
    message: 'Invalid Permissions: API action "addticketreply" is not allowed',
    params: runs({ shared: true, status: 'Closed', reply: 'R' }),
    call: asReader,
  },
  {
    message: 'Invalid Permissions: API action "addticketnote" is not allowed',
    params: runs({ shared: true, note: 'N', priority: 'High' }),
    call: asReader,
  },
  { message: 'Only an administrator can run this macro', params: runs({ shared: true, flag: 'me' }) },
  {
    message: 'The macro names an administrator that has gone',
    params: runs({ flag: 'al' }, named("assignee = '999'")),
    call: asJo,
  },
  {
    message: 'The macro names a status that has gone',
    params: runs({ status: 'Closed' }, named('status_id = 999')),
    call: asJo,
  },
  {
    message: 'The macro names a department that has gone',
    params: runs({ deptid: 1 }, named('department_id = 999')),
    call: asJo,
  },
  {
    message: 'The macro names a priority that has gone',
    params: runs({ priority: 'Low' }, named('priority_id = 999')),
    call: asJo,
  },
  {
    message: 'Stopped: the ticket was merged into MASTER meanwhile',
    params: stale(merges, { seenreplyid: 0 }),
    call: asJo,
  },
  {
    message: 'Stopped: Jo Admin has replied meanwhile (reply 5001)',
    params: stale(replies, { seenreplyid: 0 }),
    call: asJo,
  },
  {
    message: 'Stopped: Jo Admin has added a note meanwhile (note 6001)',
    params: stale(notes, { seennoteid: 0 }),
    call: asJo,
  },
  {
    message: 'Stopped: the ticket was closed meanwhile',
    params: stale(() => world.done('UpdateTicket', { ticketid, status: 'Closed' }), { seenstatus: 'Open' }),
    call: asJo,
  },
  {
    message: 'The reply of this macro is empty',
    params: runs({ reply: '{$signature}', note: 'N' }),
    call: asJo,
  },
  {
    message: 'The message may have at most 1000000 characters',
    params: runs({ reply: '{$client_name}'.repeat(4_500) }, () =>
      world.done('UpdateTicket', { ticketid, name: 'x'.repeat(250) }),
    ),
    call: asJo,
  },
  {
    message: 'A ticket may have at most 50 tags',
    params: runs({ priority: 'High', addtags: Array.from({ length: 49 }, (_, at) => `t${at}`) }),
    call: asJo,
  },
]);
