/** Lives here because it starts the program a hundred times, each in a process of its own. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, openSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { createProgram } from '../../src/cli/program';
import { createTestDatabase, type TestDatabase } from '../support/database';
import { eventually } from '../support/eventually';
import { kill } from '../support/left-processes';
import { bareEnvironment, CREDENTIALS, callServer, PROGRAM } from '../support/server-process';
import { temporaryFolder } from '../support/temporary-folder';

const ROOT = join(__dirname, '..', '..');

const NAME = ['--first-name', 'A', '--last-name', 'L'];

const folder = temporaryFolder();
const running: Running[] = [];
let database: TestDatabase;

interface Running {
  child: ChildProcess;
  stdout: string;
  stderr: string;
  ended: Promise<number | null>;
}

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** Starts the real program in its own process, with only these variables in its environment. */
function start(parameters: string[], env: NodeJS.ProcessEnv = {}): Running {
  const child = spawn(process.execPath, [PROGRAM, ...parameters], {
    cwd: ROOT,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...bareEnvironment(), HATCHDESK_DATA: join(folder, 'data'), PORT: '0', ...env },
  });
  const program: Running = {
    child,
    stdout: '',
    stderr: '',
    ended: new Promise((resolve) => child.once('close', resolve)),
  };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    program.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    program.stderr += text;
  });
  running.push(program);
  return program;
}

async function run(parameters: string[], env: NodeJS.ProcessEnv = {}): Promise<Ended> {
  const program = start(parameters, env);
  const code = await program.ended;
  return { code, stdout: program.stdout, stderr: program.stderr };
}

/** Runs a command with --json and parses what it prints. */
async function json<T = Record<string, unknown>>(...parameters: string[]): Promise<T> {
  const { code, stdout, stderr } = await run([...parameters, '--json']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return JSON.parse(stdout) as T;
}

async function serve(env: NodeJS.ProcessEnv = {}): Promise<Running & { url: string }> {
  const server = start(['serve'], env);
  const url = await eventually(() => /"url":"([^"]+)","data":/.exec(server.stderr)?.[1]);
  return Object.assign(server, { url });
}

/** Stops a process with SIGTERM. @returns its exit code. */
async function stop({ child, ended }: Running): Promise<number | null> {
  child.kill('SIGTERM');
  return ended;
}

/** Makes a call, again where a busy machine has the server ask for that: then nothing was done. */
async function post(url: string, fields: Record<string, string>): Promise<{ status: number; text: string }> {
  return eventually(async () => {
    const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
    const text = await response.text();
    const isAgain = response.status === 503 && !text.includes('Outcome unknown');
    return isAgain ? undefined : { status: response.status, text };
  });
}

/** Pastes a line into a shell whose curl only prints its arguments. */
async function paste(line: string): Promise<string[]> {
  const shell = spawn('sh', ['-c', `curl() { printf '%s\\n' "$@"; }; ${line}`], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of shell.stdout) text += chunk;
  return text.trimEnd().split('\n');
}

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  for (const { child } of running) if (child.exitCode === null) kill(child.pid, 'SIGKILL');
});

