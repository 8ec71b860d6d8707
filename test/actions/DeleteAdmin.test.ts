import { expectAnswer } from '../support/answers';
import { calling } from '../support/callers';
import { onlyAdmin } from '../support/only-admin';
import { testRefusals } from '../support/refusals';
import { type Credentials, useWorld } from '../support/world';

const world = useWorld();
const lone = useWorld();
let weak: Credentials;
let boss: number;

beforeAll(async () => {
  weak = await world.credential(['DeleteAdmin']);
  boss = await world.admin('boss');
  await world.done('AddRole', { name: 'Everything', actions: '*' });
});

interface Told {
  admin: string;
  flag: number;
  replies: { reply: { admin: string; requestor_type: string }[] };
  notes: { note: { admin: string }[] };
}
const read = async (ticketid: number) => (await world.done('GetTicket', { ticketid })) as unknown as Told;
const historyOf = ({ admin, replies, notes }: Told) => ({
  admin,
  replies: replies.reply.map((reply) => [reply.admin, reply.requestor_type]),
  notes: notes.note.map((note) => note.admin),
});

test('what they wrote keeps their name, their tickets become unassigned, and their credentials end', async () => {
  const adminid = await world.admin('jo');
  const others = await world.ticket();
  const own = (await world.done(
    'OpenTicket',
    { deptid: 1, name: 'Ann', email: 'ann@example.com', subject: 'S', message: 'M', admin: true },
    'jo',
  )) as unknown as { id: number };
  await world.done('AddTicketReply', { ticketid: others.id, message: 'An answer', adminusername: 'jo' });
  await world.done('AddTicketNote', { ticketid: others.id, message: 'A note' }, 'jo');
  await world.change(`update notes set author_name = '' where ticket_id = $1`, [others.id]);
  await world.done('UpdateTicket', { ticketid: others.id, flag: adminid });
  const { clientId } = await world.client();
  await world.change(
    `insert into client_notes (client_id, staff_id, body, created_at) values ($1, $2, 'Pays late', now())`,
    [clientId, adminid],
  );
  const { identifier, secret } = await world.done('AddCredential', { roles: 'Everything', admin: 'jo' });
  const call = async () =>
    (await world.post({ identifier: String(identifier), secret: String(secret), action: 'GetTicketTypes' })).json
      ?.result;
  expect(await call()).toBe('success');
  const before = { others: historyOf(await read(others.id)), own: historyOf(await read(own.id)) };
  expect(before).toEqual({
    others: {
      admin: '',
      replies: [
        ['', 'Guest'],
        ['Jo Admin', 'Operator'],
      ],
      notes: ['Jo Admin'],
    },
    own: { admin: 'Jo Admin', replies: [['Jo Admin', 'Operator']], notes: [] },
  });
  await world.events();

  const answer = await world.done('DeleteAdmin', { adminid });
  expectAnswer('DeleteAdmin', answer);
  expect({ others: historyOf(await read(others.id)), own: historyOf(await read(own.id)) }).toEqual(before);
  expect((await read(others.id)).flag).toBe(0);
  expect(await world.rows('select author_name from client_notes where client_id = $1', [clientId])).toEqual([
    { author_name: 'Jo Admin' },
  ]);
  expect(await call()).toBe('error');
  expect(await world.rows('select 1 from credentials where identifier = $1', [identifier])).toEqual([]);
  expect(await world.events()).toEqual([]);
  expect(await world.logged()).toMatchObject({
    description: `DeleteAdmin: adminid ${adminid}`,
    changes: { username: ['jo', null] },
  });

  await world.done('UpdateTicket', { ticketid: own.id, name: 'Another', email: 'another@example.com' });
  expect(historyOf(await read(own.id))).toEqual(before.own);
});

test('a concurrent reply either has a name or is refused', async () => {
  const adminid = await world.admin('sam');
  const { id } = await world.ticket();
  const reply = () => world.call('AddTicketReply', { ticketid: id, message: 'At once', adminusername: 'sam' });
  await Promise.all([reply(), reply(), world.done('DeleteAdmin', { adminid }), reply()]);
  const names = await world.rows<{ name: string }>(
    `select author_name as name from messages where ticket_id = $1 and not is_first`,
    [id],
  );
  expect(names.filter(({ name }) => name !== 'Jo Admin' && name !== 'sam')).toEqual([]);
});

/** An administrator who may do nothing, with a credential that may do everything. */
const ownerOfMore = async () => {
  const admin = await world.admin(`owner-${last++}`, { actions: ['DeleteAdmin'] });
  await world.credential(['*'], { admin });
  return admin;
};
let last = 0;

test('a revoked credential no longer counts', async () => {
  const admin = await ownerOfMore();
  await world.change('update credentials set revoked_at = now() where staff_id = $1', [admin]);
  const answer = await calling(world, () => weak).call('DeleteAdmin', { adminid: String(admin) });
  expect(answer).toEqual({ result: 'success', adminid: admin });
});

testRefusals(world, 'DeleteAdmin', [
  { message: 'Admin ID Not Found', params: { adminid: 999_999 } },
  {
    message: 'You may not change what has rights that you do not have',
    params: () => ({ adminid: String(boss) }),
    world: calling(world, () => weak),
  },
  {
    message: 'You may not change what has rights that you do not have',
    because: 'a credential of theirs',
    params: async () => ({ adminid: String(await ownerOfMore()) }),
    world: calling(world, () => weak),
  },
  {
    message: 'You cannot delete yourself',
    params: () => ({ adminid: boss }),
    world: Object.assign(Object.create(world), {
      call: (action: string, params: Record<string, unknown>) => world.call(action, params, 'boss'),
    }),
  },
  {
    message: 'Nobody would be left who may do everything',
    params: async () => ({ adminid: await onlyAdmin(lone) }),
    world: lone,
  },
]);
