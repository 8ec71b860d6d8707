import { compareAnswers } from '../../src/comparing/diff';
import { readAnswer, UnreadableAnswer } from '../../src/comparing/read-answer';
import { toJson } from '../../src/wire/json';
import { toNvp } from '../../src/wire/nvp';
import { toXml } from '../../src/wire/xml';

const ticket = (more: Record<string, unknown> = {}) => ({
  id: 1,
  tid: '100001',
  subject: 'Printer on fire',
  status: 'Open',
  lastreply: '2027-01-31 09:00:00',
  ...more,
});

const list = (...tickets: unknown[]) => ({
  result: 'success',
  totalresults: tickets.length,
  tickets: { ticket: tickets },
});

/** What differs, in short. */
const found = (here: unknown, there: unknown) =>
  compareAnswers(here, there).differences.map(({ field, kind }) => `${field} ${kind}`);

test('equal answers have no differences, whatever the order of their members', () => {
  const { fields, differences, isSameThing } = compareAnswers(list(ticket()), {
    tickets: { ticket: [Object.fromEntries(Object.entries(ticket()).reverse())] },
    ...{ totalresults: 1, result: 'success' },
  });
  expect({ fields, differences, isSameThing }).toEqual({ fields: 7, differences: [], isSameThing: true });
});

test.each<[string, unknown, unknown, string[]]>([
  ['a member that we lack', list(ticket()), list(ticket({ cc: '' })), ['tickets.ticket[].cc missinghere']],
  ['a member that they lack', list(ticket({ cc: '' })), list(ticket()), ['tickets.ticket[].cc missingthere']],
  ['a number as text', list(ticket()), list(ticket({ id: '1' })), ['tickets.ticket[].id type']],
  ['another value', list(ticket()), list(ticket({ status: 'Closed' })), ['tickets.ticket[].status value']],
  [
    'a missing row, which makes no other one different',
    { tickets: { ticket: [ticket(), ticket({ tid: '100003' })] } },
    { tickets: { ticket: [ticket(), ticket({ tid: '100002' }), ticket({ tid: '100003' })] } },
    ['tickets.ticket[] missinghere'],
  ],
  [
    'the same rows in another order',
    list(ticket(), ticket({ tid: '100002' })),
    list(ticket({ tid: '100002' }), ticket()),
    ['tickets.ticket[] order'],
  ],
  [
    'rows with other ids, matched by their place',
    {
      notes: {
        note: [
          { noteid: 1, admin: 'ann' },
          { noteid: 2, admin: 'bob' },
        ],
      },
    },
    {
      notes: {
        note: [
          { noteid: 11, admin: 'ann' },
          { noteid: 12, admin: 'eve' },
        ],
      },
    },
    ['notes.note[].noteid value', 'notes.note[].noteid value', 'notes.note[].admin value'],
  ],
  [
    'lists that nothing names, of other lengths',
    { list: [{ a: 1 }, { a: 1 }, { a: 1 }] },
    { list: [{ a: 1 }, { a: 1 }] },
    ['list[] length'],
  ],
  ['words in another order', { tags: ['a', 'b'] }, { tags: ['b', 'a'] }, ['tags[] order']],
  ['a word that they lack', { tags: ['a', 'b'] }, { tags: ['b'] }, ['tags[] missingthere']],
  ['an empty list that is text', { tickets: { ticket: [] } }, { tickets: '' }, ['tickets type']],
  [
    'an empty list against rows',
    { tickets: '' },
    { tickets: { ticket: [ticket()] } },
    ['tickets.ticket[] missinghere'],
  ],
  ['a list in place of a text', { a: [1] }, { a: 'x' }, ['a type']],
  ['an object in place of nothing', { a: { b: 1, c: 2 } }, { a: null }, ['a missingthere']],
  [
    'a refusal by one desk, which is one difference',
    { result: 'error', message: 'Ticket ID Not Found' },
    { result: 'success', ...ticket() },
    ['result value'],
  ],
  ['a word in other letter case', { result: 'success', a: 1 }, { result: 'Success', a: 1 }, ['result lettercase']],
  [
    'two refusals',
    { result: 'error', message: 'Ticket ID Not Found' },
    { result: 'error', message: 'Ticket ID not found' },
    ['message lettercase'],
  ],
  ['numbered members', { a: { '7': 'x', '8': 'y' } }, { a: { '7': 'x', '8': 'z' } }, ['a[] value']],
])('finds %s', (_name, here, there, expected) => {
  expect(found(here, there)).toEqual(expected);
});

