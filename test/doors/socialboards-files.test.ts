import { request } from 'node:http';
import { asProgram } from '../support/doors';
import { useWorld } from '../support/world';

/** Strict HTTP clients refuse mere paths as addresses of files. */
const world = useWorld();

let headers: Record<string, string>;
let ticket: number;
let file: number;

beforeAll(async () => {
  headers = await asProgram(world);
  const attachments = [{ name: 'a.txt', data: Buffer.from('x').toString('base64') }];
  ticket = (await world.ticket({ attachments })).id;
  const [row] = await world.rows<{ id: number }>('select id from attachments');
  file = row!.id;
  await world.serve();
});

/** Asks for the ticket with headers that fetch does not let a caller set. */
const urlWith = (more: Record<string, string>): Promise<string> =>
  new Promise((resolve, reject) => {
    const all = { ...headers, ...more };
    request(`${world.url}/tickets/${ticket}`, { headers: all, setHost: false }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString()).data.attachments[0].url));
    })
      .on('error', reject)
      .end();
  });

test.each([
  ['desk.example.com', 'http://desk.example.com'],
  ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['[::1]:3000', 'http://[::1]:3000'],
  ['evil.example/x', ''],
  ['user@evil.example', ''],
  ['x"><script>', ''],
])('with the host %s, the address of a file begins with "%s"', async (Host, origin) => {
  expect(await urlWith({ Host, 'X-Forwarded-Host': 'evil.example' })).toBe(
    `${origin}/tickets/${ticket}/attachments/${file}`,
  );
});

test('the setting wins, and the address leads to the file', async () => {
  const own = await urlWith({ Host: new URL(world.url).host });
  expect(await (await fetch(own, { headers })).text()).toBe('x');
  await world.done('SetConfigurationValue', { setting: 'SystemURL', value: 'https://desk.example.com/help' });
  expect(await urlWith({ Host: 'other.example' })).toBe(
    `https://desk.example.com/help/tickets/${ticket}/attachments/${file}`,
  );
  await world.done('ResetConfigurationValue', { setting: 'SystemURL' });
});
