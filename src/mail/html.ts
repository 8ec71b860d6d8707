import sanitizeHtml from 'sanitize-html';
import { renderHtml, renderText, SAFE } from '../tickets/render';
import { perTemplate } from './per-template';

/** Whatever sets letters and boxes, and loads nothing. */
const PROPERTIES = [
  ...['color', 'background-color', 'text-align', 'text-decoration', 'line-height', 'vertical-align', 'white-space'],
  ...['font-family', 'font-size', 'font-style', 'font-weight', 'width', 'max-width', 'height', 'border-collapse'],
  ...['margin', 'padding', 'border'].flatMap((box) => [
    box,
    ...['top', 'right', 'bottom', 'left'].map((side) => `${box}-${side}`),
  ]),
  ...['border-color', 'border-radius', 'border-spacing', 'border-style', 'border-width'],
];

const HARMLESS_VALUE = /^(?!.*(?:url|image|expression|attr|var)\s*\()[\w\s#%.,()'"!+-]{1,200}$/i;

const MAIL: sanitizeHtml.IOptions = {
  ...SAFE,
  allowedTags: [...(SAFE.allowedTags || []), 'center', 'font', 'tt', 'address'],
  allowedAttributes: {
    a: ['href', 'title', 'style'],
    ol: ['start', 'style'],
    font: ['color', 'face', 'size', 'style'],
    table: ['width', 'align', 'border', 'cellpadding', 'cellspacing', 'bgcolor', 'style'],
    tr: ['align', 'valign', 'bgcolor', 'style'],
    ...Object.fromEntries(
      ['td', 'th'].map((cell) => [
        cell,
        ['colspan', 'rowspan', 'width', 'height', 'align', 'valign', 'bgcolor', 'style'],
      ]),
    ),
    '*': ['style', 'class', 'align', 'dir', 'lang'],
  },
  allowedStyles: { '*': Object.fromEntries(PROPERTIES.map((name) => [name, [HARMLESS_VALUE]])) },
};

/** Most mail has only these tags, and nothing to look for. */
const PLAIN = /^(?:[^<]|<\/?(?:p|br|b|i|em|strong)(?: ?\/)?>)*$/;
const NESTED = /<p>(?:[^<]|<(?!\/p>))*<p>/;

/** Beyond that, looking at them would take seconds. */
const MOST_TAGS = 30_000;

/**
 * The HTML of a mail that loads nothing, runs nothing and is well-formed: also without the paragraphs that a template
 * writes around a message that has its own.
 */
export function mailHtml(html: string): string {
  if (PLAIN.test(html) && !NESTED.test(html)) return html;
  if (html.split('<', MOST_TAGS + 1).length > MOST_TAGS) return renderHtml(renderText(html, 'html'), 'plain');
  return sanitizeHtml(html, MAIL).replace(/<p>\s*<\/p>/g, '');
}

const LINK = /<a\b[^<>]*\bhref="(?:mailto:)?([^"<>]*)"[^<>]*>((?:[^<]|<(?!\/?a\b))*)<\/a>/gi;

/** Between these, text has an empty line, also where the HTML has no line break. */
const BLOCK_END = /<\/(?:p|h[1-6]|ul|ol|table|blockquote|pre)>(?!\n)/g;

/** Makes plain text of HTML. Merge fields stay, and so do the addresses of links. */
export const plainOf = (html: string): string =>
  renderText(
    mailHtml(html)
      .replace(LINK, (_link, href: string, text: string) =>
        href === '' || href === text.trim() ? text : `${text} (${href})`,
      )
      .replace(BLOCK_END, '$&\n'),
    'html',
  );

/** The same for a template, whose merge fields stay. */
export const plainOfTemplate = perTemplate(plainOf);
