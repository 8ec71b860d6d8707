import { fillBody, fillSubject, mergeFields } from '../../src/mail/merge';

const fields = {
  name: 'Ann',
  hostile: '<b>{$name}</b> & {$secret}',
  lines: 'a\r\nBcc: x@example.com\n\u2028b',
  'order.total': '9.50',
  cash: '$1 $& $$',
};

test.each([
  ['Hello {$name}', 'Hello Ann'],
  ['{$name}{$name}', 'AnnAnn'],
  ['no such {$thing}, {$constructor}, {$__proto__}.', 'no such , , .'],
  ['{$order.total} {$order.none}', '9.50 '],
  ['{$name|escape:"html"|nl2br}', 'Ann'],
  ['{$name', '{$name'],
  ['{ $name} {$} {$1} {$a b} {name}', '{ $name} {$} {$1} {$a b} {name}'],
  ['{$NAME}', ''],
  ['{{$name}}', '{Ann}'],
  ['{$cash}', '$1 $& $$'],
])('%s becomes %s', (template, filled) => {
  expect(fillSubject(template, fields)).toBe(filled);
});

test('what is filled in is not looked through again', () => {
  expect(fillSubject('{$hostile}', fields)).toBe('<b>{$name}</b> & {$secret}');
  expect(fillBody('<p>{$hostile}</p>', fields)).toBe('<p>&lt;b&gt;{$name}&lt;/b&gt; &amp; {$secret}</p>');
});

test('two values that make a field together make none', () => {
  expect(fillSubject('{$a}{$b}', { a: '{$na', b: 'me}', name: 'Ann' })).toBe('{$name}');
});

test('a subject is one line', () => {
  expect(fillSubject('x\ty {$lines}', fields)).toBe('x y a Bcc: x@example.com b');
});

test('lines of a value stay lines in a body, whose own HTML stays as it is', () => {
  expect(fillBody('<i>{$lines}</i>\n', { lines: 'a\r\nb' })).toBe('<i>a<br />b</i>\n');
});

test('a long value in many places is refused before it is written out', () => {
  const long = 'x'.repeat(200_000);
  expect(() => fillBody('{$long}'.repeat(9000), { long })).toThrow('The message may have at most 1000000 characters');
  expect(() => fillSubject('{$long}', { long })).toThrow('The subject may have at most 1000 characters');
  expect(fillBody('{$long}', { long })).toHaveLength(200_000);
});

test('many braces cost no time to speak of', () => {
  expect(fillBody('{$a|'.repeat(16_000), { a: '1' })).toBe('{$a|'.repeat(16_000));
});

test('values within a name are reached with a dot', () => {
  expect({ ...mergeFields({ day: 'Monday', order: { total: '9.50' }, list: ['a', 'b'] }) }).toEqual({
    day: 'Monday',
    'order.total': '9.50',
    'list.0': 'a',
    'list.1': 'b',
  });
  expect({ ...mergeFields(undefined) }).toEqual({});
});
