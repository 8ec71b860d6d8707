import pino from 'pino';
import { assembleDesk, type Desk, loadActions } from '../../src/desk/desk';
import { createLocalApi } from '../../src/doors/local';
import { expectAnswer } from '../support/answers';
import { eventually, someoneWaits } from '../support/eventually';
import { testRefusals } from '../support/refusals';
import { useWorld } from '../support/world';

const world = useWorld();

const set = (setting: string, value: unknown) => world.done('SetConfigurationValue', { setting, value });
const textOf = async (setting: string) => (await world.done('GetConfigurationValue', { setting })).value;

test('says whether the value changed, and the log what it was', async () => {
  const answer = await set('companyNAME', 'Books & Co');
  expectAnswer('SetConfigurationValue', answer);
  expect(answer).toEqual({ result: 'success', value_changed: true });
  expect(await world.logged()).toMatchObject({
    description: 'SetConfigurationValue: CompanyName',
    changes: { CompanyName: ['Hatchdesk', 'Books & Co'] },
  });
  expect(await set('CompanyName', 'Books & Co')).toEqual({ result: 'success', value_changed: false });
  expect(await world.logged()).toMatchObject({ changes: null });
});

test.each<[string, unknown, string, unknown]>([
  ['ActivityLogDays', '030', '30', 30],
  ['ActivityLogDays', 7, '7', 7],
  ['DefaultCountry', 'it', 'IT', 'IT'],
  ['Email', ' desk@example.com ', 'desk@example.com', 'desk@example.com'],
  ['Language', 'Italian', 'italian', 'italian'],
  ['SystemURL', 'https://desk.example.com/', 'https://desk.example.com', 'https://desk.example.com'],
  ['TicketAllowedFileTypes', 'TXT, .pdf', '.txt,.pdf', ['txt', 'pdf']],
  ['TicketAttachmentMaxBytes', '1000', '1000', 1000],
  ['TicketDefaultDepartment', '1', '1', 1],
  ['TicketDefaultPriority', 'high', 'High', 'High'],
])('stores %s %p with its type', async (setting, value, text, kept) => {
  await set(setting, value);
  expect(await textOf(setting)).toBe(text);
  expect(await world.rows('select value from settings where name = $1', [setting])).toEqual([{ value: kept }]);
});

describe('takes effect on the next call', () => {
  test('for the mask of ticket numbers', async () => {
    await set('TicketMask', 'HD-%n%n%n%n');
    expect((await world.ticket()).tid).toMatch(/^HD-\d{4}$/);
    await set('TicketMask', '%A%A%A%n%n%n');
    expect((await world.ticket()).tid).toMatch(/^[A-Z]{3}\d{3}$/);
  });

  test('for the default priority', async () => {
    await set('TicketDefaultPriority', 'Low');
    const { id } = await world.ticket();
    expect(await world.done('GetTicket', { ticketid: id })).toMatchObject({ priority: 'Low' });
  });

  test('for types and sizes of files', async () => {
    await set('TicketAllowedFileTypes', '.txt');
    await set('TicketAttachmentMaxBytes', 4);
    const { id } = await world.ticket();
    const noted = async (name: string, data: string) => {
      const files = Buffer.from(JSON.stringify([{ name, data: Buffer.from(data).toString('base64') }])).toString(
        'base64',
      );
      return (await world.call('AddTicketNote', { ticketid: id, message: 'Note', attachments: files })).message;
    };
    expect(await noted('a.txt', '1234')).toBeUndefined();
    expect(await noted('a.txt', '12345')).toBe('Attachment "a.txt" is larger than the 4 bytes allowed');
    expect(await noted('a.pdf', '1')).toBe('Attachment "a.pdf": this type of file is not allowed. Allowed are: txt');
  });

  test('texts for unsupported and for unknown actions', async () => {
    await set('UnsupportedActionText', 'No {action} here; {action} is elsewhere');
    await set('UnknownActionText', 'What is {action}?');
    expect(await world.call('createinvoice')).toEqual({
      result: 'error',
      message: 'No CreateInvoice here; CreateInvoice is elsewhere',
    });
    expect(await world.call('Nonsense')).toEqual({ result: 'error', message: 'What is Nonsense?' });
    expect((await world.post({ action: 'CreateInvoice' })).json).toMatchObject({
      message: 'No CreateInvoice here; CreateInvoice is elsewhere',
    });
  });
});

