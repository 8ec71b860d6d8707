import { forgetOldKeys } from '../../src/store/desk/idempotency';
import { useWorld } from '../support/world';

const world = useWorld();

const DAY_MS = 86_400_000;

const ticket = {
  action: 'OpenTicket',
  deptid: '1',
  name: 'Guest',
  email: 'guest@example.com',
  subject: 'Subject',
  message: 'Message',
};

let lastKey = 0;
const newKey = (): string => `key-${++lastKey}`;

const USED = { result: 'error', message: 'This Idempotency-Key was already used with other parameters' };
const BAD_KEY = {
  result: 'error',
  message: 'The Idempotency-Key must be 1 to 255 printable ASCII characters without spaces',
};

const open = (key: string, fields: Record<string, string> = {}) =>
  world.post({ ...ticket, ...fields }, { 'Idempotency-Key': key });

const tickets = async (): Promise<number> => (await world.counts()).tickets!;

describe('the same key and the same call', () => {
  test.each<[string, (key: string) => [Record<string, string>, Record<string, string>]]>([
    ['as a header', (key) => [{}, { 'Idempotency-Key': key }]],
    ['as a parameter', (key) => [{ idempotencykey: key }, {}]],
  ])('%s: returns the first answer again, and opens one ticket', async (_case, carry) => {
    const [fields, headers] = carry(newKey());
    const first = await world.post({ ...ticket, ...fields }, headers);
    expect(first.json).toMatchObject({ result: 'success' });
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    const before = await world.counts();
    const second = await world.post({ ...ticket, ...fields }, headers);
    expect(second.text).toBe(first.text);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(await world.counts()).toEqual(before);
  });

  test('header and parameter are two ways to send one key, and the header wins', async () => {
    const key = newKey();
    const first = await open(key);
    const second = await world.post({ ...ticket, idempotencykey: key });
    expect(second.text).toBe(first.text);
    const third = await world.post({ ...ticket, idempotencykey: newKey() }, { 'Idempotency-Key': key });
    expect(third.text).toBe(first.text);
  });

  test.each<[string, Record<string, string>]>([
    ['parameters in another order', Object.fromEntries(Object.entries(ticket).reverse())],
    ['the action in other letter case', { ...ticket, action: 'openticket' }],
    ['an unknown parameter more', { ...ticket, endpoint: 'x' }],
    ['an empty parameter more', { ...ticket, clientid: '' }],
    ['a number written otherwise', { ...ticket, deptid: '01' }],
    ['an answer in another format', { ...ticket, responsetype: 'nvp' }],
  ])('%s is the same call', async (_case, fields) => {
    const key = newKey();
    const first = await open(key);
    const before = await world.counts();
    const second = await world.post(fields, { 'Idempotency-Key': key });
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(second.text).toContain(String(first.json!.tid));
    expect(await world.counts()).toEqual(before);
  });

  test.each(['AddTicketReply', 'AddTicketNote', 'UpdateTicket'])('%s is done once', async (action) => {
    const { id } = await world.ticket();
    const call = { action, ticketid: String(id), message: 'Once', subject: 'Once', adminusername: 'Jo' };
    const headers = { 'Idempotency-Key': newKey() };
    const first = await world.post(call, headers);
    expect(first.json).toMatchObject({ result: 'success' });
    const before = await world.counts();
    const second = await world.post(call, headers);
    expect(second.text).toBe(first.text);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(await world.counts()).toEqual(before);
  });

  test('attachments are compared by their bytes', async () => {
    const key = newKey();
    const file = (text: string) => JSON.stringify([{ name: 'a.txt', data: Buffer.from(text).toString('base64') }]);
    const first = await open(key, { attachments: file('one') });
    expect(first.json).toMatchObject({ result: 'success' });
    expect((await open(key, { attachments: file('one') })).text).toBe(first.text);
    expect((await open(key, { attachments: file('two') })).json).toEqual(USED);
  });

  test('of eleven sent at once, one opens the ticket, and all get its number', async () => {
    const key = newKey();
    const before = await tickets();
    const answers = await Promise.all(Array.from({ length: 11 }, () => open(key)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers[0]!.json).toMatchObject({ result: 'success' });
    expect(answers.filter(({ headers }) => headers.get('idempotency-replayed') === null)).toHaveLength(1);
    expect(await tickets()).toBe(before + 1);
  });

  test('without a key, equal calls are separate calls', async () => {
    const before = await tickets();
    const answers = await Promise.all(Array.from({ length: 20 }, () => world.post(ticket)));
    expect(new Set(answers.map(({ json }) => json!.tid)).size).toBe(20);
    expect(await tickets()).toBe(before + 20);
  });
});

describe('the same key and another call', () => {
  test.each<[string, Record<string, string>]>([
    ['another message', { message: 'Another' }],
    ['one letter more', { message: 'Message ' }],
    ['a parameter more', { priority: 'High' }],
    ['another action', { action: 'AddTicketReply', ticketid: '1' }],
  ])('%s: refused, and nothing is done', async (_case, fields) => {
    const key = newKey();
    const first = await open(key);
    const before = await world.counts();
    const answer = await open(key, fields);
    expect(answer.status).toBe(200);
    expect(answer.json).toEqual(USED);
    expect(answer.headers.get('idempotency-replayed')).toBeNull();
    expect(await world.counts()).toEqual(before);
    expect((await open(key)).text).toBe(first.text);
  });

  test('ten different calls at once with one key: one is done', async () => {
    const key = newKey();
    const before = await tickets();
    const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => open(key, { message: `No ${index}` })));
    expect(answers.filter(({ json }) => json!.result === 'success')).toHaveLength(1);
    expect(answers.filter(({ json }) => json!.message === USED.message)).toHaveLength(9);
    expect(await tickets()).toBe(before + 1);
  });
});

