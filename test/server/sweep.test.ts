import pino, { type Logger } from 'pino';
import { sweep } from '../../src/server/sweep';
import { listBans } from '../../src/store/access/banned-ips';
import { numberEvents } from '../../src/store/deliveries/events';
import { eventually } from '../support/eventually';
import { useWorld } from '../support/world';

const world = useWorld();

beforeAll(() => world.done('SetConfigurationValue', { setting: 'ActivityLogDays', value: 30 }));

const NOW = new Date('2027-01-31T09:00:00Z');
const silent = pino({ level: 'silent' });

/** Rows that are too old, each with one that is not. */
beforeEach(async () => {
  world.now = NOW;
  await world.change('delete from activity_log');
  await world.change('delete from banned_ips');
  await world.change(
    `insert into activity_log (at, action, description, caller, username, address)
     select $1::timestamptz - make_interval(days => 29 + n % 2 * 2), 'LogActivity', '', 'local', 'System', ''
     from generate_series(1, 12000) n`,
    [NOW],
  );
  await world.change(
    `insert into banned_ips (network, expires_at)
     values ('192.0.2.1', $1::timestamptz - interval '31 days'), ('192.0.2.2', $1::timestamptz - interval '29 days'),
       ('192.0.2.3', null)`,
    [NOW],
  );
  await world.change(
    `insert into sso_tokens (hash, client_id, path, expires_at) values (gen_random_uuid(), $1, '/', $2)`,
    [(await world.client()).clientId, NOW],
  );
});

afterEach(() => world.change('drop function if exists refuse cascade'));

const left = async () => {
  const [row] = await world.rows<{ entries: number; bans: number; tokens: number }>(
    `select (select count(*) from activity_log) as entries, (select count(*) from banned_ips) as bans,
       (select count(*) from sso_tokens) as tokens`,
  );
  return row;
};

test('what is too old goes, a part at a time, so that no statement takes long', async () => {
  await world.change(`create function refuse() returns trigger language plpgsql as $$
    begin
      if (select count(*) from gone) > 5000 then raise 'too long'; end if;
      return null;
    end $$`);
  await world.change(`create trigger no_more after delete on activity_log referencing old table as gone
    for each statement execute function refuse()`);
  await sweep(world.desk, silent);
  expect(await left()).toEqual({ entries: 6000, bans: 2, tokens: 0 });
});

test('a kind that cannot be deleted keeps no other, and is named', async () => {
  await world.change(
    `create function refuse() returns trigger language plpgsql as $$ begin raise 'not this one'; end $$`,
  );
  await world.change('create trigger none before delete on activity_log for each row execute function refuse()');
  const said: unknown[] = [];
  await sweep(world.desk, { warn: (what: unknown) => said.push(what) } as unknown as Logger);
  expect(said).toEqual([{ err: expect.any(Error), kind: 'activity log' }]);
  expect(await left()).toEqual({ entries: 12_000, bans: 2, tokens: 0 });
});

test('events and deliveries go after thirty days, or as many as are set', async () => {
  const insert = (days: number) =>
    world.change(
      `insert into outbox (event, payload, created_at) values ('ClientAdd', '{}', $1::timestamptz - make_interval(days => $2))`,
      [NOW, days],
    );
  for (const days of [40, 31, 29]) await insert(days);
  // Numbered, and the floor raised, which waits for the transactions of other databases of the server.
  await eventually(async () => {
    await world.desk.database.transaction('write', (db) =>
      numberEvents(db, (events) => events.map((event) => ({ listener: 'mail', event }))),
    );
    const [cursor] = await world.rows<{ raised: boolean }>(
      'select floor >= (select max(id) from outbox) as raised from event_cursor',
    );
    return cursor?.raised;
  });
  await insert(50);
  const days = async () => {
    const age = `extract(day from $1 - created_at)::int as days`;
    const daysOf = async (table: string) =>
      (await world.rows<{ days: number }>(`select ${age} from ${table} order by 1 desc`, [NOW])).map((row) => row.days);
    return { events: await daysOf('events'), deliveries: await daysOf('deliveries'), outbox: await daysOf('outbox') };
  };
  await sweep(world.desk, silent);
  // What is not numbered yet is kept.
  const kept = (...ages: number[]) => ({ events: ages, deliveries: ages, outbox: [50, ...ages] });
  const { outbox, ...others } = await days();
  expect({ ...others, outbox: outbox.filter((age) => age > 0) }).toEqual(kept(29));
  await world.done('SetConfigurationValue', { setting: 'EventDays', value: 10 });
  await sweep(world.desk, silent);
  expect(await days()).toMatchObject({ events: [], deliveries: [] });
});

test('people who left tickets without a word go after an hour', async () => {
  await world.change(
    `insert into ticket_presence (ticket_id, staff_id, since, typing_until, expires_at)
     select 1, n, at, at, at from generate_series(1, 2) n, lateral (select $1::timestamptz - n * interval '40 minutes') t (at)`,
    [NOW],
  );
  await sweep(world.desk, silent);
  expect(await world.rows('select staff_id from ticket_presence')).toEqual([{ staff_id: 1 }]);
});

test('a server that stops is not kept waiting', async () => {
  let parts = 0;
  await sweep(world.desk, silent, () => ++parts < 5);
  expect(parts).toBeGreaterThanOrEqual(5);
  expect(await left()).toMatchObject({ bans: 3 });
});

test('bans that have ended are not tested, though they are kept for a while', async () => {
  const bans = await world.desk.database.transaction('read', (db) => listBans(db, NOW));
  expect(bans).toEqual([{ network: '192.0.2.3/32', expiresAt: null }]);
});
