import { RenderBudget, renderHtml, renderText } from '../../src/tickets/render';
import { cpuTimeOf } from '../support/cpu-time';

describe('HTML that is safe to put into a page', () => {
  test.each([
    ['a script', '<script>alert(1)</script>x', 'x'],
    ['a handler', '<p onclick="alert(1)">x</p>', '<p>x</p>'],
    ['a handler on an image', '<img src=x onerror=alert(1)>x', 'x'],
    ['a remote image', '<img src="https://tracker.example/p.gif">x', 'x'],
    ['a style', '<p style="position:fixed">x</p><style>*{}</style>', '<p>x</p>'],
    ['a frame', '<iframe src="https://evil.example"></iframe>x', 'x'],
    ['a form', '<form action="https://evil.example"><input name=a></form>x', 'x'],
    ['vector graphics', '<svg onload=alert(1)><circle/></svg>x', 'x'],
    ['a tag in a tag', '<scr<script>ipt>alert(1)</script>x', ''],
    ['an unfinished tag', 'x<a href="https://a.example', 'x'],
    ['a comment', 'x<!-- <script>alert(1)</script> -->', 'x'],
    ['a base', '<base href="https://evil.example">x', 'x'],
    ['a redirect', '<meta http-equiv=refresh content="0;url=https://evil.example">x', 'x'],
  ])('%s', (_name, body, html) => {
    const shown = renderHtml(body, 'html');
    expect(shown).not.toMatch(/<script|on\w+=|style|<img|<iframe|<form|<svg|<base|<meta/i);
    if (html !== '') expect(shown).toBe(html);
  });

  test.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,x',
    'vbscript:x',
    '//evil.example',
    '\u0001javascript:alert(1)',
    '\u001fjavascript:alert(1)',
    'java\u0001script:alert(1)',
    '\u200bjavascript:alert(1)',
    '\ufeffjavascript:alert(1)',
    'java\nscript:alert(1)',
    'javascript\u0000:alert(1)',
    '&#106;avascript:alert(1)',
    'javascript&colon;alert(1)',
    '\u0001//evil.example',
  ])('no link to %s', (href) => {
    expect(renderHtml(`<a href="${href}">x</a>`, 'html')).not.toMatch(/href/);
    expect(renderHtml(`[x](${href})`, 'markdown')).not.toMatch(/href="(?!https?:)(?!mailto:)/i);
  });

  test('links open elsewhere and tell nothing of where they come from', () => {
    expect(renderHtml('<a href="https://a.example/?a=1&b=2" target="_top">x</a>', 'html')).toBe(
      '<a href="https://a.example/?a=1&amp;b=2" target="_blank" rel="noopener noreferrer nofollow">x</a>',
    );
  });

  test.each<[string, 'plain' | 'markdown' | 'html', string, string]>([
    [
      'plain text is escaped, with its lines',
      'plain',
      'a < b & "c"\r\nd\'s',
      'a &lt; b &amp; &quot;c&quot;<br />d&#39;s',
    ],
    [
      'Markdown is rendered',
      'markdown',
      '**a**\nb\n\n- c',
      '<p><strong>a</strong><br />\nb</p>\n<ul>\n<li>c</li>\n</ul>',
    ],
    [
      'HTML in Markdown is text',
      'markdown',
      '<b>a</b><script>x</script>',
      '<p>&lt;b&gt;a&lt;/b&gt;&lt;script&gt;x&lt;/script&gt;</p>',
    ],
    [
      'HTML keeps its emphasis, lists and tables',
      'html',
      '<h2>a</h2><ul><li>b</ul><table><tr><td>c</table>',
      '<h2>a</h2><ul><li>b</li></ul><table><tr><td>c</td></tr></table>',
    ],
  ])('%s', (_name, format, body, html) => {
    expect(renderHtml(body, format)).toBe(html);
  });
});

