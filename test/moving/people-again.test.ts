import { CARRIED, CARRIED_OF_STAFF } from '../support/carried-hashes';
import { type SaidLine, useMovingIn } from '../support/moving-in';
import type { OldRecords } from '../support/old-records';

const { world, move, undo } = useMovingIn();

const at = (text: string) => new Date(`${text}Z`);

test('a later run changes what changed there, adds nothing twice, and says the same of the rest', async () => {
  const createdAt = at('2020-01-01T00:00:00');
  const records = (phone: string, lastName: string) => ({
    client: [{ sourceId: '701', email: 'one@later.example', phone, status: 'Odd', createdAt }],
    user: [
      { sourceId: '7', email: 'one@later.example', lastName, createdAt },
      { sourceId: '8', email: 'One@later.example', createdAt },
    ],
    clientUser: [
      { sourceId: '701:7', clientId: '701', userId: '7', isOwner: true, createdAt },
      { sourceId: '701:8', clientId: '701', userId: '8', createdAt },
    ],
    contact: [
      {
        sourceId: '77',
        clientId: '701',
        email: 'con@later.example',
        phone,
        passwordHash: CARRIED_OF_STAFF['salted MD5'],
        createdAt,
      },
    ],
  });
  const dry = await move('later', records('1', 'First'), { isDry: true });
  expect(await world.rows(`select 1 from users where email like '%@later.example'`)).toEqual([]);
  const first = await move('later', records('1', 'First'));
  const told = (lines: typeof first) =>
    lines.map(({ line, kind, source_id, reason }) => [line, kind, source_id, reason]);
  expect(told(dry)).toEqual(told(first));
  const second = await move('later', records('2', 'Second'));
  expect(told(second)).toEqual(told(first));
  const people = await world.rows(
    `select u.email, u.last_name, cu.is_owner, c.phone from users u join client_users cu on cu.user_id = u.id
     join clients c on c.id = cu.client_id where u.email like '%@later.example' order by u.email`,
  );
  expect(people).toEqual([
    { email: 'con@later.example', last_name: '', is_owner: false, phone: '2' },
    { email: 'one@later.example', last_name: 'Second', is_owner: true, phone: '2' },
  ]);
});

/** People with every oddity: what is twice, what is here already, and what refers to nothing. */
const odd = (domain: string): OldRecords => {
  const createdAt = at('2020-01-01T00:00:00');
  const numbers = Array.from({ length: 30 }, (_, index) => `${index + 1}`);
  return {
    staff: ['ann', 'bob', 'Ann'].map((name, index) => ({
      ...{ sourceId: `${index + 51}`, username: `${name}.${domain}`, departmentIds: ['1'], createdAt },
    })),
    clientGroup: [{ sourceId: '1', name: `Group of ${domain}` }],
    client: numbers.map((sourceId) => ({
      ...{
        sourceId,
        email: `client${sourceId}@${domain}`,
        status: sourceId === '3' ? 'Odd' : 'Active',
        groupId: '1',
        createdAt,
      },
      ...(sourceId > '2' && { passwordHash: CARRIED_OF_STAFF['salted MD5'] }),
    })),
    user: ['1', '2', '3'].map((sourceId) => ({
      sourceId,
      email: `CLIENT${Number(sourceId) % 2}@${domain}`,
      createdAt,
    })),
    clientUser: [
      { sourceId: '1:1', clientId: '1', userId: '1', isOwner: true, createdAt },
      { sourceId: '1:3', clientId: '1', userId: '3', permissions: ['fly'], createdAt },
      { sourceId: '2:2', clientId: '2', userId: '2', isOwner: true, createdAt },
    ],
    contact: numbers.map((sourceId) => ({
      ...{ sourceId, clientId: sourceId, email: `contact${sourceId}@${domain}`, createdAt },
      ...(sourceId < '2' && { passwordHash: CARRIED_OF_STAFF['salted MD5'], permissions: ['tickets'] }),
    })),
    clientNote: [{ sourceId: '1', clientId: '1', staffId: '53', body: 'note', createdAt }],
    service: numbers.map((sourceId) => ({ sourceId, clientId: sourceId, name: 'S', createdAt })),
    domain: numbers.map((sourceId) => ({ sourceId, clientId: sourceId, name: domain, createdAt })),
    announcement: [
      { sourceId: '2', parentId: '1', title: 'T', announcedAt: createdAt },
      { sourceId: '1', title: 'T', announcedAt: createdAt },
    ],
    spamFilter: ['A', 'a'].map((letter, index) => ({
      sourceId: `${index}`,
      filterKind: 'phrase',
      pattern: `${letter} ${domain}`,
    })),
    bannedIp: [{ sourceId: '1', network: domain === 'whole.example' ? '192.0.2.1' : '192.0.2.2' }],
    credential: [{ sourceId: '1', identifier: domain, staffId: '51', createdAt }],
  };
};

