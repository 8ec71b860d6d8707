import { request } from 'node:http';
import { sendFile, useCallers } from '../support/helpdeskeddy';
import { useWorld } from '../support/world';

const world = useWorld();
const callers = useCallers(world);
let ticket: number;
let file: number;

beforeAll(async () => {
  ticket = (await world.ticket({ clientid: callers.ann.id })).id;
  await sendFile(world, callers.staff.headers, `/tickets/${ticket}/posts/`, { text: 'x' }, 'one.gif', 'x');
  const [row] = await world.rows<{ id: number }>('select id from attachments');
  file = row!.id;
});

/** Asks for the posts with headers that fetch does not let a caller set. */
const firstUrl = (headers: Record<string, string>): Promise<string> =>
  new Promise((resolve, reject) => {
    const all = { ...callers.staff.headers, ...headers };
    request(`${world.url}/api/v2/tickets/${ticket}/posts/`, { headers: all, setHost: false }, (res) => {
      const chunks: Buffer[] = [];
      res.on('data', (chunk: Buffer) => chunks.push(chunk));
      res.on('end', () => resolve(JSON.parse(Buffer.concat(chunks).toString()).data[0].files[0].url));
    })
      .on('error', reject)
      .end();
  });

test.each([
  ['desk.example.com', 'http://desk.example.com'],
  ['DESK.example.com:8080', 'http://DESK.example.com:8080'],
  ['help_desk:80', 'http://help_desk:80'],
  ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
  ['[::1]:3000', 'http://[::1]:3000'],
])('the address of a file begins with the host that the caller wrote: %s', async (Host, origin) => {
  expect(await firstUrl({ Host })).toBe(`${origin}/api/v2/files/${file}`);
});

test.each([
  'evil.example/x',
  'user@evil.example',
  'a b',
  'evil.example:port',
  'x"><script>',
  'evil.example?',
  '\\evil',
])('a Host that is not one does not count: %s', async (Host) => {
  expect(await firstUrl({ Host })).toBe(`/api/v2/files/${file}`);
});

test.each(['X-Forwarded-Host', 'X-Forwarded-Server', 'X-Host', 'Forwarded', 'X-Original-Host'])(
  '%s does not count',
  async (name) => {
    expect(await firstUrl({ Host: 'desk.example.com', [name]: 'evil.example', 'X-Forwarded-Proto': 'https' })).toBe(
      `http://desk.example.com/api/v2/files/${file}`,
    );
  },
);

test('the setting wins, and the address leads to the file', async () => {
  expect(await (await fetch(await firstUrl({ Host: new URL(world.url).host }), callers.staff)).text()).toBe('x');
  await world.done('SetConfigurationValue', { setting: 'SystemURL', value: 'https://desk.example.com/help' });
  expect(await firstUrl({ Host: 'other.example' })).toBe(`https://desk.example.com/help/api/v2/files/${file}`);
  await world.done('ResetConfigurationValue', { setting: 'SystemURL' });
});

test.each([
  ['a.gif', 'gif'],
  ['a.PNG', 'png'],
  ['a.jpg', 'jpeg'],
  ['a.jpeg', 'jpeg'],
  ['a.txt', 'plain'],
  ['a.pdf', 'pdf'],
  ['a.constructor', 'octet-stream'],
  ['nothing', 'octet-stream'],
])('the type of %s is %s', async (filename, type) => {
  await world.change('update attachments set filename = $1 where id = $2', [filename, file]);
  const { json } = await callers.staff.ask('GET', `/tickets/${ticket}/posts/`);
  const files = (json!.data as { files: { name: string; data_type: string }[] }[]).flatMap((post) => post.files);
  expect(files.find(({ name }) => name === filename)).toMatchObject({ data_type: type });
});
