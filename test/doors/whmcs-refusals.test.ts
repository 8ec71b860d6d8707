import { loadCatalogue } from '../../src/store/desk/catalogue';
import { useWorld } from '../support/world';
import { writeAlone } from '../support/write-alone';

const world = useWorld();

const TICKET = { deptid: '1', name: 'Ann', email: 'ann@example.com', subject: 'Hello', message: 'World' };

const attachments = (name: string): string => Buffer.from(JSON.stringify([{ name, data: 'eA==' }])).toString('base64');

describe('texts of a caller that look like database errors get the normal refusal', () => {
  test.each([
    ['a department', { deptid: 'timeout' }, /^Department ID not found/],
    ['a file name', { attachments: attachments('socket.exe') }, /^Attachment "socket\.exe": this type/],
  ])('%s', async (_what, fields, message) => {
    const before = await world.counts();
    const answer = await world.post({ action: 'OpenTicket', ...TICKET, ...fields });
    expect(answer).toMatchObject({ status: 200, json: { result: 'error', message: expect.stringMatching(message) } });
    expect(await world.counts()).toEqual(before);
  });
});

describe('brackets after the name of a plain parameter', () => {
  test.each([
    ['clientid[a]', 'Client ID Not Found'],
    ['email[x]', 'Parameter "email" must be of type string'],
  ])('%s', async (name, message) => {
    const answer = await world.post({ action: 'OpenTicket', ...TICKET, [name]: '1' });
    expect(answer).toMatchObject({ status: 200, json: { result: 'error', message } });
  });
});

describe('JSON numbers that are too large for PostgreSQL', () => {
  test.each([
    [{ action: 'OpenTicket', ...TICKET, deptid: 3_000_000_000 }, 'Department ID not found'],
    [{ action: 'OpenTicket', ...TICKET, deptid: 1e20 }, 'Department ID not found'],
    [{ action: 'GetTickets', limitnum: 1e300 }, 'Parameter "limitnum" must be a whole number'],
    [{ action: 'GetTicket', ticketid: 1.5 }, 'Ticket ID Not Found'],
  ])('%j', async (fields, message) => {
    const answer = await world.send('/includes/api.php', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ ...world.credentials, responsetype: 'json', ...fields }),
    });
    expect(answer).toMatchObject({ status: 200, json: { result: 'error', message } });
  });
});

test('a word that grows in lower case can be searched for', async () => {
  const answer = await world.post({ action: 'GetTickets', search: 'Ⱥ'.repeat(500) });
  expect(answer.json).toMatchObject({ result: 'success', totalresults: 0 });
});

test('a row deleted between lookup and insert gets the refusal for a missing row', async () => {
  const deptid = await world.department();
  const { database } = world.desk;
  let attempts = 0;
  const missing = database.transaction('write', async (db) => {
    attempts++;
    const { departments } = await loadCatalogue(db);
    if (!departments.some(({ id }) => id === deptid)) throw new Error('gone');
    await database.transaction('write', (other) => other.query('delete from departments where id = $1', [deptid]));
    await writeAlone(db, `insert into custom_fields (name, type, department_id) values ('Field', 'text', $1)`, [
      deptid,
    ]);
  });
  await expect(missing).rejects.toThrow('gone');
  expect(attempts).toBe(2);
});
