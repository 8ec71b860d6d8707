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

/**
 * Puts forms of one text into one writing. A plain form without words loses against HTML.
 *
 * @param forms one for each part of a multipart/alternative, each joined already.
 */
export function alternativeOf(forms: Writing[]): Writing {
  const plain = forms.filter(({ html }) => html === null).find((form) => form.plain?.trim())?.plain;
  const rich = forms.filter(({ html }) => html !== null).at(-1);
  const html = rich?.html ?? null;
  return { plain: plain ?? rich?.plain ?? null, html };
}