const TABLES = [
  'staff',
  'client_groups',
  'clients',
  'users',
  'client_users',
  'contacts',
  'client_notes',
  'services',
  'domains',
];
const MORE_TABLES = ['announcements', 'spam_filters', 'banned_ips', 'credentials', 'staff_departments'];

const counts = async () =>
  Object.fromEntries(
    await Promise.all(
      [...TABLES, ...MORE_TABLES].map(
        async (table) => [table, (await world.rows(`select 1 from ${table}`)).length] as const,
      ),
    ),
  );

const told = (lines: SaidLine[]) =>
  lines.map(({ line, kind, source_id, reason, count }) => [line, kind, source_id, reason, count]);

test('an interrupted run is continued, and does and says the same as an undisturbed one', async () => {
  const none = await counts();
  const whole = await move('whole', odd('whole.example'));
  const once = await counts();
  for (const kind of ['client', 'user', 'clientUser', 'domain']) {
    const stop = new AbortController();
    const stopped = move('stopped', odd('stopped.example'), {
      ...{ signal: stop.signal, batch: 7 },
      progress: (what) => what === kind && stop.abort(new Error(`stopped at ${kind}`)),
    });
    await expect(stopped).rejects.toThrow(`stopped at ${kind}`);
  }
  const continued = await move('stopped', odd('stopped.example'), { batch: 7 });
  expect(told(continued)).toEqual(told(whole));
  const twice = await counts();
  for (const table of [...TABLES, ...MORE_TABLES]) {
    expect([table, Number(twice[table]) - Number(once[table])]).toEqual([
      table,
      Number(once[table]) - Number(none[table]),
    ]);
  }
});

test('taking a run back leaves nothing of it', async () => {
  const before = await counts();
  await move('undone', odd('undone.example'));
  expect(await counts()).not.toEqual(before);
  await undo();
  expect(await counts()).toEqual(before);
});

test('whoever was looked up before the move keeps the password of there', async () => {
  const createdAt = at('2020-01-01T00:00:00');
  const { password, hash } = CARRIED['salted MD5'];
  // As a lookup keeps them: without a password, which the old desk does not tell.
  await world.change(`insert into clients (id, email) values (901, 'one@seen.example'), (902, 'two@seen.example'),
     (904, 'four@seen.example')`);
  await world.change(
    `insert into users (id, email) values (91, 'one@seen.example'), (9002, 'two@seen.example'), (9003, 'three@seen.example'),
     (9004, 'four@seen.example')`,
  );
  await world.change(
    `insert into client_users (client_id, user_id, is_owner) values (901, 91, true), (902, 9002, true), (904, 9004, true)`,
  );
  await move('seen', {
    client: ['one', 'two', 'three', 'four'].map((name, index) => ({
      ...{ sourceId: `${901 + index}`, email: `${name}@seen.example`, passwordHash: hash, createdAt },
    })),
    user: [{ sourceId: '91', firstName: 'One', email: 'one@seen.example', passwordHash: hash, createdAt }],
    clientUser: [{ sourceId: '901:91', clientId: '901', userId: '91', isOwner: true, createdAt }],
  });
  const enters = async (email: string) => (await world.call('ValidateLogin', { email, password2: password })).result;
  expect(await enters('one@seen.example')).toBe('success');
  expect(await enters('two@seen.example')).toBe('success');
  // Somebody else of that address was here: the password of there is no proof for what they have here.
  expect(await enters('three@seen.example')).toBe('error');
  expect(await world.rows(`select id, first_name from users where email = 'one@seen.example'`)).toEqual([
    { id: 91, first_name: 'One' },
  ]);
  await undo();
  // Who has not signed in here since is as before.
  const users = await world.rows(
    `select email, password_hash is null as without from users where email like '%@seen.example' order by email`,
  );
  expect(users).toEqual([
    { email: 'four@seen.example', without: true },
    ...['one', 'three', 'two'].map((name) => ({ email: `${name}@seen.example`, without: name === 'three' })),
  ]);
});
