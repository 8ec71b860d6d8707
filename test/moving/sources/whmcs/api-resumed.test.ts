import { CARRIERS } from '../../../../src/moving/carriers/all';
import { runImport } from '../../../../src/moving/run';
import { openApi } from '../../../../src/moving/sources/whmcs/api';
import { SmallWhmcs } from '../../../support/small-whmcs';
import { useWorld } from '../../../support/world';

const world = useWorld();
const whmcs = new SmallWhmcs();

beforeAll(() => whmcs.start());
afterAll(() => whmcs.stub.stop());

async function importAll(): Promise<void> {
  const options = { url: whmcs.stub.url, identifier: 'id', secret: 'secret', timeZone: 'UTC', now: () => world.now };
  const source = await openApi({ ...options, pauseMs: 1, tries: 2, parallel: 1 });
  try {
    const { connection } = world.desk.database;
    await runImport(connection, source, { carriers: CARRIERS, now: () => world.now });
  } finally {
    await source.close();
  }
}

const asked = () => whmcs.calls.filter((call) => /^getticket [1-9]/.test(call)).length;

test('an import by API that was interrupted asks only for what it lacks, and a later one for what changed', async () => {
  whmcs.open(...Array.from({ length: 12 }, (_, at) => at + 1));
  for (const ticket of whmcs.tickets) ticket.status = 'Closed';
  let isDown = false;
  whmcs.trouble = ({ action, fields, response }) => {
    isDown ||= action === 'getticket' && fields.ticketid === '9';
    if (isDown) response.writeHead(502).end('down');
    return isDown;
  };
  await expect(importAll()).rejects.toThrow('start the same command again: it goes on where it stopped');
  expect(await world.rows('select 1 from tickets')).toEqual([]);

  whmcs.trouble = () => undefined;
  whmcs.calls.length = 0;
  await importAll();
  expect(asked()).toBe(4);
  const tickets = await world.rows('select id, number from tickets order by id');
  expect(tickets).toEqual(Array.from({ length: 12 }, (_, at) => ({ id: at + 1, number: String(500_001 + at) })));
  const bodies = await world.rows<{ body: string }>('select body from messages order by ticket_id');
  expect(bodies).toEqual(tickets.map(({ id }) => ({ body: `Opening ${id}` })));

  whmcs.reply(5, 'Once more');
  whmcs.calls.length = 0;
  await importAll();
  expect(asked()).toBe(1);
  expect(await world.rows('select body from messages where ticket_id = 5 order by is_first desc')).toEqual([
    { body: 'Opening 5' },
    { body: 'Once more' },
  ]);
  expect(await world.rows(`select reason from import_lines where line = 'gone'`)).toEqual([]);
});
