import { showMessage } from '../../src/inbound/shown-message';
import type { ConversationMessage } from '../../src/store/tickets/conversation';
import { RenderBudget } from '../../src/tickets/render';
import { HOSTILE_TEXTS } from '../support/hostile-texts';

const TAG =
  /^<\/?(p|br|div|span|b|strong|i|em|u|s|del|ins|su[bp]|small|mark|tt|h[3-6]|blockquote|pre|code|hr|[uod]l|li|d[td]|a|table|thead|tbody|tfoot|t[rhd]|caption|center|img|figure|figcaption|details|summary)((?: [a-z]+="[^"<>]*")*) ?\/?>$/;
const ATTRIBUTE = /^(title|rel|target|start|(col|row)span|alt|width|height|loading|referrerpolicy)$/;

/** What of some markup may stand in no page; empty if it is safe. */
function dangersIn(html: string): string[] {
  const tags = html.match(/<[^>]*>?/g) ?? [];
  return tags.flatMap((tag) => {
    const [, , attributes] = TAG.exec(tag) ?? [];
    if (attributes === undefined) return [tag];
    return Array.from(attributes.matchAll(/ ([a-z]+)="([^"]*)"/g)).flatMap(([attribute, name = '', value = '']) => {
      const isFine =
        ATTRIBUTE.test(name) ||
        (name === 'href' && /^(https?|mailto):/i.test(value)) ||
        (name === 'src' && /^#file-\d+$/.test(value));
      return isFine ? [] : [attribute];
    });
  });
}

const message: Omit<ConversationMessage, 'body' | 'format' | 'mail'> = {
  ...{
    id: 1,
    isFirst: true,
    authorKind: 'guest',
    staffId: null,
    clientId: null,
    updatedAt: null,
    name: 'Ann',
    email: 'ann@example.org',
    createdAt: new Date(0),
    leftOut: [],
  },
  files: [{ id: 5, name: 'a.png', size: 1, position: 0, isRemoved: false, url: null, contentId: 'x' }],
};

/** The ways in which a text can be a message. The browser's own test is test/live/hostile-pages.live.ts. */
const FORMS: Record<string, (text: string) => Pick<ConversationMessage, 'body' | 'format' | 'mail'>> = {
  plain: (body) => ({ body, format: 'plain', mail: null }),
  Markdown: (body) => ({ body, format: 'markdown', mail: null }),
  HTML: (body) => ({ body, format: 'html', mail: null }),
  'the HTML of a mail': (text) => ({
    ...{ body: 'x', format: 'plain' },
    mail: { text: 'x\n> y', html: `x${text}<p>${text}</p>`, htmlVisible: text.length + 1 },
  }),
  'the text of a mail': (text) => ({
    body: text,
    format: 'plain',
    mail: { text: text + text, html: null, htmlVisible: null },
  }),
};

test.each(Object.entries(FORMS))('nothing hostile is left of %s', (_form, of) => {
  for (const text of HOSTILE_TEXTS) {
    const { html, quoted } = showMessage({ ...message, ...of(text) }, new RenderBudget(), false);
    expect([text, dangersIn(html), dangersIn(quoted)]).toEqual([text, [], []]);
  }
});

test('finds dangers', () => {
  for (const danger of [
    '<script>',
    '<p onclick="x">',
    '<a href="javascript:x">',
    '<img src="//x">',
    '<p class="card">',
    '<p',
  ])
    expect(dangersIn(danger)).toHaveLength(1);
});

test.each([
  ['<div style="font-size:0">hidden <b>too</b></div>', ''],
  ['<table><tr><td style="font-size:0px"><p style="font-size:13px">seen</p></td></tr></table>', 'seen'],
  ['<p style="font-size:0"><img src="cid:x" alt=""></p>', '<img'],
  ['<p style="mso-hide:all">seen</p>', 'seen'],
  ['<p style="display:none">hidden</p>', ''],
])('what a reader of the mail saw of %s', (html, seen) => {
  const mail = { text: 'Hello', html: `<p>Hello</p>${html}`, htmlVisible: null };
  const shown = showMessage({ ...message, body: 'Hello', format: 'plain', mail }, new RenderBudget(), false);
  expect(shown.html).toContain(seen);
  expect(shown.html).not.toContain('hidden');
});
