import type { HttpAnswer } from './world';

/** A text that would be markup, if it were not written as what it is. */
export const HOSTILE = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&lt;b&gt; \u202e javascript:`;

/** All that a browser can tell two answers apart by. */
export const visible = ({ status, headers, text }: HttpAnswer) => {
  const told = [...headers].filter(([name]) => !['date', 'x-request-id'].includes(name)).sort();
  return { status, headers: told, text };
};

/** What a page shows as text: of each tag nothing is left. */
export const shown = (text: string): string =>
  text
    .replace(/<style>.*?<\/style>/gs, '')
    .replace(/<[^<>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');

/** That a page has no markup of anybody else's in it: every angle bracket belongs to a tag of ours, and none does anything. */
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