test('tells two tickets with one id apart', () => {
  const { isSameThing, differences } = compareAnswers(
    { result: 'success', ...ticket() },
    { result: 'success', ...ticket({ tid: '999999' }) },
  );
  expect({ isSameThing, differences }).toEqual({ isSameThing: false, differences: [] });
});

describe('examples', () => {
  const example = (field: string, here: unknown, there: unknown) => {
    const [first] = compareAnswers({ [field]: here }, { [field]: there }).differences;
    return [first?.here, first?.there];
  };

  test('show short values', () => {
    expect(example('status', 'Open', 'Closed')).toEqual(['"Open"', '"Closed"']);
    expect(example('id', 1, '1')).toEqual(['1', '"1"']);
  });

  test('shorten longer ones', () => {
    const [here = ''] = example('subject', 'x'.repeat(150), 'y');
    expect(here).toMatch(/^"x{78}…$/);
  });

  test.each(['message', 'note', 'password', 'c', 'securityqans', 'apisecret', 'data', 'customfields7'])(
    'never show the value of %s',
    (field) => {
      const shown = example(field, 'the secret word', 'the other word');
      expect(shown).toEqual([
        '15 characters, differs from character 5 on',
        '14 characters, differs from character 5 on',
      ]);
    },
  );

  test('never show a long text, whatever its field', () => {
    expect(example('remark', `${'x'.repeat(300)}a`, `${'x'.repeat(300)}b`)[0]).toBe(
      '301 characters, differs from character 301 on',
    );
  });

  test('show nothing of what a missing object has in it', () => {
    expect(example('reply', { message: 'word', password: 'word' }, undefined)).toEqual([
      'an object with message, password',
      '',
    ]);
    const [missing] = compareAnswers(
      {
        replies: {
          reply: [
            { replyid: 1, message: 'word' },
            { replyid: 2, message: 'word' },
          ],
        },
      },
      { replies: { reply: [{ replyid: 1, message: 'word' }] } },
    ).differences;
    expect(missing).toEqual({ field: 'replies.reply[]', kind: 'missingthere', here: '"2"', there: '' });
  });
});

describe('reading', () => {
  const answer = {
    result: 'success',
    totalresults: 1,
    name: 'Tom & Ann; "x"=1',
    tickets: { ticket: [ticket({ replies: { reply: [{ replyid: 1, message: 'one\ntwo; three=4' }] } })] },
    notes: { note: [] },
  };
  const texts = (value: unknown): unknown =>
    JSON.parse(JSON.stringify(value), (_name, part) => (typeof part === 'number' ? String(part) : part));

  test('JSON', () => {
    expect(readAnswer(toJson(answer))).toEqual({ format: 'json', answer });
  });

  test('XML, where a list of one is a list', () => {
    const read = readAnswer(toXml('GetTickets', answer));
    expect(read.format).toBe('xml');
    expect(found(read.answer, texts({ ...answer, notes: '' }))).toEqual([]);
  });

  test('NVP', () => {
    const read = readAnswer(toNvp(answer));
    expect(read.format).toBe('nvp');
    // An empty list has no pairs.
    const { notes: _notes, ...rest } = answer;
    expect(found(read.answer, texts(rest))).toEqual([]);
  });

  test('NVP as WHMCS writes it, whose entities end like pairs', () => {
    const { answer: read } = readAnswer('result=success;firstname=O&#039;Neil &amp; Sons;email=a@example.com');
    expect(read).toEqual({ result: 'success', firstname: 'O&#039;Neil &amp; Sons', email: 'a@example.com' });
  });

  test.each([
    ['', 'the answer is empty'],
    ['<!DOCTYPE html><html></html>', 'the answer is an HTML page'],
    ['{"result":', 'the answer is no valid JSON'],
    ['Fatal error: Allowed memory size exhausted', 'the answer is neither JSON nor XML nor NVP'],
    ['<?xml version="1.0"?><other/>', 'the answer is XML of another kind'],
    [`<?xml version="1.0"?>${'<a>'.repeat(1000)}`, 'the answer is nested too deeply'],
  ])('refuses %j', (body, message) => {
    expect(() => readAnswer(body)).toThrow(new UnreadableAnswer(message));
  });
});

test('hostile answers cost little', () => {
  const nested = JSON.parse(`${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`) as unknown;
  expect(compareAnswers({ result: 'x', b: nested }, { result: 'x', b: nested }).differences).toEqual([]);
  const polluted = readAnswer('{"__proto__":{"polluted":1},"constructor":1}').answer;
  expect(compareAnswers({}, polluted).differences.map(({ field }) => field)).toEqual(['__proto__', 'constructor']);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
});