describe('one desk, one day', () => {
  let server: Running & { url: string };
  let identifier: string;
  let secret: string;
  let tid: string;

  test('the first start prints a credential and a curl line that works as pasted', async () => {
    server = await serve();
    await eventually(() => server.stdout.includes('curl '));
    identifier = /^ {2}identifier {2}(\w{32})$/m.exec(server.stdout)?.[1] ?? '';
    secret = /^ {2}secret {6}(\w{32})$/m.exec(server.stdout)?.[1] ?? '';
    expect({ identifier, secret }).toEqual({
      identifier: expect.stringMatching(/^\w{32}$/),
      secret: expect.stringMatching(/^\w{32}$/),
    });
    expect(server.stdout).toContain(join(folder, 'data'));
    expect(server.stderr).not.toContain(secret);

    const [url = '', ...rest] = await paste(/^ *curl .*$/m.exec(server.stdout)?.[0] ?? '');
    expect(rest.filter((_, index) => index % 2 === 0).every((option) => option === '-d')).toBe(true);
    const body = rest.filter((_, index) => index % 2 === 1).join('&');
    const response = await fetch(url, { method: 'POST', body: new URLSearchParams(body) });
    const answer = (await response.json()) as { result: string; tid: string };
    expect(answer).toMatchObject({ result: 'success', tid: expect.stringMatching(/^\d{6}$/) });
    tid = answer.tid;
  });

  test('call runs actions beside the running server', async () => {
    const [found, missing] = await Promise.all([
      run(['call', 'getticket', `ticketnum=${tid}`]),
      run(['call', 'GetTicket', 'ticketid=999']),
    ]);
    expect({ code: found.code, stderr: found.stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(found.stdout)).toMatchObject({ result: 'success', tid, subject: 'Hello' });
    expect(missing.code).toBe(1);
    expect(JSON.parse(missing.stdout)).toEqual({ result: 'error', message: 'Ticket ID Not Found' });
  });

  test('call says what it went on without', async () => {
    const ticket = ['deptid=1', 'name=Ann', 'email=ann@example.com', 'subject=Hello', 'message=World'];
    // Refused in the end, so that the desk of these tests keeps its one ticket.
    const opened = await run(['call', 'OpenTicket', ...ticket, 'priority=Urgent', 'created=2999-01-01']);
    expect({ code: opened.code, stderr: opened.stderr }).toEqual({ code: 1, stderr: 'Ignored: priority: unknown\n' });
  });

  test('roles and credentials are created, listed, rotated and revoked', async () => {
    await json('role', 'create', 'Reader', 'GetTickets,GetTicket');
    const [roles, made, taken] = await Promise.all([
      json<object[]>('role', 'list'),
      json<{ identifier: string; secret: string }>('credential', 'create', '--role', 'Reader', '--ids', 'string'),
      run(['role', 'create', 'Reader', 'GetTickets']),
    ]);
    expect(roles).toEqual([
      { id: expect.any(Number), name: 'Everything', actions: ['*'] },
      { id: expect.any(Number), name: 'Reader', actions: ['getticket', 'gettickets'] },
    ]);
    expect(taken).toEqual({ code: 1, stdout: '', stderr: 'There is a role of that name already\n' });

    const api = `${server.url}/includes/api.php`;
    const read = { ...made, responsetype: 'json', action: 'GetTickets' };
    const answer = await post(api, read);
    expect(JSON.parse(answer.text)).toMatchObject({ result: 'success', tickets: { ticket: [{ tid, deptid: '1' }] } });
    expect(await post(api, { ...read, action: 'OpenTicket' })).toEqual({
      status: 403,
      text: '{"result":"error","message":"Invalid Permissions: API action \\"openticket\\" is not allowed"}',
    });

    const rotated = await json<{ secret: string }>('credential', 'rotate', made.identifier, '--overlap', '0');
    expect(rotated.secret).not.toBe(made.secret);
    await eventually(async () => (await post(api, read)).status === 403);
    expect(await post(api, { ...read, secret: rotated.secret })).toMatchObject({ status: 200 });

    expect(await json('credential', 'revoke', made.identifier)).toEqual({ identifier: made.identifier, revoked: true });
    await eventually(async () => (await post(api, { ...read, secret: rotated.secret })).status === 403);
    const listed = await json<Record<string, unknown>[]>('credential', 'list');
    expect(listed.map((row) => [row.identifier, row.roles, row.idFormat, row.revoked])).toEqual([
      [identifier, ['Everything'], 'number', false],
      [made.identifier, ['Reader'], 'string', true],
    ]);
    expect(JSON.stringify(listed)).not.toContain(secret);
  });

  test('departments, custom fields, clients and administrators are created and listed', async () => {
    const [department, client, admin, field] = await Promise.all([
      json<{ id: number }>('department', 'create', 'Billing', '--email', 'billing@example.com'),
      json<{ id: number }>('client', 'create', '--first-name', 'Ann', '--last-name', 'Lee', '--email', 'a@example.com'),
      json('admin', 'create', 'jo', '--password', 'a pass word', '--first-name', 'Jo'),
      json('customfield', 'create', 'Plan', '--type', 'select', '--options', 'Basic, Business', '--required'),
    ]);
    expect(admin).toMatchObject({ username: 'jo', roles: ['Everything'] });
    const [departments, fields, admins, clients, others] = await Promise.all([
      run(['department', 'list']),
      json<object[]>('customfield', 'list'),
      run(['admin', 'list']),
      json<{ created: string }[]>('client', 'list', '--search', 'lee'),
      run(['client', 'list', '--status', 'Closed']),
    ]);
    const [titles = '', jo = ''] = admins.stdout.split('\n');
    expect(jo.slice(titles.indexOf('roles')).split(/ {2,}/)[0]).toBe('Everything');
    expect(clients).toEqual([
      {
        ...{ id: client.id, firstName: 'Ann', lastName: 'Lee', company: '', email: 'a@example.com', status: 'Active' },
        created: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      },
    ]);
    expect(others.stdout).toBe('none\n');
    expect(departments.stdout).toBe(
      [
        'id  name     email                preventClientClosure',
        '1   Support                       false',
        `${department.id}   Billing  billing@example.com  false`,
        '',
      ].join('\n'),
    );
    expect(fields).toEqual([
      { ...field, owner: 'ticket', department: '', required: true, options: ['Basic', 'Business'] },
    ]);

    const password = createHash('md5').update('a pass word').digest('hex');
    const { text } = await post(`${server.url}/includes/api.php`, {
      username: 'jo',
      password,
      responsetype: 'json',
      action: 'OpenTicket',
      deptid: String(department.id),
      clientid: String(client.id),
      subject: 'S',
      message: 'M',
      admin: 'true',
      customfields: '{"Plan":"Basic"}',
    });
    expect(JSON.parse(text)).toMatchObject({ result: 'success' });
  });

  test('refusals of the desk are printed in one line', async () => {
    const cases: [typed: string[], message: string][] = [
      [['admin', 'create', 'al', '--department', '99'], 'Department ID Not Found'],
      [['admin', 'create', 'al', '--role', 'NoSuch'], 'There is no role "NoSuch"'],
      [['admin', 'create', 'JO'], 'There is an administrator of that user name already'],
      [['admin', 'create', 'al', '--email', 'nowhere'], 'Email Address Invalid'],
      [['client', 'create', ...NAME, '--email', 'a@b, c@example.com'], 'The email address you entered was not valid'],
      [['client', 'create', ...NAME, '--email', 'c@example.com', '--owner', '99'], 'Invalid Owner User ID'],
      [['client', 'password', '99', '--password', 'a pass word'], 'Client Not Found'],
      [['user', 'remove-second-factor', 'nobody@example.com'], 'User Not Found'],
      [['credential', 'rotate', 'nobody'], 'There is no active credential "nobody"'],
      [['token', 'create', '--client', '99'], 'There is no client 99'],
      [
        ['api-key', 'create', '--admin', 'jo'],
        'The HelpDeskEddy API identifies people by their e-mail address, and this person has none',
      ],
    ];
    const ended = await Promise.all(cases.map(([typed]) => run(typed)));
    expect(ended).toEqual(cases.map(([, message]) => ({ code: 1, stdout: '', stderr: `${message}\n` })));
  });

  test('OAuth clients, tokens and API keys are created, used, rotated and revoked', async () => {
    const person = ['client', 'create', '--first-name', 'Bo', '--last-name', 'Lee', '--email', 'bo@example.com'];
    const bo = await json<{ id: number; userId: number }>(...person, '--password', 'a pass word');
    // A second client must not change the password with which this person signs in elsewhere.
    const again = await run([...person, '--password', 'another one']);
    expect(again).toEqual({ code: 1, stdout: '', stderr: 'A user already exists with that email address\n' });
    const [second, program, personal, apiKey, refresh, category, misfit] = await Promise.all([
      json(...person, '--owner', String(bo.userId)),
      json<{ client_id: string; client_secret: string }>('oauth-client', 'create', '--description', 'panel'),
      json<{ id: string; token: string }>('token', 'create', '--client', String(bo.id), '--days', '1'),
      json<{ email: string; api_key: string }>('api-key', 'create', '--client', String(bo.id)),
      json<{ client_id: string; refresh_token: string }>(
        ...['token', 'create', '--door', 'socialboards', '--credential', identifier, '--refresh'],
      ),
      json<{ id: number }>('category', 'create', 'Hosting'),
      run(['token', 'create', '--client', '1', '--admin', 'jo']),
    ]);
    expect(second).toEqual({ id: expect.any(Number), userId: bo.userId, email: 'bo@example.com' });
    expect(category).toEqual({ id: expect.any(Number), name: 'Hosting' });
    expect(misfit).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('one of --client, --admin and --credential'),
    });

    const form = { grant_type: 'password', ...program, username: 'bo@example.com', password: 'a pass word' };
    const signedIn = JSON.parse((await post(`${server.url}/oauth/token`, form)).text) as { access_token: string };
    const given = JSON.parse((await post(`${server.url}/token`, { grant_type: 'refresh_token', ...refresh })).text) as {
      access_token: string;
    };
    const statusOf = async (path: string, authorization: string, method = 'POST') =>
      (await fetch(server.url + path, { method, headers: { Authorization: authorization } })).status;
    const keliweb = '/api/v2/keliweb/get-ticket';
    expect(await statusOf(keliweb, `Bearer ${signedIn.access_token}`)).toBe(200);
    expect(await statusOf(keliweb, `Bearer ${personal.token}`)).toBe(200);
    expect(await statusOf('/tags', `Bearer ${given.access_token}`, 'GET')).toBe(200);
    const basic = Buffer.from(`${apiKey.email}:${apiKey.api_key}`).toString('base64');
    expect(await statusOf('/api/v2/statuses', `Basic ${basic}`, 'GET')).toBe(200);

    const [listed, programs] = await Promise.all([
      json<{ id: string; holder: string; personal: boolean }[]>('token', 'list'),
      json<object[]>('oauth-client', 'list'),
      json('signing-key', 'rotate'),
      json('token', 'revoke', personal.id),
    ]);
    expect(programs).toEqual([
      { client_id: program.client_id, name: '', description: 'panel', grant: 'password', created: expect.anything() },
    ]);
    expect(listed.find(({ id }) => id === personal.id)).toMatchObject({ holder: `client ${bo.id}`, personal: true });
    await eventually(async () => (await statusOf(keliweb, `Bearer ${personal.token}`)) === 401);
    expect(await statusOf(keliweb, `Bearer ${signedIn.access_token}`)).toBe(200);
    for (const hidden of [program.client_secret, personal.token, apiKey.api_key, refresh.refresh_token]) {
      expect(server.stderr).not.toContain(hidden);
    }
  });

  test('the activity log has what each of these commands did, without secrets', async () => {
    await json('client', 'password', '1', '--password', 'another word');
    const { activity } = await json<{ activity: { entry: { action: string; username: string; changes: unknown }[] } }>(
      ...['call', 'GetActivityLog', 'limitnum=100'],
    );
    const told = activity.entry.filter(({ username }) => username === 'System');
    expect(told.map(({ action }) => action).sort()).toEqual([
      ...[
        'AddAdmin',
        'AddClient',
        'AddClient',
        'AddClient',
        'AddCredential',
        'AddCustomField',
        'AddDepartment',
        'AddRole',
      ],
      ...['AddTicketCategory', 'DeleteCredential', 'RotateCredentialSecret', 'UpdateUser', 'api-key create'],
      ...['oauth-client create', 'signing-key rotate', 'token create', 'token create', 'token revoke'],
    ]);
    for (const hidden of [secret, 'a pass word', 'another word']) expect(JSON.stringify(told)).not.toContain(hidden);
    expect(told.find(({ action }) => action === 'AddRole')).toMatchObject({
      changes: {
        change: [
          { name: 'name', to: 'Reader' },
          { name: 'actions', to: '["gettickets","getticket"]' },
        ],
      },
    });
  });

  test('the doctor finds no problem', async () => {
    const checks = await json<{ name: string; ok: boolean; detail: string }[]>('doctor');
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
    expect(checks.map(({ name }) => name)).toEqual([
      ...['settings', 'access', 'node', 'files', 'port', 'data', 'disk', 'database', 'writing', 'durability', 'upkeep'],
      ...['room', 'connections', 'sessions', 'clock', 'time zone', 'tables', 'rights', 'extensions', 'defaults'],
      ...['callers', 'address', 'patterns', 'key', 'deliveries', 'mail'],
    ]);
  });

  test('the doctor names custom fields whose patterns can take long', async () => {
    await json('customfield', 'create', 'Contract number', '--pattern', '^(?!0)\\d+$');
    const checks = await json<{ name: string; ok: boolean; detail: string }[]>('doctor');
    expect(checks.find(({ name }) => name === 'patterns')).toMatchObject({
      ok: true,
      detail: expect.stringMatching(/for 20 ms at a time, .*: \d+ "Contract number"$/),
    });
  });

  test('webhooks are created, changed, tested and deleted, and deliveries listed, shown, made again and purged', async () => {
    const made = await json<{ id: number; secret: string }>('webhook', 'create', '--url', 'https://desk.invalid/hook');
    expect(made.secret).toMatch(/^whsec_/);
    const [listed, tested] = await Promise.all([json('webhook', 'list'), run(['webhook', 'test', String(made.id)])]);
    expect(listed).toMatchObject([{ id: made.id, url: 'https://desk.invalid/hook' }]);
    expect(tested).toMatchObject({ code: 1, stdout: expect.stringMatching(/dead .*desk\.invalid/) });
    const [delivery] = await json<{ id: number }[]>('deliveries', 'list', '--state', 'dead');
    const id = String(delivery?.id);
    const [shown, retried] = await Promise.all([json('deliveries', 'show', id), json('deliveries', 'retry', id)]);
    expect(shown).toContainEqual({ name: 'event', value: 'WebhookTest' });
    expect(retried).toEqual({ retried: 1 });
    const one = String(made.id);
    const [changed, drawn, told, again, both] = await Promise.all([
      json('webhook', 'update', one, '--events', 'TicketOpen,TicketClose', '--department', '0', '--payload', 'thin'),
      json<{ secret: string }>('webhook', 'rotate', one, '--overlap', '5'),
      json('webhook', 'deliveries', one, '--event', 'WebhookTest'),
      json('webhook', 'redeliver', one, '--first', '1', '--last', '1'),
      run(['webhook', 'update', one, '--enable', '--disable']),
    ]);
    expect(changed).toMatchObject([{ id: made.id, events: 'TicketOpen,TicketClose', payload: 'thin', enabled: true }]);
    expect(drawn.secret).toMatch(/^whsec_/);
    expect(drawn.secret).not.toBe(made.secret);
    expect(told).toMatchObject([{ id: delivery?.id, event: 'WebhookTest' }]);
    expect(again).toEqual({ id: made.id, redelivered: expect.any(Number) });
    expect(both).toMatchObject({ code: 2, stderr: expect.stringContaining("'--enable' cannot be used with") });
    expect(await json('webhook', 'update', one, '--disable')).toMatchObject([{ enabled: false, payload: 'thin' }]);
    const [gone, unnamed] = await Promise.all([
      json('webhook', 'delete', String(made.id)),
      run(['deliveries', 'retry']),
      json('deliveries', 'purge', '--state', 'dead'),
    ]);
    expect(gone).toEqual({ id: made.id, deleted: true });
    expect(unnamed).toMatchObject({ code: 2, stderr: expect.stringContaining('--dead') });
  });

  test('every kind of row is created, listed, updated and deleted', async () => {
    const { statusid } = await json<{ statusid: number }>('status', 'create', '--title', 'Waiting', '--closed', 'true');
    await json('status', 'update', String(statusid), '--title', 'Waits for parts');
    const rows = await json<{ id: number; title: string; closed: boolean }[]>('status', 'list');
    expect(rows.find(({ id }) => id === statusid)).toMatchObject({ title: 'Waits for parts', closed: true });
    expect(await json('status', 'delete', String(statusid))).toEqual({ statusid });
    const [gone, unnamed] = await Promise.all([run(['status', 'delete', String(statusid)]), run(['status', 'create'])]);
    expect(gone).toEqual({ code: 1, stdout: '', stderr: 'Status ID Not Found\n' });
    expect([unnamed.code, unnamed.stderr]).toEqual([2, expect.stringContaining("'--title <text>' not specified")]);
  });

  test('SIGTERM ends the server with code 0, and a second start prints no credential and has all data', async () => {
    expect(await stop(server)).toBe(0);
    const again = await serve();
    const fields = { identifier, secret, responsetype: 'json', action: 'GetTicket', ticketnum: tid };
    const { text } = await post(`${again.url}/includes/api.php`, fields);
    expect(JSON.parse(text)).toMatchObject({ result: 'success', tid, subject: 'Hello' });
    expect(again.stderr).not.toContain(secret);
    expect(await stop(again)).toBe(0);
    expect(again.stdout).toBe(
      `
Hatchdesk listens on ${again.url}/includes/api.php
Data: ${join(folder, 'data', 'pg18')}
Mail: kept and not sent; HATCHDESK_SMTP_URL names a mail server

This desk already has credentials. A secret is never shown again.

  a new credential  npx hatchdesk credential create
  an empty desk     set HATCHDESK_DATA to another folder

`,
    );
  });
});

