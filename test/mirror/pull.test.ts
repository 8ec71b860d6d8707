import { createPull } from '../../src/mirror/pull';
import { CARRIERS } from '../../src/moving/carriers/all';
import { runImport } from '../../src/moving/run';
import { openApi, UNKNOWN } from '../../src/moving/sources/whmcs/api';
import { createPulling } from '../../src/server/mirror';
import { useWorld } from '../support/world';

/** The old desk is a real one. */
const old = useWorld();
const world = useWorld();

let pull: ReturnType<typeof createPull>;

const upstream = () => ({ url: old.url, ...old.credentials });
const clock = () => world.now;
const connection = () => world.desk.database.connection;

async function importAll(): Promise<void> {
  const source = await openApi({ ...upstream(), timeZone: 'UTC', now: clock, pauseMs: 1 });
  await runImport(connection(), source, { carriers: CARRIERS, now: clock });
  await source.close();
}

/** Later on both desks. */
function pass(minutes: number): void {
  world.now = new Date(world.now.getTime() + minutes * 60_000);
  old.now = world.now;
}

const bodiesOf = async (ticketid: number | undefined): Promise<string[]> => {
  const { replies } = (await world.done('GetTicket', { ticketid })) as unknown as {
    replies: { reply: { message: string }[] };
  };
  return replies.reply.map(({ message }) => message);
};

const runs = () => world.rows<{ state: string }>('select state from import_runs order by id');

beforeAll(async () => {
  await old.serve();
  pull = createPull({ connection: connection(), upstream: upstream(), timeZone: 'UTC', clock, pauseMs: 1 });
});

afterAll(() => pull?.close());

test('brings nothing before the first import', async () => {
  await old.ticket({ subject: 'Before' });
  expect(await pull.run()).toBe('nothing imported');
  expect(await world.rows('select 1 from tickets')).toEqual([]);
});

describe('after an import', () => {
  const id: Record<string, number> = {};
  const guest = { name: 'Gus', email: 'gus@example.com' };

  const reply = (name: string, message: string, more = {}) =>
    old.done('AddTicketReply', { ticketid: id[name], ...guest, message, ...more });

  // Runs take long, so one carries everything.
  beforeAll(async () => {
    pass(1);
    for (const name of ['replied', 'closed', 'changed', 'still']) {
      id[name] = (await old.ticket({ subject: name, message: `${name} one` })).id;
    }
    await importAll();
    await world.events();
    pass(60);
    const file = [{ name: 'log.txt', data: Buffer.from('bytes').toString('base64') }];
    const attachments = Buffer.from(JSON.stringify(file)).toString('base64');
    await reply('replied', 'Two', { attachments });
    await reply('replied', 'Three');
    await old.done('AddTicketNote', { ticketid: id.replied, message: 'Between us' });
    await old.done('UpdateTicket', { ticketid: id.closed, status: 'Closed' });
    const { clientId, userId } = await old.client('New Client');
    id.new = (await old.ticket({ subject: 'new', clientid: clientId, userid: userId, message: 'Hello' })).id;
    await world.done('UpdateTicket', { ticketid: id.changed, subject: 'Changed here' });
    await world.events();
    await old.done('UpdateTicket', { ticketid: id.changed, subject: 'Changed there' });
    await reply('changed', 'New there');
    expect(await pull.run()).toBe('carried');
  });

  test('brings replies, notes and files, in their order', async () => {
    expect(await bodiesOf(id.replied)).toEqual(['replied one', 'Two', 'Three']);
    const [message] = await world.rows<{ id: number }>(`select id from messages where body = 'Two'`);
    const answer = await world.done('GetTicketAttachment', { relatedid: message?.id, type: 'reply', index: 0 });
    expect(answer).toMatchObject({ filename: 'log.txt', data: Buffer.from('bytes').toString('base64') });
    expect(await world.rows('select body from notes')).toEqual([{ body: 'Between us' }]);
  });

  test('brings another status although nobody replied', async () => {
    expect(await world.done('GetTicket', { ticketid: id.closed })).toMatchObject({ status: 'Closed' });
  });

  test('brings a new ticket with its new client', async () => {
    const ticket = await world.done('GetTicket', { ticketid: id.new });
    expect(ticket).toMatchObject({ subject: 'new', requestor_name: 'New Client', requestor_type: 'Owner' });
    expect(await world.done('GetClientsDetails', { clientid: ticket.userid })).toMatchObject({ lastname: 'Client' });
  });

  test('keeps what was changed here, and brings replies all the same', async () => {
    expect(await world.done('GetTicket', { ticketid: id.changed })).toMatchObject({ subject: 'Changed here' });
    expect(await bodiesOf(id.changed)).toEqual(['changed one', 'New there']);
  });

  test('notifies nobody', async () => {
    expect(await world.events()).toEqual([]);
  });

  test('finds nothing where nothing happened, and runs no import', async () => {
    const before = await runs();
    expect(await pull.run()).toBe('nothing new');
    expect(await runs()).toEqual(before);
  });

  test('refuses to read an old desk whose clock shows another time', async () => {
    const elsewhere = createPull({ connection: connection(), upstream: upstream(), timeZone: 'Asia/Kolkata', clock });
    await expect(elsewhere.run()).rejects.toThrow("The old server's clock shows");
    await elsewhere.close();
  });

  test('brings nothing while an import waits to be continued', async () => {
    await world.change(
      'insert into import_runs (import_id, is_dry, started_at) select id, false, now() from imports returning id',
    );
    await expect(pull.run()).rejects.toThrow('An import was interrupted. Start it again');
    await world.change(`delete from import_runs where state = 'running'`);
  });

  test('is work of the server while the setting says so, in one process at a time', async () => {
    const log = { warn: jest.fn() };
    const desk = { ...world.desk, config: { ...world.desk.config, upstream: { ...upstream(), timeoutMs: 1_000 } } };
    const { works, stop } = createPulling(desk, log);
    await reply('still', 'Seven');
    await works[0]?.run(() => true);
    expect(await bodiesOf(id.still)).toEqual(['still one']);
    await world.done('SetConfigurationValue', { setting: 'Mirror', value: 'pull' });
    await Promise.all([works[0]?.run(() => true), pull.run()]);
    expect(await bodiesOf(id.still)).toEqual(['still one', 'Seven']);
    expect(log.warn).not.toHaveBeenCalled();
    await stop();
    expect(createPulling(world.desk, log).works).toEqual([]);
  });
});

test('names columns and tables that carriers write, where it leaves something as it is', () => {
  const written = new Map<string, string[]>();
  for (const { kind, columns, children = [] } of CARRIERS) {
    written.set(kind, [...(written.get(kind) ?? []), ...columns, ...children.map(({ table }) => table)]);
  }
  for (const [kind, left] of Object.entries(UNKNOWN)) {
    if (left !== 'all') expect(written.get(kind)).toEqual(expect.arrayContaining([...left]));
  }
});
