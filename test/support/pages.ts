import type { HttpAnswer } from './world';

/** A text that becomes markup unless it is escaped. */
export const HOSTILE = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&gt; \u202e javascript:`;

/** Everything by which a browser can tell two answers apart. */
export const visible = ({ status, headers, text }: HttpAnswer) => {
  const distinguishing = [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name)).sort();
  return { status, headers: distinguishing, text };
};

/** The text of a page without its tags. */
export const shown = (text: string): string =>
  text
    .replace(/<style>.*?<\/style>/gs, '')
    .replace(/<[^<>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** Expects a page without injected markup: every angle bracket belongs to a tag of ours, and no tag runs a script. */
export function expectOnlyOurs(text: string): void {
  const tags = [...text.matchAll(/<\/?([a-z0-9]+)((?:\s+[a-z-]+(?:="[^"<>]*")?)*)\s*>/gi)];
  expect(text.match(/</g)).toHaveLength(tags.length + 1);
  expect(tags.map(([, name]) => name)).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/script|img|iframe|svg|base/)]),
  );
  for (const [, , attributes = ''] of tags) {
    expect(attributes).not.toMatch(/(href|src|action)="[^"]*javascript:/i);
    expect(attributes.replace(/"[^"]*"/g, '')).not.toMatch(/\bon\w+=|style=/i);
  }
}