describe('with DATABASE_URL and a first credential from the environment', () => {
  const urlOf = ({ connection: { host, port, user, database } }: TestDatabase): string =>
    `postgres:///${database}?host=${encodeURIComponent(host)}&port=${port}&user=${user}`;

  test('the credential and the administrator work and are not printed', async () => {
    const env = {
      DATABASE_URL: urlOf(database),
      HATCHDESK_IDENTIFIER: 'contact-form',
      HATCHDESK_SECRET: 'a secret of words',
      HATCHDESK_ADMIN_USERNAME: 'root',
      HATCHDESK_ADMIN_PASSWORD: 'hunter twelve',
    };
    const server = await serve(env);
    const ask = (fields: Record<string, string>) =>
      post(`${server.url}/api.php`, { responsetype: 'json', action: 'GetSupportStatuses', ...fields });
    const password = createHash('md5').update(env.HATCHDESK_ADMIN_PASSWORD).digest('hex');
    const answers = await Promise.all([
      ask({ identifier: env.HATCHDESK_IDENTIFIER, secret: env.HATCHDESK_SECRET }),
      ask({ username: 'root', password }),
      ask({ identifier: env.HATCHDESK_IDENTIFIER, secret: 'a secret of others' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 403]);
    expect(await stop(server)).toBe(0);
    expect(server.stdout).toContain('Data: the server of DATABASE_URL');
    expect(server.stdout).not.toContain('HATCHDESK_DATA');
    for (const word of [env.HATCHDESK_SECRET, env.HATCHDESK_ADMIN_PASSWORD, password]) {
      expect(server.stderr + server.stdout).not.toContain(word);
    }
  });

  test('the doctor names what is not durable', async () => {
    const { code, stdout } = await run(['doctor'], { DATABASE_URL: urlOf(database) });
    expect(code).toBe(1);
    expect(stdout).toMatch(/^BAD {2}durability: fsync off/m);
    expect(stdout).toMatch(/^ok {3}database: PostgreSQL 18/m);
  });
});

test('a start whose address is in use names the setting to change', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  try {
    // One after the other: two that share a database end together, and the second then says that it is gone.
    const ended = [
      await run(['serve'], { PORT: String(port) }),
      await run(['serve', '--workers', '2'], { PORT: String(port) }),
      await run(['serve'], { HOST: '192.0.2.1' }),
    ];
    const texts = [
      `Port ${port} of 127.0.0.1 is in use: set PORT to another, or to 0 for a free one`,
      `Port ${port} of 127.0.0.1 is in use: set PORT to another, or to 0 for a free one`,
      'This machine has no address 192.0.2.1: set HOST to one that it has',
    ];
    expect(ended.map(({ code, stdout, stderr }) => [code, stdout, stderr.split('\n').at(-2)])).toEqual(
      texts.map((text) => [3, '', text]),
    );
  } finally {
    other.close();
  }
});

/** The environment of a first start, on an empty database of its own. */
async function firstStartEnv(): Promise<NodeJS.ProcessEnv> {
  const { connection } = await createTestDatabase();
  const { host, port, user, database: name } = connection;
  return { DATABASE_URL: `postgres:///${name}?host=${encodeURIComponent(host)}&port=${port}&user=${user}` };
}

test('on the first start, whoever is answered can already use the first credential', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  await new Promise((resolve) => other.close(resolve));
  // A secret of words is slow to hash, so a port that opens too early is found.
  const credential = { identifier: 'first-of-all', secret: 'a secret of words' };
  const server = start(['serve'], {
    ...(await firstStartEnv()),
    ...{ PORT: String(port), HATCHDESK_IDENTIFIER: credential.identifier, HATCHDESK_SECRET: credential.secret },
  });
  const url = `http://127.0.0.1:${port}`;
  const health = await eventually(() => fetch(`${url}/healthz`).catch(() => undefined));
  const fields = { ...credential, responsetype: 'json', action: 'GetSupportStatuses' };
  expect([health.status, (await post(`${url}/includes/api.php`, fields)).status]).toEqual([200, 200]);
  expect(await stop(server)).toBe(0);
});

