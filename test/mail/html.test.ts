import { mailHtml, plainOf } from '../../src/mail/html';
import { cpuTimeOf } from '../support/cpu-time';

test.each([
  ['<p>Hello &lt;Ann&gt;,</p>\n<p>{$x}</p>', '<p>Hello &lt;Ann&gt;,</p>\n<p>{$x}</p>'],
  ['<p><p><strong>1</strong></p>\n<p>2</p></p>', '<p><strong>1</strong></p>\n<p>2</p>'],
  ['<p><ul><li>a</li></ul></p>', '<ul><li>a</li></ul>'],
  ['a<script>alert(1)</script><img src="http://x.example/y.gif"><style>p{}</style>b', 'ab'],
  ['<p onclick="x()" style="color:red;background:url(http://x.example)">A</p>', '<p style="color:red">A</p>'],
  ['<a href="javascript:alert(1)">j</a><a href="{$invite_url}">k</a>', '<a>j</a><a href="{$invite_url}">k</a>'],
  [
    '<table background="http://x.example"><tr><td bgcolor="red">c</td></tr></table>',
    '<table><tr><td bgcolor="red">c</td></tr></table>',
  ],
  ['<iframe src="http://x.example"></iframe><form action="http://x.example"><input></form><svg><script/></svg>', ''],
  ['<b>open', '<b>open'],
])('%s becomes %s', (html, safe) => {
  expect(mailHtml(html)).toBe(safe);
});

test.each([
  [
    '<a href="https://x.example/?a=1&amp;b">Choose a <b>password</b></a>',
    'Choose a password (https://x.example/?a=1&b)',
  ],
  ["<a href='https://x.example/'>https://x.example/</a>", 'https://x.example/'],
  ['<a href="mailto:ann@example.com">ann@example.com</a>', 'ann@example.com'],
  ['<a href="javascript:alert(1)">here</a>', 'here'],
  ['<p>Hello</p>-- <br>Ruta', 'Hello\n\n-- \nRuta'],
  ['<p>Hello</p>\n<p>World</p>', 'Hello\n\nWorld'],
  ['<h2>Hello</h2><p>World</p><ul><li>a</li><li>b</li></ul>end', 'Hello\n\nWorld\n\n- a\n- b\n\nend'],
])('%s says %s', (html, text) => {
  expect(plainOf(html)).toBe(text);
});

test('no HTML takes long', () => {
  const readAll = () => {
    for (const piece of ['<b>', '<p style="', '<a href="', '<a href="x">', '<p>', '</p>']) {
      plainOf(piece.repeat(60_000 / piece.length));
    }
  };
  // A quiet machine takes 0.1 s.
  expect(cpuTimeOf(readAll)).toBeLessThan(10_000);
});
