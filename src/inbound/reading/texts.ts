import { type RenderedHtml, renderMailHtml } from './html-text';

/** Something that somebody wrote, as plain text, as HTML, or as both. */
export interface Writing {
  plain: string | null;
  html: string | null;
  /** The text of the HTML, where it was needed already. */
  rendered?: RenderedHtml;
}

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const asHtml = (plain: string): string =>
  `<div>${plain.replace(/[&<>"]/g, (sign) => ESCAPES[sign] ?? '').replaceAll('\n', '<br>')}</div>`;

const asPlain = ({ plain, html, rendered }: Writing): string => plain ?? (rendered ?? renderMailHtml(html ?? '')).text;

/** Puts texts that follow each other into one. The HTML has all of them if one of them is HTML. */
export function joinWritings(writings: Writing[]): Writing {
  const html = writings.some((writing) => writing.html !== null)
    ? writings.map((writing) => writing.html ?? asHtml(writing.plain ?? '')).join('\n')
    : null;
  const [only] = writings;
  if (only !== undefined && writings.length === 1) return only;
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
const isExcuse = (plain: string, { text }: RenderedHtml): boolean =>
  plain.length <= LONGEST_EXCUSE && /\bhtml\b/i.test(plain) && text !== '' && !begins(plain, text);

/** Whether a text stands in another one, as far as its beginning tells. */
const begins = (text: string, other: string): boolean => lettersOf(other).includes(lettersOf(text).slice(0, 12));

function withoutQuotes({ text, quoted }: RenderedHtml): string {
  let [kept, from] = ['', 0];
  for (const [start, end] of [...quoted].sort(([one], [other]) => one - other)) {
    if (start > from) kept += `${text.slice(from, start)}\n`;
    from = Math.max(from, end);
  }
  return kept + text.slice(from);
}

/** Longer texts are not compared with the HTML beside them. */
const LONGEST_COMPARED = 100_000;
/** Fewer words that only the HTML has, or one in so many, are those of its footer and its buttons. */
const FEWEST_MORE = 3;
const SHARE_OF_MORE = 10;

/**
 * The plain text of a mail that also has HTML. Some programs make one that says less: the first line, that it cannot be
 * shown, or nothing that anybody sees. Then the text is that of the HTML, below plain words that only stand there.
 *
 * @returns null for the text of the HTML
 */
function betterPlain(plain: string, rendered: RenderedHtml): string | null {
  const { text } = rendered;
  if (plain.length > LONGEST_COMPARED || text.length > 5 * LONGEST_COMPARED || text === '') return plain;
  const [inPlain, inHtml] = [new Set(wordsOf(plain)), new Set(wordsOf(text))];
  // Some programs quote in HTML only, which is what a reply hides anyway.
  const more = [...new Set(wordsOf(withoutQuotes(rendered)))].filter((word) => !inPlain.has(word)).length;
  const only = [...inPlain].filter((word) => !inHtml.has(word)).length;
  if (inPlain.size === 0) return more > 0 ? null : plain;
  if (more < FEWEST_MORE || more * SHARE_OF_MORE < inHtml.size) return plain;
  if (only === 0) return null;
  const isOther = plain.length <= LONGEST_EXCUSE && only * 2 > inPlain.size;
  return isOther && !begins(plain, text) ? `${plain.trimEnd()}\n\n${text}` : plain;
}

/** More plain texts than that in one multipart/alternative are no forms of one text that anybody writes. */
const MOST_PLAIN = 20;

/**
 * Puts forms of one text into one writing. A plain form that says less than the HTML loses against it. Other plain forms
 * follow if they say what neither the first one nor the HTML does: some programs add texts as alternatives.
 *
 * @param forms one for each part of a multipart/alternative, each joined already.
 */
export function alternativeOf(forms: Writing[]): Writing {
  const rich = forms.filter(({ html }) => html !== null).at(-1);
  const html = rich?.html ?? null;
  const rendered = html === null ? undefined : (rich?.rendered ?? renderMailHtml(html));
  const [plain, ...others] = forms
    .flatMap((form) => (form.html === null && form.plain?.trim() ? [form.plain] : []))
    .slice(0, MOST_PLAIN)
    .filter((text) => rendered === undefined || !isExcuse(text, rendered));
  const better = plain === undefined || rendered === undefined ? plain : betterPlain(plain, rendered);
  const first = { plain: better ?? rich?.plain ?? null, html, ...(rendered && { rendered }) };
  if (others.length === 0) return first;
  const known = new Set(wordsOf(`${first.plain ?? ''}\n${rendered?.text ?? ''}`));
  const added = others.filter((text) => {
    const isNew = wordsOf(text).some((word) => !known.has(word));
    for (const word of wordsOf(text)) known.add(word);
    return isNew;
  });
  return joinWritings([first, ...added.map((text) => ({ plain: text, html: null }))]);
}
