import type { HttpAnswer } from './world';

/** A text that becomes markup unless it is escaped. */
export const HOSTILE = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&gt; \u202e javascript:`;

/** Everything by which a browser can tell two answers apart, besides the number of the request. */
export const visible = ({ status, headers, text }: HttpAnswer) => {
  const distinguishing = [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name)).sort();
  const requestId = headers.get('x-request-id');
  return { status, headers: distinguishing, text: requestId === null ? text : text.replaceAll(requestId, 'ID') };
};

/** The text of a page without its tags and the marks that isolate names. */
export const shown = (text: string): string =>
  text
    .replace(/<style[^>]*>.*?<\/style>/gs, '')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/[\u2068\u2069]/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** The one script of a page. */
const OUR_SCRIPT = /<script src="(?:\.\.\/)*pages-[\w-]{12}\.js" defer( data-[a-z-]+="[^"<>]*")*><\/script>/;

/** Expects a page without injected markup: every angle bracket belongs to a tag of ours, and only our script runs. */
export function expectOnlyOurs(page: string): void {
  const text = page.replace(OUR_SCRIPT, '');
  const tags = [...text.matchAll(/<\/?([a-z0-9-]+)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*>/gi)];
  expect(text.match(/</g)).toHaveLength(tags.length + 1);
  expect(tags.map(([, name]) => name)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/script|img|iframe|svg|base/)]),
  );
  for (const [, , attributes = ''] of tags) {
    expect(attributes).not.toMatch(/(href|src|action)="[^"]*javascript:/i);
    expect(attributes.replace(/"[^"]*"/g, '')).not.toMatch(/\bon\w+=|style=/i);
  }
}