describe('how long and for whom a key is valid', () => {
  test('for 24 hours', async () => {
    const key = newKey();
    const began = world.now;
    const first = await open(key);
    try {
      world.now = new Date(began.getTime() + DAY_MS);
      expect((await open(key)).text).toBe(first.text);
      world.now = new Date(began.getTime() + DAY_MS + 1);
      const later = await open(key, { message: 'Another' });
      expect(later.json).toMatchObject({ result: 'success' });
      expect(later.json!.tid).not.toBe(first.json!.tid);
      expect(later.headers.get('idempotency-replayed')).toBeNull();
      expect((await open(key, { message: 'Another' })).text).toBe(later.text);
    } finally {
      world.now = began;
    }
  });

  test('the sweep deletes old keys and keeps new ones', async () => {
    const [old, young] = [newKey(), newKey()];
    const began = world.now;
    await open(old);
    try {
      world.now = new Date(began.getTime() + DAY_MS);
      await open(young);
      const sweepAt = new Date(began.getTime() + DAY_MS + 1);
      await world.desk.database.transaction('write', (db) => forgetOldKeys(db, sweepAt));
    } finally {
      world.now = began;
    }
    const rows = await world.rows<{ key: string }>('select key from idempotency_keys');
    const kept = rows.map(({ key }) => key);
    expect(kept).toContain(young);
    expect(kept).not.toContain(old);
  });

  test('the keys of two credentials are independent', async () => {
    const key = newKey();
    const first = await open(key);
    const other = await world.credential(['*']);
    const second = await open(key, { ...other, message: 'Another' });
    expect(second.json).toMatchObject({ result: 'success' });
    expect(second.json!.tid).not.toBe(first.json!.tid);
    expect((await open(key)).text).toBe(first.text);
  });

  test('a credential sent as user name and password has the same keys', async () => {
    const key = newKey();
    const first = await open(key);
    const { identifier, secret } = world.credentials;
    const second = await open(key, { identifier: '', secret: '', username: identifier, password: secret });
    expect(second.text).toBe(first.text);
  });

  test('keys in different letter case are different', async () => {
    const first = await open('Case');
    const second = await open('case');
    expect(second.json!.tid).not.toBe(first.json!.tid);
  });

  test('a refused call does not use its key up', async () => {
    const key = newKey();
    const before = await world.counts();
    expect((await open(key, { deptid: '999' })).json).toEqual({ result: 'error', message: 'Department ID not found' });
    expect((await open(key, { subject: '' })).json).toEqual({ result: 'error', message: 'Subject is required' });
    expect(await world.counts()).toEqual(before);
    const answer = await open(key);
    expect(answer.json).toMatchObject({ result: 'success' });
    expect(answer.headers.get('idempotency-replayed')).toBeNull();
  });

  test('actions that only read ignore the key', async () => {
    const key = newKey();
    for (const action of ['GetSupportDepartments', 'GetSupportStatuses', 'GetTickets']) {
      const answer = await world.post({ action }, { 'Idempotency-Key': key });
      expect(answer.json).toMatchObject({ result: 'success' });
      expect(answer.headers.get('idempotency-replayed')).toBeNull();
    }
    expect((await open(key)).json).toMatchObject({ result: 'success' });
  });

  test('the key is not examined if the role does not allow the call', async () => {
    const key = newKey();
    await open(key);
    const weak = await world.credential(['GetTickets']);
    expect(await open(key, { ...weak })).toMatchObject({ status: 403 });
  });

  test('calls from this process have keys too', async () => {
    const params = { deptid: 1, name: 'Guest', email: 'guest@example.com', subject: 'S', message: 'M' };
    const first = await world.done('OpenTicket', { ...params, idempotencykey: 'local' });
    expect(await world.done('OpenTicket', { ...params, idempotencykey: 'local' })).toEqual(first);
    expect(await world.call('OpenTicket', { ...params, message: 'N', idempotencykey: 'local' })).toEqual(USED);
  });
});

