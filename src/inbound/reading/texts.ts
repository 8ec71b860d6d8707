import { renderMailHtml } from './html-text';

/** Something that somebody wrote, as plain text, as HTML, or as both. */
export interface Writing {
  plain: string | null;
  html: string | null;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const asHtml = (plain: string): string =>
  `<div>${plain.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? '').replaceAll('\n', '<br>')}</div>`;

const asPlain = ({ plain, html }: Writing): string => plain ?? renderMailHtml(html ?? '').text;

/** Puts texts that follow each other into one. The HTML has all of them if one of them is HTML. */
export function joinWritings(writings: Writing[]): Writing {
  const html = writings.some((writing) => writing.html !== null)
    ? writings.map((writing) => writing.html ?? asHtml(writing.plain ?? '')).join('\n')
    : null;
  const [only] = writings;
  if (only !== undefined && writings.length === 1) return { plain: only.plain, html };
  // Text that has only HTML stays so, for the HTML shows what is quoted.
  if (writings.every(({ plain }) => plain === null)) return { plain: null, html };
  return { plain: writings.map((writing) => asPlain(writing).trimEnd()).join('\n\n'), html };
}

/** Longer texts are no excuse for the lack of one. */
const LONGEST_EXCUSE = 400;

const lettersOf = (text: string): string => (text.toLowerCase().match(/[\p{L}\d]+/gu) ?? []).join('');

/** Words, without addresses of pages: forms of one text differ in how they write those. */
const wordsOf = (text: string): string[] =>
  text
    .replace(/\bhttps?:\S+/gi, ' ')
    .toLowerCase()
    .match(/[\p{L}\d]+/gu) ?? [];

/**
 * Whether a plain text only says that there is HTML, as programs write that make none: it is short, speaks of HTML, and
 * begins otherwise than what the HTML says anywhere.
 */
function isExcuse(plain: string, html: string): boolean {
  if (plain.length > LONGEST_EXCUSE || !/\bhtml\b/i.test(plain)) return false;
  const said = lettersOf(renderMailHtml(html).text);
  return said !== '' && !said.includes(lettersOf(plain).slice(0, 12));
}

/** More plain texts than that in one multipart/alternative are no forms of one text that anybody writes. */
const MOST_PLAIN = 20;

/**
 * Puts forms of one text into one writing. A plain form without words loses against HTML, and so does an excuse. Other
 * plain forms follow if they say what neither the first one nor the HTML does: some programs add texts as alternatives.
 *
 * @param forms one for each part of a multipart/alternative, each joined already.
 */
export function alternativeOf(forms: Writing[]): Writing {
  const rich = forms.filter(({ html }) => html !== null).at(-1);
  const html = rich?.html ?? null;
  const [plain, ...others] = forms
    .flatMap((form) => (form.html === null && form.plain?.trim() ? [form.plain] : []))
    .slice(0, MOST_PLAIN)
    .filter((text) => html === null || !isExcuse(text, html));
  const first = { plain: plain ?? rich?.plain ?? null, html };
  if (others.length === 0) return first;
  const known = new Set(wordsOf(`${first.plain ?? ''}\n${html === null ? '' : renderMailHtml(html).text}`));
  const added = others.filter((text) => {
    const isNew = wordsOf(text).some((word) => !known.has(word));
    for (const word of wordsOf(text)) known.add(word);
    return isNew;
  });
  return joinWritings([first, ...added.map((text) => ({ plain: text, html: null }))]);
}