test('a first start refuses a secret that is easy to guess, and a later start does not read it', async () => {
  const env = await firstStartEnv();
  const weak = { HATCHDESK_IDENTIFIER: 'contact-form', HATCHDESK_SECRET: 'qwertyuiop' };
  const admin = { HATCHDESK_ADMIN_USERNAME: 'jo', HATCHDESK_ADMIN_PASSWORD: 'short' };
  const refused = [await run(['serve'], { ...env, ...weak }), await run(['serve'], { ...env, ...admin })];
  const text = 'Choose a password of at least 10 characters that is not among the most common ones';
  expect(refused.map(({ code, stdout, stderr }) => [code, stdout, stderr.split('\n').at(-2)])).toEqual([
    [2, '', `  HATCHDESK_SECRET: ${text}`],
    [2, '', `  HATCHDESK_ADMIN_PASSWORD: ${text}`],
  ]);
  expect(await stop(await serve({ ...env, HATCHDESK_IDENTIFIER: 'a', HATCHDESK_SECRET: 'a secret of words' }))).toBe(0);
  expect(await stop(await serve({ ...env, ...weak }))).toBe(0);
});

test('with workers, the first start prints one credential, which each of them takes', async () => {
  const server = start(['serve', '--workers', '2'], await firstStartEnv());
  await eventually(() => server.stdout.includes('curl '));
  const found = [...server.stdout.matchAll(/^ {2}identifier {2}(\w{32})\n {2}secret {6}(\w{32})$/gm)];
  expect(found).toHaveLength(1);
  const [, identifier = '', secret = ''] = found[0]!;
  const url = /listens on (\S+)/.exec(server.stdout)?.[1] ?? '';
  const calls = Array.from({ length: 10 }, () => post(url, { identifier, secret, action: 'GetSupportStatuses' }));
  expect((await Promise.all(calls)).map(({ status }) => status)).toEqual(Array(10).fill(200));
  expect(await stop(server)).toBe(0);
  expect(server.stderr).not.toContain(secret);
});