describe('which keys are valid', () => {
  test.each([
    ['one character', 'x'],
    ['255 characters', 'x'.repeat(255)],
    ['every sign that prints', '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'],
    ['a name of every object', '__proto__'],
  ])('%s', async (_case, idempotencykey) => {
    const first = await world.post({ ...ticket, idempotencykey });
    expect(first.json).toMatchObject({ result: 'success' });
    const second = await world.post({ ...ticket, idempotencykey });
    expect(second.text).toBe(first.text);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
  });

  test.each(['undefined', 'null', 'None', 'nil', 'NaN', '"undefined"'])(
    'not %s, which says that there is none',
    async (word) => {
      const before = await tickets();
      const calls: [Record<string, string>, Record<string, string>][] = [
        [{}, { 'Idempotency-Key': word }],
        [{ idempotencykey: word }, {}],
      ];
      for (const [fields, headers] of calls) {
        for (const message of ['One', 'Two', 'Two']) {
          const { json } = await world.post({ ...ticket, ...fields, message }, headers);
          expect(json).toMatchObject({ result: 'success' });
        }
      }
      expect(await tickets()).toBe(before + 6);
      const idempotencykey = newKey();
      const first = await world.post({ ...ticket, idempotencykey }, { 'Idempotency-Key': word });
      expect((await world.post({ ...ticket, idempotencykey })).text).toBe(first.text);
    },
  );

  test('a number in JSON, as in a form', async () => {
    const first = await world.send('/includes/api.php', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ ...world.credentials, ...ticket, idempotencykey: 20270131 }),
    });
    expect(first.json).toMatchObject({ result: 'success' });
    expect((await world.post({ ...ticket, idempotencykey: '20270131' })).json!.tid).toBe(first.json!.tid);
  });

  test.each([
    ['256 characters', 'x'.repeat(256)],
    ['a space', 'a b'],
    ['a line break', 'a\r\nb'],
    ['a letter beyond ASCII', 'ключ'],
    ['a kilobyte', 'x'.repeat(1024)],
  ])('not %s', async (_case, idempotencykey) => {
    const before = await world.counts();
    const answer = await world.post({ ...ticket, idempotencykey });
    expect({ status: answer.status, json: answer.json }).toEqual({ status: 200, json: BAD_KEY });
    expect(await world.counts()).toEqual(before);
  });

  test('not a list', async () => {
    const before = await world.counts();
    expect((await world.post({ ...ticket, 'idempotencykey[0]': 'x' })).json).toEqual(BAD_KEY);
    expect(await world.counts()).toEqual(before);
  });

  test('not a header of 256 characters, or with bytes beyond ASCII', async () => {
    const before = await world.counts();
    expect((await open('x'.repeat(256))).json).toEqual(BAD_KEY);
    expect((await open('caf\u00e9')).json).toEqual(BAD_KEY);
    expect(await world.counts()).toEqual(before);
  });

  test('an empty header does not override the parameter', async () => {
    const fields = { ...ticket, idempotencykey: newKey() };
    const first = await world.post(fields, { 'Idempotency-Key': '' });
    expect((await world.post(fields, { 'Idempotency-Key': '' })).text).toBe(first.text);
  });

  test('an empty key counts as absent', async () => {
    const first = await world.post({ ...ticket, idempotencykey: '' });
    const second = await world.post({ ...ticket, idempotencykey: '' });
    expect(second.json!.tid).not.toBe(first.json!.tid);
  });
});
