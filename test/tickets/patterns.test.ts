import { toLinear } from '../../src/tickets/patterns/linear';
import { compile } from '../../src/tickets/patterns/patterns';
import { cpuTimeOfMainThread } from '../support/cpu-time';
import { eventually } from '../support/eventually';
import { useWorld } from '../support/world';

const world = useWorld();

const PATTERNS = [
  ...[
    '^\\d{4}$',
    '/^[a-z]{2}-\\d+$/i',
    'ok',
    '^(\\w+\\s?)+$',
    '^(a+)+$',
    '^[\\w.+-]+@[\\w-]+\\.[\\w.]+$',
    '^.{3}$',
    '^.*$',
  ],
  ...[
    '/^.$/s',
    '^\\s+$',
    '^\\S+$',
    '^[\\s\\d]+$',
    '^[^\\s]+$',
    'a$',
    '^a|b$',
    '^(?:a|b)+?$',
    '^(?<year>\\d\\d)$',
    '\\bfoo\\b',
  ],
  ...[
    '^\\u00e9$',
    '^\\x41$',
    '^a{2,3}$',
    '^a{,3}$',
    '^{$',
    '^}]$',
    '^[[:alpha:]]+$',
    '^[]$',
    '^[^]$',
    '^[a-]$',
    '^[\\]\\\\]$',
  ],
  ...[
    '^\\.\\/\\-$',
    '^\\-$',
    '^\\a$',
    '^\\Qa\\E$',
    '^\\z$',
    '^\\pL$',
    '^[&&a]$',
    '^(a?){3}$',
    '^(|a)+$',
    '/^a$/m',
    '/k/i',
    '/^\\W$/i',
  ],
  ...[
    '^[\\b]$',
    '^\\cA$',
    '^\\0$',
    '^[\\v]$',
    '^\\v$',
    '^$',
    '^(?!x)',
    '(a)\\1',
    '(?<=a)b',
    '^[^a]$',
    '[A-Za-z0-9]{5,10}',
    '/[^a-z]/i',
  ],
];
const TEXTS = [
  ...[
    '',
    'a',
    'aa',
    'aaa',
    'aaaa',
    'b',
    'ab',
    'A',
    'k',
    'K',
    '\u212a',
    '\u017f',
    '2024',
    'ab-12',
    'AB-1',
    'all ok here',
    'foo',
    'a foo b',
  ],
  ...[
    'jo.doe+x@mail.example.com',
    'x y z',
    ' ',
    '\u00a0',
    '\ufeff',
    '\t',
    '\n',
    'a\n',
    'a\nb',
    '\r',
    '\u2028',
    '\u000b',
    '\u0085',
  ],
  ...[
    '\u00e9',
    '\u{1f9a6}',
    'a\u{1f9a6}',
    '{',
    '}]',
    'a{,3}',
    ':',
    'alpha',
    ':]',
    ']',
    '-',
    '\\',
    './-',
    'QaE',
    'Q',
    'z',
    'pL',
    'pLL',
    '&',
    '&&',
  ],
  ...['\b', '\u0001', '\0', 'aab', 'abc12', '99', '_', '.', 'aaaaaaaaaaaaaaaaaaaaaaaa!', '\x07'],
];

/** The engine in the server must never judge otherwise than JavaScript does, because patterns are written for that. */
test.each(PATTERNS)('%s means the same in linear time', (source) => {
  const pattern = compile(source);
  const linear = toLinear(pattern);
  const alike = TEXTS.filter((text) => !(pattern.ignoreCase ? /[^\0-\x7f]/ : /[\ud800-\udfff]/).test(text));
  if (linear === undefined) return;
  expect(alike.filter((text) => linear.test(text))).toEqual(alike.filter((text) => pattern.test(text)));
});

test('most patterns run in linear time', () => {
  const linear = PATTERNS.filter((source) => toLinear(compile(source)) !== undefined);
  expect(linear).toEqual(
    expect.arrayContaining(['^(\\w+\\s?)+$', '^\\d{4}$', '/^[a-z]{2}-\\d+$/i', '^[\\s\\d]+$', 'a$']),
  );
  expect(linear.length).toBeGreaterThan(PATTERNS.length / 2);
});

const GUEST = { deptid: 1, name: 'Gus', email: 'gus@example.com', subject: 'Subject', message: 'Message' };

async function fieldWith(pattern: string) {
  const deptid = await world.department();
  const field = await world.customField({ name: 'Trap', type: 'text', pattern, departmentId: deptid });
  return (value: string) => world.call('OpenTicket', { ...GUEST, deptid, customfields: { [field]: value } });
}

/** Texts that a backtracking engine would need years for. */
const TRAP = `${'a'.repeat(60)}!`;

test.each([
  ['in linear time', '^(\\w+\\s?)+$', TRAP, 'aaa bbb'],
  ['in linear time, the same letter', '^(a+)+$', TRAP, 'aaa'],
  ['with lookahead, in a thread', '^(?!x)(\\w+\\s?)+$', TRAP, 'aaa bbb'],
  ['with a backreference, in a thread', '^(a+)+\\1$', TRAP, 'aaaa'],
  ['with a text of any length, in a thread', '^(\\w+\\s?)+$', `${'a'.repeat(60_000)}!`, 'a'.repeat(60_000)],
  ['beyond ASCII, in a thread', '^(\\S+\\s?)+\\d$', `🦦${'a'.repeat(60)}!`, '🦦a1'],
])('an ambiguous pattern blocks nobody: %s', async (_how, pattern, bad, good) => {
  const open = await fieldWith(pattern);
  expect(await open(good)).toMatchObject({ result: 'success' });
  const refuse = async () => {
    for (let call = 0; call < 5; call += 1) {
      expect(await open(bad)).toEqual({
        result: 'error',
        message: 'Custom field "Trap" does not have the required format',
      });
    }
  };
  // It was 200 ms for each call when the server itself tried. On a quiet machine, it is 10 ms for all of them.
  expect(await cpuTimeOfMainThread(refuse)).toBeLessThan(600);
  expect(await open(good)).toMatchObject({ result: 'success' });
});

test('the log names a pattern that took too long, once', async () => {
  const pattern = '^(?=a)(a+)+$';
  const open = await fieldWith(pattern);
  for (let call = 0; call < 3; call += 1) await open(TRAP);
  const lines = await eventually(() => {
    const found = world.log.filter((line) => line.pattern === pattern);
    return found.length > 0 && found;
  });
  expect(lines).toEqual([expect.objectContaining({ level: 40, msg: expect.stringContaining('took too long') })]);
});

test('no text has the format of a stored pattern that cannot be read', async () => {
  const open = await fieldWith('^a$');
  await world.change(`update custom_fields set pattern = '(' where pattern = '^a$'`);
  expect(await open('a')).toEqual({
    result: 'error',
    message: 'Custom field "Trap" does not have the required format',
  });
});
