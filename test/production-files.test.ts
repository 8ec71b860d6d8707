import { execFile, execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from './support/eventually';
import { kill } from './support/left-processes';
import { freePort } from './support/patients';
import { temporaryFolder } from './support/temporary-folder';
import { useWorld } from './support/world';

const ROOT = join(__dirname, '..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Finds a program that packages install where not everybody looks. */
const find = (name: string): string | undefined =>
  ['/usr/sbin', '/usr/bin', '/usr/local/sbin', '/usr/local/bin', '/opt/homebrew/bin']
    .map((folder) => join(folder, name))
    .find(existsSync);

const nginx = find('nginx');
const analyze = find('systemd-analyze');

const world = useWorld((config) => {
  config.trustedProxies = ['127.0.0.1/32'];
  config.allowedNetworks = ['127.0.0.0/8', '192.0.2.0/24'];
});

const unitName = 'docs/systemd/hatchdesk.service is a unit that systemd understands';
const withSystemd = analyze === undefined ? test.skip : test;

withSystemd(analyze === undefined ? `${unitName} (skipped: systemd is not installed)` : unitName, async () => {
  const unit = read('docs/systemd/hatchdesk.service');
  expect(unit).toMatch(/^ExecStart=\/usr\/bin\/node /m);
  const file = join(temporaryFolder(), 'hatchdesk.service');
  writeFileSync(file, unit.replace('/usr/bin/node', process.execPath));
  // It complains on standard error, also about what is no failure.
  const { stderr } = await promisify(execFile)(analyze ?? '', ['verify', '--man=no', file]);
  expect(stderr.split('\n').filter((line) => line.includes('hatchdesk.service'))).toEqual([]);
});

test('the unit gives the server time to end, and more files than it needs', () => {
  const unit = read('docs/systemd/hatchdesk.service');
  const setting = (name: string): string | undefined => new RegExp(`^${name}=(.*)$`, 'm').exec(unit)?.[1];
  expect(Number(setting('TimeoutStopSec'))).toBeGreaterThanOrEqual(30);
  const { requestsAtOnce } = world.desk.config.limits;
  expect(Number(setting('LimitNOFILE'))).toBeGreaterThanOrEqual(2 * requestsAtOnce);
  expect(setting('User')).not.toBe('root');
  expect(unit).toContain(`HATCHDESK_DATA=/var/lib/${setting('StateDirectory')}`);
});

test('npm start, the image, the unit and the bench start Node.js alike, with a variable for its memory', () => {
  const { scripts } = JSON.parse(read('package.json')) as { scripts: { start: string } };
  const starts = [scripts.start, read('Dockerfile'), read('docs/systemd/hatchdesk.service'), read('bench/servers.ts')];
  const flagsOf = (text: string) => text.match(/--max-semi-space-size=\d+/g);
  const variableOf = (text: string) => /MALLOC_MMAP_THRESHOLD_(?:=|: ')(\d+)/.exec(text)?.[1];
  const told = flagsOf(read('docs/PRODUCTION.md'));
  expect(told).toHaveLength(1);
  expect(starts.map(flagsOf)).toEqual(Array(4).fill(told));
  expect(starts.map(variableOf)).toEqual(Array(4).fill(variableOf(read('src/cli.ts'))));
});

const siteName = 'docs/nginx/hatchdesk.conf';
const describeWithNginx = nginx === undefined ? describe.skip : describe;

describeWithNginx(nginx === undefined ? `${siteName} (skipped: nginx is not installed)` : siteName, () => {
  let port: number;
  let plainPort: number;
  let folder: string;
  let pid: number | undefined;

  beforeAll(async () => {
    await world.serve();
    [port, plainPort] = [await freePort(), await freePort()];
    folder = temporaryFolder();
    const [certificate, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
    const how = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
    execFileSync('openssl', [...how, '-subj', '/CN=desk', '-keyout', key, '-out', certificate], { stdio: 'ignore' });
    const site = read('docs/nginx/hatchdesk.conf')
      .replaceAll(/^ *listen \[::\].*$/gm, '')
      .replace('listen 80;', `listen 127.0.0.1:${plainPort};`)
      .replace('listen 443 ', `listen 127.0.0.1:${port} `)
      .replace(/(ssl_certificate +)\S+;/, `$1${certificate};`)
      .replace(/(ssl_certificate_key +)\S+;/, `$1${key};`)
      .replace('127.0.0.1:8080', new URL(world.url).host)
      .replaceAll('/var/log/nginx/', `${folder}/`);
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      .map((name) => `${name}_temp_path ${folder}/${name};`)
      .join('\n');
    const file = join(folder, 'nginx.conf');
    const user = process.geteuid?.() === 0 ? 'user root;' : '';
    const main = `${user} daemon off; master_process off; pid ${folder}/pid; error_log ${folder}/error.log; events {}`;
    writeFileSync(file, `${main}\nhttp {\naccess_log off;\n${temporary}\n${site}\n}\n`);
    await promisify(execFile)(nginx ?? '', ['-t', '-c', file]);
    pid = spawn(nginx ?? '', ['-c', file], { stdio: 'ignore' }).pid;
    await eventually(() => call({ action: 'GetSupportDepartments' }).catch(() => undefined));
  });

  afterAll(() => kill(pid, 'SIGKILL'));

  /** POSTs a call through nginx. */
  function call(
    fields: Record<string, string>,
    path = '/includes/api.php',
  ): Promise<{ status?: number; text: string }> {
    const body = new URLSearchParams({ ...world.credentials, responsetype: 'json', ...fields }).toString();
    const headers = { 'Content-Type': 'application/x-www-form-urlencoded', 'X-Forwarded-For': '192.0.2.7' };
    return new Promise((resolve, reject) => {
      const sent = request(
        { host: '127.0.0.1', port, path, method: 'POST', headers, rejectUnauthorized: false },
        async (answer) => {
          let text = '';
          for await (const chunk of answer) text += chunk;
          resolve({ ...(answer.statusCode !== undefined && { status: answer.statusCode }), text });
        },
      );
      sent.on('error', reject);
      sent.end(body);
    });
  }

  test('passes calls on, with large bodies and the address of the caller', async () => {
    const content = Buffer.alloc(5_000_000, 'a').toString('base64');
    const attachments = Buffer.from(JSON.stringify([{ name: 'large.txt', data: content }])).toString('base64');
    const fields = { deptid: '1', name: 'Ann', email: 'ann@example.com', subject: 'Large', message: 'Text' };
    const { status, text } = await call({ action: 'OpenTicket', ...fields, attachments });
    expect([status, JSON.parse(text)]).toEqual([200, expect.objectContaining({ result: 'success' })]);
    // This machine is a trusted proxy, so the address before it counts.
    expect(await world.logged()).toMatchObject({ action: 'OpenTicket', address: '192.0.2.7' });
  });

  test('a body that is too large is refused in the format of the call', async () => {
    const { status, text } = await call({ action: 'OpenTicket', message: 'x'.repeat(42_000_000) });
    expect([status, JSON.parse(text)]).toEqual([
      413,
      { result: 'error', message: 'The request body is larger than the 41943040 bytes allowed' },
    ]);
  });

  test('logs no code of a ticket and no token, not even when the server hangs up', async () => {
    const secrets = ['kPqH7yG3', 'Tok3nOfAnInvitation'];
    const [code, token] = secrets;
    const paths = [`/viewticket.php?tid=1&c=${code}`, `/ticket/1/${code}`, `/TICKET/1/${code}/`, `/x/ticket/1/${code}`];
    paths.push(`/ticketfile.php?tid=1&c=${code}&file=1`, `/invite/${token}`, `/password/reset/${token}?x=${code}`);
    // Mistyped, or encoded once too often.
    paths.push(`/viewticket.php%3Ftid=1&c=${code}`, `/viewticket.php&tid=1&c=${code}`, `/viewticket.php/1-${code}`);
    paths.push(`/ticket/1%2F${code}`, `/ticket/1%252F${code}`, `/ticket/1-${code}`, `/ticket-${code}`);
    paths.push(`/login/${token}`, `/login%2F${token}`, `/login%252F${token}`, `/confirm-ticket/${token}`);
    paths.push(`/includes/api.php%3Fsecret=${token}`, `/includes/api.php/secret=${token}`, `/events;token=${token}`);
    for (const path of paths) {
      await call({}, path);
      await fetch(`http://127.0.0.1:${plainPort}${path}`, {
        redirect: 'manual',
        headers: { Referer: `https://desk${path}` },
      });
      // Destroyed while it waits for the body, so that nginx has something to report.
      await new Promise((resolve) => {
        const options = { host: '127.0.0.1', port, path, method: 'POST', rejectUnauthorized: false };
        const cut = request({ ...options, headers: { 'Content-Length': 9 } })
          .on('close', resolve)
          .on('error', () => {});
        cut.write('x', () => cut.destroy());
      });
    }
    const logs = () => readdirSync(folder).filter((name) => name.endsWith('.log'));
    const access = () => readFileSync(join(folder, 'hatchdesk.access.log'), 'utf8');
    await eventually(() => access().split('\n').length > 2 * paths.length);
    expect(access()).toContain('"POST /ticket/1/..." ');
    await call({}, '/includes/api.php/GetTickets');
    await eventually(() => access().includes('"POST /includes/api.php/GetTickets" '));
    expect(logs()).toContain('hatchdesk.error.log');
    for (const name of logs()) {
      expect(secrets.filter((secret) => readFileSync(join(folder, name), 'utf8').includes(secret))).toEqual([]);
    }
  });

  test('shows nobody the checks, and accepts no call without TLS', async () => {
    expect((await call({}, '/healthz')).status).toBe(404);
    const plain = (method: string) =>
      fetch(`http://127.0.0.1:${plainPort}/includes/api.php`, { method, redirect: 'manual' });
    expect([(await plain('POST')).status, (await plain('GET')).status]).toEqual([403, 301]);
  });
});