test('a number of workers that makes no sense is refused', async () => {
  const { code, stderr } = await run(['serve', '--workers', 'many']);
  expect([code, stderr]).toEqual([2, expect.stringContaining('must be auto or a whole number from 1 to 64')]);
});

test('a first start that cannot listen still shows the credential that it made', async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const env = await firstStartEnv();
  try {
    const { code, stdout, stderr } = await run(['serve'], { ...env, PORT: String(port) });
    expect([code, stderr.split('\n').at(-2)]).toEqual([
      3,
      expect.stringContaining(`Port ${port} of 127.0.0.1 is in use`),
    ]);
    const [, identifier, secret] = /^ {2}identifier {2}(\w{32})\n {2}secret {6}(\w{32})$/m.exec(stdout) ?? [];
    const server = await serve(env);
    const fields = { identifier: String(identifier), secret: String(secret), action: 'GetSupportStatuses' };
    expect((await post(`${server.url}/includes/api.php`, fields)).status).toBe(200);
    expect(await stop(server)).toBe(0);
    expect(server.stdout).toContain('This desk already has credentials.');
  } finally {
    other.close();
  }
});

test('errors are printed in one line, and the exit code tells the kind', async () => {
  const cases: [string[], NodeJS.ProcessEnv, number, RegExp][] = [
    [['call', 'GetTickets'], { DATABASE_URL: 'postgres://localhost:1/x' }, 3, /^The database cannot be reached: \S/],
    [['serve'], { PORT: 'x', HATCHDESK_TIMEZONE: 'Mars' }, 2, /PORT: .*\n.*HATCHDESK_TIMEZONE: /],
    [['sevre'], {}, 2, /unknown command 'sevre'/],
    [['call', 'GetTicket', 'ticketid'], {}, 2, /key=value/],
    [['client', 'password', '1', '--password', ''], {}, 2, /must not be empty/],
    [['token', 'create', '--client', '1', '--days', '99999999'], {}, 2, /must be from 1 to 36500/],
    [['client', 'password', '0', '--password', 'a pass word'], {}, 2, /must be a whole number from 1/],
  ];
  const ended = await Promise.all(cases.map(([parameters, env]) => run(parameters, env)));
  const expected = cases.map(([, , code, message]) => ({ code, stdout: '', stderr: expect.stringMatching(message) }));
  expect(ended).toEqual(expected);
  for (const { stderr } of ended) expect(stderr).not.toMatch(/\n {4}at /);
});

