import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { EVENTS } from '../../src/description/events';
import { eventually } from '../support/eventually';
import { blocksOf, read } from '../support/samples';
import { useWorld } from '../support/world';
import { makeHooks, startHooks, stopHooks } from './run-hooks';

const world = useWorld((config) => {
  config.database.poolSize = 6;
});

afterEach(stopHooks);

test('docs/HOOKS.md lists every event with its variables', () => {
  const rows = Object.entries(EVENTS).map(
    ([event, { data }]) =>
      `| \`${event}\` | ${Object.keys(data)
        .map((name) => `\`${name}\``)
        .join(', ')} |`,
  );
  expect(read('docs/HOOKS.md')).toContain(`|---|---|\n${rows.join('\n')}\n`);
});

test('the samples of docs/HOOKS.md work', async () => {
  const hooks = makeHooks();
  const said: string[] = [];
  const chat = createServer((req, res) => {
    req.on('data', (text) => said.push(JSON.parse(String(text)).text)).on('end', () => res.end());
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => chat.once('listening', resolve));
  const url = `http://127.0.0.1:${(chat.address() as AddressInfo).port}/`;
  world.desk.config.hooks = { folder: hooks.folder, isNamed: true, environment: { CHAT_URL: url } };
  const isTypescript = 'typescript' in process.features && Boolean(process.features.typescript);
  for (const block of [...blocksOf('docs/HOOKS.md', 'js'), ...(isTypescript ? blocksOf('docs/HOOKS.md', 'ts') : [])]) {
    const [, name] = /^\/\/ hooks\/(\S+?):?\s/.exec(block.trim()) ?? [];
    hooks.put(String(name), block);
  }
  await startHooks(world);
  const { id, tid } = await world.ticket({ subject: 'Broken' });
  await world.done('UpdateTicket', { ticketid: id, status: 'Closed' });
  await eventually(() => said.length === 2);
  expect(said).toEqual([`New: ${tid} Broken`, `Closed: ${id}`]);
  await eventually(async () => (await world.rows('select body from notes')).length === 1);
  expect(await world.rows('select body from notes')).toEqual([{ body: 'About: Broken' }]);
  expect(
    await world.call('OpenTicket', { deptid: 1, name: 'A', email: 'a@b.de', subject: 'TEST', message: 'M' }),
  ).toEqual({ result: 'error', message: 'Please describe your problem' });
  if (isTypescript) {
    await world.done('AddTicketReply', { ticketid: id, name: 'A', email: 'a@b.de', message: 'This is urgent' });
    await eventually(async () => (await world.done('GetTicket', { ticketid: id })).priority === 'High');
  }
  chat.close();
  chat.closeAllConnections();
});
