import { splitAddresses, tidyAddress } from '../../src/text/email';
import { oneLine } from '../../src/text/lines';

test.each([
  ['a plus that became a space', 'ann printer@example.com', 'ann+printer@example.com'],
  ['two of them', 'ann a b@example.com', 'ann+a+b@example.com'],
  ['spaces around', ' ann@example.com ', 'ann@example.com'],
  ['a space behind the sign', 'ann@exam ple.com', 'ann@exam ple.com'],
  ['two addresses', 'ann@example.com bob@example.com', 'ann@example.com bob@example.com'],
  ['no address', 'Ann Lee', 'Ann Lee'],
  ['invisible characters', '\u202aann@exam\u00adple.com\u200b\u202c ', 'ann@example.com'],
  ['joiners that are no part of a word', '\u200bann\u200c@example.com\u200d', 'ann@example.com'],
  ['a joiner in a Persian domain', 'ann@نامه\u200cای.com', 'ann@نامه\u200cای.com'],
  ['invisible characters in other text', 'می\u200cخواهم', 'می\u200cخواهم'],
  ['a space in quotes', '"ann b"@example.com', '"ann b"@example.com'],
])('%s', (_name, sent, email) => {
  expect(tidyAddress(sent)).toBe(email);
});

test.each<[string, string, string[]]>([
  ['commas', 'a@x.example, b@x.example', ['a@x.example', 'b@x.example']],
  ['semicolons and lines', 'a@x.example;\r\nb@x.example;', ['a@x.example', 'b@x.example']],
  ['names', 'Ann Lee <a@x.example>, "Bob" <b@x.example>', ['a@x.example', 'b@x.example']],
  ['a lost plus', 'a b@x.example,c@x.example', ['a+b@x.example', 'c@x.example']],
  ['nothing', ' , ', []],
])('a list with %s', (_name, sent, emails) => {
  expect(splitAddresses(sent)).toEqual(emails);
});

test.each([
  ['a\r\nb', 'a b'],
  ['a\n\nb', 'a b'],
  ['a\u2028b', 'a\u2028b'],
  ['a\r\nBcc: x@example.com\r\n', 'a Bcc: x@example.com'],
  ['  kept  ', '  kept  '],
  [' a\n b ', ' a  b '],
  ['a\tb', 'a\tb'],
])('%j is one line', (sent, line) => {
  expect(oneLine(sent)).toBe(line);
});