test('describe lists the actions and shows the parameters of one, without a database', async () => {
  const [all, one, schema, none] = await Promise.all([
    run(['describe']),
    run(['describe', 'addcustomfield'], { DATABASE_URL: 'postgres://localhost:1/x' }),
    json('describe', 'AddCustomField'),
    run(['describe', 'helpdeskeddy/CreateTicket']),
  ]);
  expect(all.stdout).toMatch(/^AddDepartment +Add a department$/m);
  expect(all.stdout).not.toContain('/');
  expect(one).toMatchObject({ code: 0, stderr: '' });
  const lines = one.stdout.split('\n');
  expect(lines[0]).toBe('AddCustomField: Add a custom field for tickets or clients');
  expect(lines).toEqual(
    expect.arrayContaining([
      '  name (text; required)  The name',
      '  staffonly (true or false; also adminonly)  Whether the field is hidden from clients',
      '  Department ID Not Found',
      '  $ hatchdesk call AddCustomField name=Plan type=select options=Basic,Business required=true',
      '    "fieldid": 1',
    ]),
  );
  expect(schema).toMatchObject({ title: 'AddCustomField', required: ['name'] });
  expect(none).toMatchObject({ code: 1, stderr: expect.stringContaining('hatchdesk describe lists them all') });
  expect(await run(['describe', 'createinvoice'])).toEqual({
    code: 1,
    stdout: '',
    stderr: 'The WHMCS action "CreateInvoice" is not supported by Hatchdesk\n',
  });
});

