import { LONGEST_TICKET_NUMBER } from '../../src/config/ticket-mask';
import { drawAccessCode, drawNumbers, idOfUnique, uniqueId } from '../../src/tickets/numbers';
import { useWorld, type World } from '../support/world';

const NOW = new Date('2026-12-31T23:30:00Z');
const draw = (mask: string, timeZone = 'UTC') => drawNumbers(mask, NOW, timeZone);

const GUEST = { deptid: 1, name: 'Gus', email: 'gus@example.com', subject: 'Subject', message: 'Message' };

const withMask = (ticketMask: string): World =>
  useWorld((config) => {
    config.desk = { ...config.desk, ticketMask };
  });

describe('a mask', () => {
  test.each([
    ['%n%n%n%n%n%n', /^[1-9]\d{5}$/],
    ['%A%a%n', /^[A-Z][a-z]\d$/],
    ['%A%A%A - %n%n%n', /^[A-Z]{3} - \d{3}$/],
    ['%y%m%d-%n%n%n', /^20261231-\d{3}$/],
    ['T-%i', /^T-%i$/],
    ['plain', /^plain$/],
  ])('%s', (mask, pattern) => {
    for (let round = 0; round < 50; round++) expect(draw(mask)[0]).toMatch(pattern);
  });

  test('has the day of the desk', () => {
    expect(draw('%y-%m-%d', 'Europe/Rome')[0]).toBe('2027-01-01');
    expect(draw('%y-%m-%d', 'America/New_York')[0]).toBe('2026-12-31');
  });

  test('draws every digit and letter that it may, and no zero in front', () => {
    const drawn = Array.from({ length: 2000 }, () => draw('%n%n%A%a')[0]!);
    const at = (index: number) => [...new Set(drawn.map((number) => number[index]))].sort().join('');
    expect(at(0)).toBe('123456789');
    expect(at(1)).toBe('0123456789');
    expect(at(2)).toBe('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
    expect(at(3)).toBe('abcdefghijklmnopqrstuvwxyz');
  });

  test.each([
    ['%n%n%n%n%n%n', [6, 6, 6, 7, 8, 10]],
    ['%n%n%n%n%n%n%n%n%n%n%n%n%n', [13, 13, 13, 14, 15]],
    ['%n%n%n%n%n%n%n%n%n%n%n%n%n%n%n', [15, 15, 15]],
  ])('%s is widened as far as numbers may be long', (mask, lengths) => {
    expect(draw(mask).map(({ length }) => length)).toEqual(lengths);
    expect(Math.max(...lengths)).toBeLessThanOrEqual(LONGEST_TICKET_NUMBER);
  });
});

test('an access code has eight letters and digits, every one of them as likely', () => {
  const codes = Array.from({ length: 2000 }, drawAccessCode);
  expect(codes.filter((code) => !/^[A-Za-z0-9]{8}$/.test(code))).toEqual([]);
  expect(new Set(codes).size).toBe(2000);
  expect(new Set(codes.join('')).size).toBe(62);
});

describe('a unique id', () => {
  test('is three letters and the digits of the id, always the same', () => {
    expect([1, 2, 3, 17_577, 2_147_483_647].map(uniqueId)).toEqual([
      'CHW-1',
      'OAL-2',
      'ZTA-3',
      'CHW-17577',
      'NWO-2147483647',
    ]);
  });

  test('uses every code of letters before it uses one again', () => {
    const codes = Array.from({ length: 17_576 }, (_, id) => uniqueId(id + 1).slice(0, 3));
    expect(new Set(codes).size).toBe(17_576);
  });

  test('leads back to the id, in any letter case', () => {
    for (const id of [1, 124, 2_147_483_647]) expect(idOfUnique(uniqueId(id).toLowerCase())).toBe(id);
  });

  test.each([
    `${uniqueId(124)}5`,
    uniqueId(124).replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')),
    uniqueId(2_147_483_648),
    uniqueId(0),
    ` ${uniqueId(124)}`,
    '124',
    '',
  ])('%p is none', (text) => {
    expect(idOfUnique(text)).toBeUndefined();
  });
});

describe('where the mask makes few numbers', () => {
  const world = withMask('%n');

  test('they are widened when its space fills, and stay unique', async () => {
    const opened = await Promise.all(Array.from({ length: 60 }, () => world.ticket()));
    const numbers = opened.map(({ tid }) => tid);
    expect(new Set(numbers).size).toBe(60);
    expect(numbers.filter((number) => !/^[1-9]\d{0,4}$/.test(number))).toEqual([]);
    expect(numbers.some(({ length }) => length > 1)).toBe(true);
  });
});

describe('where the mask has the id', () => {
  const world = withMask('T%i');

  test('it is that of the ticket', async () => {
    const opened = await Promise.all(Array.from({ length: 5 }, () => world.ticket()));
    for (const { id, tid } of opened) expect(tid).toBe(`T${id}`);
    expect(await world.done('GetTicket', { ticketnum: opened[0]!.tid })).toMatchObject({ id: opened[0]!.id });
  });
});

describe('where the mask makes one number and leaves no room', () => {
  const world = withMask('FIFTEENLETTERSX');

  test('the second ticket is refused, and nothing of it is kept', async () => {
    expect(await world.ticket()).toMatchObject({ tid: 'FIFTEENLETTERSX' });
    const counts = await world.counts();
    expect(await world.call('OpenTicket', GUEST)).toEqual({
      result: 'error',
      message: 'Unable to generate ticket number',
    });
    expect(await world.counts()).toEqual(counts);
  });

  test('of many at the same time exactly one is opened', async () => {
    await world.desk.database.transaction('write', (db) => db.query('delete from tickets'));
    const answers = await Promise.all(Array.from({ length: 20 }, () => world.call('OpenTicket', GUEST)));
    expect(answers.filter(({ result }) => result === 'success')).toHaveLength(1);
    const refusals = new Set(answers.filter(({ result }) => result === 'error').map(({ message }) => message));
    expect([...refusals]).toEqual(['Unable to generate ticket number']);
    expect(await world.rows('select number from tickets')).toEqual([{ number: 'FIFTEENLETTERSX' }]);
  });
});