describe('in another process', () => {
  let second: Desk;
  beforeAll(() => {
    const connected = { connection: world.desk.database.connection, place: 'test', stop: async () => {} };
    second = assembleDesk(world.desk.config, connected, loadActions(), pino({ level: 'silent' }), () => world.now);
  });
  afterAll(() => second.close());

  test('takes effect, also for its tickets', async () => {
    const onFailure = (failure: unknown) => {
      throw failure;
    };
    const { callers, dispatcher } = second;
    const call = createLocalApi({ callers, dispatcher, timeZone: 'UTC', onFailure });
    for (const value of ['ONE-%n%n%n', 'TWO-%n%n%n', 'ONE-%n%n%n']) {
      await call('GetConfigurationValue', { setting: 'TicketMask' });
      await set('TicketMask', value);
      await eventually(async () => (await call('GetConfigurationValue', { setting: 'TicketMask' })).value === value);
      const guest = { deptid: 1, name: 'Guest', email: 'guest@example.com', subject: 'Subject', message: 'Message' };
      expect(String((await call('OpenTicket', guest)).tid).slice(0, 4)).toBe(value.slice(0, 4));
    }
  });
});

test.each([
  ['a priority that is being deleted', 'TicketDefaultPriority', 'Fleeting', 'delete from priorities'],
  ['one that is being renamed', 'TicketDefaultPriority', 'Fleeting', `update priorities set name = 'Lasting'`],
])('waits for %s, and then refuses it', async (_what, setting, value, change) => {
  await world.done('AddPriority', { name: value });
  let answer: Promise<unknown> | undefined;
  await world.desk.database.transaction('write', async (db) => {
    await db.query(`${change} where name = $1`, [value]);
    answer = world.call('SetConfigurationValue', { setting, value });
    await someoneWaits(world);
  });
  expect(await answer).toMatchObject({ result: 'error', message: expect.stringMatching(/: must be one of /) });
  await world.change(`delete from priorities where name in ('Fleeting', 'Lasting')`);
});

test('waits for a concurrent deletion of the department, and then does not find it', async () => {
  const id = await world.department();
  let answer: Promise<unknown> | undefined;
  await world.desk.database.transaction('write', async (db) => {
    await db.query('delete from departments where id = $1', [id]);
    answer = world.call('SetConfigurationValue', { setting: 'TicketDefaultDepartment', value: id });
    await someoneWaits(world);
  });
  expect(await answer).toMatchObject({ message: expect.stringMatching(/: there is no such department$/) });
});

const wrong = (setting: string, value: unknown, what: string) => ({
  message: `Invalid value for ${setting}: ${what}`,
  because: String(value).slice(0, 20),
  params: { setting, value },
});

testRefusals(world, 'SetConfigurationValue', [
  { message: 'Parameter setting is required', params: {} },
  { message: 'Invalid name for parameter setting', params: { setting: 'License', value: 'x' } },
  { message: 'Parameter value is required', params: { setting: 'TicketMask' } },
  { message: 'Parameter value is required', because: 'empty', params: { setting: 'CompanyName', value: '' } },
  { message: 'Parameter value is required', because: 'an object', params: { setting: 'CompanyName', value: { a: 1 } } },
  wrong('TicketMask', '%x', 'may use only the codes %n %A %a %y %m %d %i'),
  wrong('TicketMask', 'é', 'may hold only printable ASCII characters'),
  wrong('TicketMask', `%n${'x'.repeat(15)}`, 'makes numbers of more than 15 letters and digits'),
  wrong('TicketMask', `%n${' '.repeat(63)}`, 'makes numbers of more than 15 letters and digits'),
  wrong('TicketMask', 'abc', 'must have one of the codes %n %A %a %i, so that numbers differ'),
  wrong('ActivityLogDays', '-1', 'must be a whole number from 0 to 36500'),
  wrong('ActivityLogDays', '1.5', 'must be a whole number from 0 to 36500'),
  wrong('TicketAttachmentMaxFiles', '101', 'must be a whole number from 0 to 100'),
  wrong('DefaultCountry', 'Italy', 'must be a country code of two letters'),
  wrong('Email', 'nobody', 'must be an e-mail address'),
  wrong('Language', '!', 'must be the name of a language, such as english'),
  wrong('SystemURL', 'desk.example.com', 'must be an http:// or https:// URL'),
  wrong('SystemURL', `https://${'x'.repeat(10_000)}`, 'may have at most 10000 characters'),
  wrong('TicketAllowedFileTypes', 'p h p', 'must be a comma list of file extensions such as txt,pdf,png'),
  wrong('CompanyName', 'x'.repeat(251), 'may have at most 250 characters'),
  wrong('TicketDefaultPriority', 'Urgent', 'must be one of Low, Medium, High'),
  wrong('TicketDefaultDepartment', '999999', 'there is no such department'),
]);