describe('classes', () => {
  const long = 'x'.repeat(64);

  test.each([
    ['a name', '<p class="note">x</p>', '<p class="note">x</p>'],
    ['several', '<div class="col-md-6 is_open B2">x</div>', '<div class="col-md-6 is_open B2">x</div>'],
    ['any blanks between them', '<b class=" a\tb\n c ">x</b>', '<b class="a b c">x</b>'],
    ['no quotes', '<i class=a>x</i>', '<i class="a">x</i>'],
    ['an attribute in capitals', '<p CLASS="Note">x</p>', '<p class="Note">x</p>'],
    ['a name twice', '<p class="a a b">x</p>', '<p class="a b">x</p>'],
    ['the longest name', `<p class="${long}">x</p>`, `<p class="${long}">x</p>`],
    [
      'a link',
      '<a class="btn" href="https://a.example">x</a>',
      /^<a href="https:\/\/a\.example" .*class="btn">x<\/a>$/,
    ],
    ['a cell', '<table><tr><td class="n" colspan="2">x</td></tr></table>', /<td colspan="2" class="n">x<\/td>/],
    ['only blanks', '<p class="  ">x</p>', '<p>x</p>'],
    ['no value', '<p class>x</p>', '<p>x</p>'],
    ['a longer name', `<p class="${long}x a">x</p>`, '<p class="a">x</p>'],
    [
      'more than twenty',
      `<p class="${Array.from({ length: 25 }, (_, at) => `c${at}`).join(' ')}">x</p>`,
      /c19">x<\/p>$/,
    ],
    ['a quote', '<p class="a&quot; onclick=&quot;alert(1) ok">x</p>', '<p class="ok">x</p>'],
    ['a tag', '<p class="<script> a>b ok">x</p>', '<p class="ok">x</p>'],
    ['a style', '<p class="color:red;position:fixed ok">x</p>', '<p class="ok">x</p>'],
    ['an address', '<p class="javascript:alert(1) url(https://evil.example) ok">x</p>', '<p class="ok">x</p>'],
    ['a template', '<p class="{{constructor}} $[x] [ngIf] ok">x</p>', '<p class="ok">x</p>'],
    ['letters that look alike', '<p class="n\u043ete a\u00a0b a\u200bb ok">x</p>', '<p class="ok">x</p>'],
    ['a control character', '<p class="a\u0001b ok">x</p>', '<p class="ok">x</p>'],
    ['a forbidden element', '<script class="a">x</script><img class="b">y', 'y'],
    ['two attributes', '<p class="a" class="b" id="c" style="x">x</p>', '<p class="a">x</p>'],
  ])('%s', (_name, body, html) => {
    const shown = renderHtml(body, 'html');
    if (typeof html === 'string') expect(shown).toBe(html);
    else expect(shown).toMatch(html);
  });

  test('of code in Markdown', () => {
    expect(renderHtml('```js\na\n```', 'markdown')).toBe('<pre><code class="language-js">a\n</code></pre>');
    expect(renderHtml('```a"b<c\na\n```', 'markdown')).toBe('<pre><code>a\n</code></pre>');
  });

  test('of a very long list are cheap', () => {
    const body = `<p class="${'a b! '.repeat(35_000)}">x</p>`;
    expect(cpuTimeOf(() => renderHtml(body, 'html'))).toBeLessThan(1000);
  });
});

test.each([
  ['<p>Hello</p><p>World &amp; <b>all</b></p>', 'Hello\nWorld & all'],
  ['a<br>b<br/>c', 'a\nb\nc'],
  ['<ul><li>a</li><li>b</li></ul>', '- a\n- b'],
  ['<script>alert(1)</script><style>p{}</style>x', 'x'],
  ['a &lt;b&gt; &quot;c&quot;', 'a <b> "c"'],
  ['no tags at all', 'no tags at all'],
])('HTML as plain text: %s', (html, text) => {
  expect(renderText(html, 'html')).toBe(text);
});

test.each(['plain', 'markdown'] as const)('%s is its own plain text', (format) => {
  expect(renderText('**a** <b>c</b> &amp;', format)).toBe('**a** <b>c</b> &amp;');
});

test('a hundred messages that are each as costly as allowed are rendered within the budget of one answer', () => {
  const budget = new RenderBudget();
  const table = `|a|b|\n|-|-|\n${'|a|b|\n'.repeat(3000)}`;
  expect(
    cpuTimeOf(() => {
      for (let count = 0; count < 100; count++) renderHtml(table, 'markdown', budget);
    }),
    // A quiet machine takes 350 ms, and 8 s without a budget.
  ).toBeLessThan(4000);
  expect(renderHtml('**a**', 'markdown', budget)).toBe('<p><strong>a</strong></p>');
});

describe('texts that are made to take long', () => {
  test.each<[string, string]>([
    ['open tags', '<div>'.repeat(100_000)],
    ['open links', '<a href="https://a.example">'.repeat(20_000)],
    ['closing tags', '</p>'.repeat(100_000)],
    ['brackets', '['.repeat(100_000)],
    ['quotes', '> '.repeat(50_000)],
    ['emphasis', '*a_'.repeat(60_000)],
    ['entities', '&lt;'.repeat(100_000)],
    ['spaces', ' '.repeat(300_000)],
    ['empty lines', '<br> \n'.repeat(30_000)],
    ['attributes', `<p ${'a=1 '.repeat(100_000)}>`],
    ['backticks', Array.from({ length: 600 }, (_, length) => '`'.repeat(length)).join(' ')],
  ])('%s', (_name, text) => {
    for (const format of ['html', 'markdown'] as const) {
      expect(cpuTimeOf(() => renderHtml(text, format))).toBeLessThan(2000);
      expect(cpuTimeOf(() => renderText(text, format))).toBeLessThan(2000);
    }
  });
});