test('a name that no command has is answered with the nearest ones, and help lists all', async () => {
  const [wrong, help, listed] = await Promise.all([run(['srve']), run(['help']), run(['--help'])]);
  expect(wrong).toMatchObject({ code: 2, stderr: expect.stringContaining('(Did you mean serve?)') });
  expect(help.stdout + help.stderr).toContain('serve');
  for (const command of createProgram().commands) expect(listed.stdout).toContain(command.name());
});

test('the doctor names wrong settings, and help shows examples and ends with code 0', async () => {
  const [settings, help] = await Promise.all([run(['doctor'], { PORT: 'x' }), run(['--help'])]);
  expect(settings).toMatchObject({ code: 1, stdout: expect.stringMatching(/^BAD {2}settings: PORT/) });
  expect(help).toMatchObject({ code: 0, stderr: '', stdout: expect.stringMatching(/Examples:[\s\S]*Exit codes: /) });
});

const isWithFull = existsSync('/dev/full');

(isWithFull ? describe : describe.skip)('on a full disk', () => {
  const full = isWithFull ? openSync('/dev/full', 'w') : 0;

  test('a command whose output cannot be written says so', () => {
    const { status, stderr } = spawnSync(process.execPath, [PROGRAM, 'describe'], { stdio: ['ignore', full, 'pipe'] });
    expect([status, String(stderr)]).toEqual([1, expect.stringMatching(/^The output cannot be written: ENOSPC.*\n$/)]);
  });

  test('the server goes on without its output and its log', async () => {
    const port = await freePort();
    const child = spawn(process.execPath, [PROGRAM, 'serve'], {
      cwd: ROOT,
      stdio: ['ignore', full, full],
      env: { ...bareEnvironment(), ...FIRST, HATCHDESK_DATA: join(folder, 'full'), PORT: String(port) },
    });
    const ended = new Promise((resolve) => child.once('exit', (...how) => resolve(how)));
    const url = `http://127.0.0.1:${port}`;
    const refused = { action: 'NoSuchAction' };
    const answered = await eventually(() => {
      if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
      return callServer(url, refused);
    });
    expect(answered.answer).toEqual({ result: 'error', message: 'Command Not Found' });
    for (let call = 0; call < 20; call++) expect(await callServer(url, refused)).toEqual(answered);
    child.kill();
    expect(await ended).toEqual([0, null]);
  });
});

const FIRST = { HATCHDESK_IDENTIFIER: CREDENTIALS.identifier, HATCHDESK_SECRET: CREDENTIALS.secret };

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
