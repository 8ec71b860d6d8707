import { createHash } from 'node:crypto';
import { request } from 'node:http';
import { eventually } from '../support/eventually';
import { PATIENCE_MS } from '../support/patience';
import { answerJson, answerRaw, UpstreamStub } from '../support/upstream-stub';
import { useWorld } from '../support/world';

const stub = new UpstreamStub();
beforeAll(() => stub.start());
afterAll(() => stub.stop());

const world = useWorld((config) => {
  config.upstream = { url: stub.url, identifier: 'ours', secret: 'its-secret', timeoutMs: PATIENCE_MS };
});

let all: { identifier: string; secret: string };
beforeAll(async () => {
  all = await world.credential(['*', 'upstream:*']);
});
beforeEach(() => {
  stub.calls.length = 0;
  stub.respond = (_call, res) => answerJson(res, { result: 'success', invoiceid: 7 });
});

/** Sends a request with any body, and returns the answer undecoded. */
async function raw(body: Buffer | string, headers: Record<string, string> = {}, path = '/includes/api.php') {
  await world.serve();
  return new Promise<{ status: number; headers: [string, string][]; body: Buffer }>((resolve, reject) => {
    const type = { 'Content-Type': 'application/x-www-form-urlencoded' };
    const sent = request(world.url + path, { method: 'POST', headers: { ...type, ...headers } }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const { rawHeaders } = response;
        const pairs = rawHeaders.flatMap((name, at): [string, string][] =>
          at % 2 === 0 ? [[name, rawHeaders[at + 1] ?? '']] : [],
        );
        resolve({ status: response.statusCode ?? 0, headers: pairs, body: Buffer.concat(chunks) });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const login = () => `identifier=${all.identifier}&secret=${all.secret}`;

describe('what the old desk gets', () => {
  const head = 'action=CreateInvoice&identifier=ours&secret=its-secret';

  test.each<[string, string, string]>([
    [
      'order, repeated names, lists and encodings as sent',
      'b=2&a=1&a=3&l[]=x&l%5b%5D=y&t=%E4%f6+%2B&n',
      'b=2&a=1&a=3&l[]=x&l%5b%5D=y&t=%E4%f6+%2B&n',
    ],
    ['no credentials of the caller', 'x=1&Password=p&accesskey=k&idempotencykey=i&USERNAME=u', 'x=1'],
    ['the format', 'responsetype=json&x=1', 'responsetype=json&x=1'],
    ['the format, under the name that WHMCS knows', 'ResponseType=XML', 'responsetype=xml&ResponseType=XML'],
    ['names that PHP mangles', 'se.cret=1&%20password=2&user%5bname%5D=3', 'se.cret=1&user%5bname%5D=3'],
  ])('%s', async (_what, sent, expected) => {
    await raw(`${login()}&action=CreateInvoice&${sent}`);
    expect(stub.calls.map(({ body }) => body.toString('latin1'))).toEqual([`${head}&${expected}`]);
    expect(stub.calls[0]?.headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded',
      'accept-encoding': 'identity',
    });
  });

  test('the action as it was sent, and the query string before the body', async () => {
    await raw(
      `a=&b=2&c=3&${login()}`,
      { 'Accept-Encoding': 'br, gzip' },
      '/includes/api.php/getProducts?a=1&b=1&secret=s',
    );
    expect(stub.calls[0]?.body.toString()).toBe('action=getProducts&identifier=ours&secret=its-secret&a=1&b=2&c=3');
    expect(stub.calls[0]?.headers['accept-encoding']).toBe('br, gzip');
  });

  test('numbers in JSON with all their digits', async () => {
    const credential = `"identifier":"${all.identifier}","secret":"${all.secret}"`;
    const members = '"serial":123456789012345678,"list":[18446744073709551615,1.5]';
    await raw(`{${credential},"action":"CreateInvoice",${members}}`, { 'Content-Type': 'application/json' });
    expect(decodeURIComponent(String(stub.calls[0]?.body))).toContain(
      '&serial=123456789012345678&list[0]=18446744073709551615&list[1]=1.5',
    );
  });

  test('JSON as a form, and JSON is the answer', async () => {
    const members = {
      ...all,
      action: 'CreateInvoice',
      items: [
        { price: 1.5, taxed: true },
        { price: 2, taxed: false },
      ],
    };
    await raw(JSON.stringify({ ...members, none: null, note: 'ü' }), { 'Content-Type': 'application/json' });
    expect(decodeURIComponent(stub.calls[0]?.body.toString() ?? '')).toBe(
      `${head}&responsetype=json&items[0][price]=1.5&items[0][taxed]=1&items[1][price]=2&items[1][taxed]=0&note=ü`,
    );
  });

  test('parts and files byte for byte', async () => {
    const part = (name: string, content: string, more = '') =>
      `Content-Disposition: form-data; name="${name}"${more}\r\n\r\n${content}\r\n`;
    const file = part('file', '\x00\xff--b\n', '; filename="a.bin"\r\nContent-Type: application/octet-stream');
    const parts = [part('action', 'CreateInvoice'), part('identifier', all.identifier), part('secret', all.secret)];
    const kept = [part('l[]', '1'), file, part('l[]', '2')];
    const body = [...parts, ...kept].map((text) => `--b\r\n${text}`).join('');
    await raw(
      Buffer.from(`${body}--b--\r\n`, 'latin1'),
      { 'Content-Type': 'multipart/form-data; boundary=b' },
      '/includes/api.php?q=a+b',
    );
    const own = [
      part('action', 'CreateInvoice'),
      part('identifier', 'ours'),
      part('secret', 'its-secret'),
      part('q', 'a b'),
    ];
    expect(stub.calls[0]?.body.toString('latin1')).toBe(
      `${[...own, ...kept].map((text) => `--b\r\n${text}`).join('')}--b--\r\n`,
    );
  });

  describe('no other action, in whatever way PHP would read the name of a part', () => {
    const kept = (name: string) => `Content-Disposition: form-data; name="${name}"`;
    test.each<[string, string, string | undefined | 'refused']>([
      ['of two, the last', 'Content-Disposition: form-data; name="x"; name="action"', kept('x')],
      ['in single quotes', "Content-Disposition: form-data; name='action'", undefined],
      ['after a blank', 'Content-Disposition: form-data; name= "action"', 'refused'],
      ['with a quote that does not end', 'Content-Disposition: form-data; name="action', 'refused'],
      ['in the place of the form', 'Content-Disposition: name="action"', 'refused'],
      ['not in another header', 'X-Part: y; name="x"\r\nContent-Disposition: form-data; name="action"', undefined],
      [
        'not in the quotes of another parameter',
        'Content-Disposition: form-data; a="; name=x; "; name="action"',
        undefined,
      ],
      [
        'out of the quotes of a file name',
        String.raw`Content-Disposition: form-data; name="x\\"; filename=";name=action;"`,
        `${kept('x%5C%5C')}; filename=";name=action;"`,
      ],
    ])('%s', async (_what, hostile, expected) => {
      const { identifier, secret } = await world.credential(['upstream:createinvoice']);
      const fields = { identifier, secret };
      const heads: [string, string][] = [
        [hostile, 'DeleteClient'],
        ...Object.entries({ ...fields, action: 'CreateInvoice' }).map(([name, value]): [string, string] => [
          kept(name),
          value,
        ]),
      ];
      const body = heads.map(([head, value]) => `--b\r\n${head}\r\n\r\n${value}\r\n`).join('');
      await raw(`${body}--b--\r\n`, { 'Content-Type': 'multipart/form-data; boundary=b' });
      const own = Object.entries({ action: 'CreateInvoice', identifier: 'ours', secret: 'its-secret' });
      const parts = [
        ...own.map(([name, value]) => `${kept(name)}\r\n\r\n${value}\r\n`),
        ...(expected === undefined ? [] : [`${expected}\r\n\r\nDeleteClient\r\n`]),
      ];
      // What our own reader refuses goes nowhere.
      const forwarded = stub.calls.map((call) => call.body.toString('latin1'));
      const whole = `${parts.map((part) => `--b\r\n${part}`).join('')}--b--\r\n`;
      expect(forwarded).toEqual(expected === 'refused' ? [] : [whole]);
    });
  });

  test.each<[string, string, (parts: string[]) => string]>([
    ['a form with &amp;', 'application/x-www-form-urlencoded', (parts) => parts.join('&amp;')],
    ['a form of several lines', 'application/x-www-form-urlencoded', (parts) => parts.join('\r\n&')],
    [
      'multipart without carriage returns',
      'multipart/form-data; boundary=b',
      (parts) =>
        `${parts.map((pair) => `--b\nContent-Disposition: form-data; name="${pair.replace('=', '"\n\n')}\n`).join('')}--b--\n`,
    ],
  ])('no credentials of the caller in %s', async (_what, type, write) => {
    const parts = [`secret=${all.secret}`, `identifier=${all.identifier}`, 'action=CreateInvoice', 'x=1'];
    await raw(write(parts), { 'Content-Type': type });
    expect(stub.calls).toHaveLength(1);
    const forwarded = String(stub.calls[0]?.body);
    expect(forwarded).toContain('its-secret');
    expect(forwarded).not.toContain(all.secret);
    expect(forwarded).not.toContain(all.identifier);
  });

  test('a GET as a POST', async () => {
    await world.send(`/includes/api.php?${login()}&action=GetProducts&pid=1`);
    expect(stub.calls[0]?.body.toString()).toBe('action=GetProducts&identifier=ours&secret=its-secret&pid=1');
  });

  test('our credentials, however the caller signed in', async () => {
    const password = createHash('md5').update('long-password').digest('hex');
    const passwordHash = await world.desk.passwords.hash(password);
    await world.admin('ann', { actions: ['createinvoice'], passwordHash });
    await raw(`username=ann&password=${password}&action=CreateInvoice&x=1`);
    const basic = `Basic ${Buffer.from(`${all.identifier}:${all.secret}`).toString('base64')}`;
    await raw('action=CreateInvoice&x=1', { Authorization: basic });
    expect(stub.calls.map(({ body }) => body.toString())).toEqual([`${head}&x=1`, `${head}&x=1`]);
    expect(stub.calls[1]?.headers).not.toHaveProperty('authorization');
  });
});

describe('what the caller gets', () => {
  test('status, type and bytes, and no cookies', async () => {
    stub.respond = (_call, res) =>
      answerRaw(
        res,
        'HTTP/1.1 402 Pay\r\nContent-type: text/HTML; charset=iso-8859-1\r\nSet-Cookie: a=1\r\nX-Powered-By: PHP\r\n' +
          'Connection: close, X-Hop\r\nX-Hop: 1\r\nCache-Control: private\r\nX-Two: 1\r\nx-two: 2\r\nServer: old\r\n\r\n\xe4\x00',
      );
    const answer = await raw(`${login()}&action=CreateInvoice`);
    expect(answer).toMatchObject({ status: 402, body: Buffer.from('\xe4\x00', 'latin1') });
    const names = answer.headers.map(([name]) => name);
    expect(names.sort()).toEqual(
      [
        'Cache-Control',
        'Connection',
        'Content-Length',
        'Content-type',
        'Date',
        'Keep-Alive',
        'X-Content-Type-Options',
        'X-Request-Id',
        'X-Two',
        'X-Two',
      ].sort(),
    );
    expect(answer.headers).toContainEqual(['Content-type', 'text/HTML; charset=iso-8859-1']);
    expect(answer.headers).toContainEqual(['Cache-Control', 'private']);
  });

  test('is told that its key is not kept', async () => {
    const answer = await raw(`${login()}&action=CreateInvoice`, { 'Idempotency-Key': 'one' });
    expect(answer.headers).toContainEqual(['X-Hatchdesk-Ignored', 'idempotencykey: upstream']);
  });

  test.each(['json', 'xml', 'nvp'])('an error that names the old desk, in %s', async (responsetype) => {
    stub.respond = (_call, res) => answerRaw(res, '');
    const message = `The upstream WHMCS at ${stub.host} broke the connection off`;
    const answer = await world.post({ ...all, action: 'CreateInvoice', responsetype });
    expect(answer.status).toBe(502);
    expect(answer.text).toContain(message);
    expect(answer.text).not.toMatch(/its-secret|\.ts|node:/);
  });
});

describe('who may', () => {
  const refusal = (name: string) => `Invalid Permissions: API action "${name}" is not allowed`;

  test.each<[string[], string, number, string | undefined]>([
    [['createinvoice'], 'CreateInvoice', 200, undefined],
    [['upstream:createinvoice'], 'CREATEINVOICE', 200, undefined],
    [['upstream:my_own'], 'My_Own', 200, undefined],
    [['upstream:*'], 'My_Own', 200, undefined],
    [['openticket'], 'CreateInvoice', 403, refusal('createinvoice')],
    [['*'], 'CreateInvoice', 403, refusal('createinvoice')],
    [['*'], 'My_Own', 200, 'Command Not Found'],
    [['upstream:*'], 'GetStatuses', 403, refusal('getstatuses')],
    [['upstream:getstatuses'], 'GetStatuses', 403, refusal('getstatuses')],
    [['upstream:*'], 'my/own', 403, refusal('my/own')],
    [['*', 'upstream:*'], '../../configuration', 200, 'Command Not Found'],
    [['*', 'upstream:*'], 'a b', 200, 'Command Not Found'],
  ])('%j %s', async (actions, action, status, message) => {
    const credential = await world.credential(actions);
    const answer = await world.post({ ...credential, action });
    expect([answer.status, answer.json?.message]).toEqual([status, message]);
    expect(stub.calls).toHaveLength(message === undefined ? 1 : 0);
  });

  test('nobody whose address or secret is wrong', async () => {
    expect((await world.post({ ...all, secret: 'wrong', action: 'CreateInvoice' })).status).toBe(403);
    expect(stub.calls).toHaveLength(0);
  });

  test('roles list them, beside * too', async () => {
    const { roleid } = await world.done('AddRole', {
      name: 'Billing',
      actions: 'CreateInvoice,upstream:My_Own,OpenTicket',
    });
    const actionsOf = async () => (await world.rows('select actions from roles where id = $1', [roleid]))[0]?.actions;
    expect(await actionsOf()).toEqual(['createinvoice', 'upstream:my_own', 'openticket']);
    await world.done('UpdateRole', { roleid, actions: '*,upstream:*,CreateInvoice,OpenTicket' });
    expect(await actionsOf()).toEqual(['*', 'upstream:*', 'createinvoice']);
    for (const wrong of ['My_Own', 'upstream:', 'upstream:GetTicket', 'upstream:a/b']) {
      const message = `There is no action "${wrong}"`;
      expect(await world.call('AddRole', { name: 'Wrong', actions: wrong })).toEqual({ result: 'error', message });
    }
  });

  test('nobody gives more than they have', async () => {
    const some = await world.credential(['addrole', 'upstream:getinvoices']);
    const add = (actions: string) => world.post({ ...some, action: 'AddRole', name: actions, actions });
    expect((await add('upstream:GetInvoices')).json?.result).toBe('success');
    expect((await add('upstream:*')).json?.message).toBe('You may not give rights that you do not have');
  });
});

describe('the program itself', () => {
  test('gets JSON', async () => {
    expect(await world.call('CreateInvoice', { userid: 5, items: { a: true } })).toEqual({
      result: 'success',
      invoiceid: 7,
    });
    expect(decodeURIComponent(stub.calls[0]?.body.toString() ?? '')).toBe(
      'action=CreateInvoice&identifier=ours&secret=its-secret&userid=5&items[a]=1&responsetype=json',
    );
  });

  test('gets refusals as results', async () => {
    stub.respond = (_call, res) => answerJson(res, { result: 'error', message: 'User ID Not Found' });
    expect(await world.call('CreateInvoice')).toEqual({ result: 'error', message: 'User ID Not Found' });
    stub.respond = (_call, res) => void res.end('<html>');
    const message = `The upstream WHMCS at ${stub.host} answered with something that is not JSON`;
    expect(await world.call('CreateInvoice')).toEqual({ result: 'error', message });
  });
});

describe('what is left of a call', () => {
  test('an entry without its parameters, unless it only reads', async () => {
    await raw(`${login()}&action=createinvoice&notes=hidden`);
    expect(await world.logged()).toMatchObject({
      ...{ action: 'CreateInvoice', description: `CreateInvoice at ${stub.host}`, changes: null },
      ...{ caller: expect.stringMatching(/^credential:/), address: '127.0.0.1' },
    });
    await raw(`${login()}&action=My_Own`);
    expect(await world.logged()).toMatchObject({ action: 'My_Own' });
    await raw(`${login()}&action=GetProducts`);
    expect(await world.logged()).toMatchObject({ action: 'My_Own' });
    stub.respond = (_call, res) => answerJson(res, { result: 'error', message: 'no' }, 500);
    await raw(`${login()}&action=AddOrder`);
    expect(await world.logged()).toMatchObject({ description: `AddOrder at ${stub.host}: status 500` });
    stub.respond = (_call, res) => answerRaw(res, '');
    await raw(`${login()}&action=AddCredit`);
    expect(await world.logged()).toMatchObject({ description: `AddCredit at ${stub.host}: outcome unknown` });
  });

  test('a line in the log, without secrets', async () => {
    world.log.length = 0;
    await raw(`${login()}&action=My_Own&notes=hidden`, { 'X-Request-Id': 'forwarded-1' });
    const line = await eventually(() => world.log.find(({ requestId }) => requestId === 'forwarded-1'));
    expect(line).toMatchObject({ action: 'upstream', forwarded: 'My_Own', status: 200 });
    expect(JSON.stringify(world.log)).not.toMatch(/its-secret|hidden/);
  });

  test('numbers for monitoring', async () => {
    const state = () => world.desk.upstream?.state();
    const answered = () => state()?.results.get('answered') ?? 0;
    const before = answered();
    await raw(`${login()}&action=GetProducts`);
    expect(answered()).toBe(before + 1);
    expect(state()).toMatchObject({ isUp: true, waiting: 0 });
    const cutOff = () => state()?.results.get('cut off') ?? 0;
    const cutOffBefore = cutOff();
    stub.respond = (_call, res) => answerRaw(res, '');
    await raw(`${login()}&action=GetProducts`);
    expect(cutOff()).toBe(cutOffBefore + 1);
  });
});
