import sanitizeHtml from 'sanitize-html';
import { renderHtml } from '../tickets/render';
import { withoutTextAreas } from './reading/html-text';

/** HTML of a mail as it may be shown. */
interface ShownHtml {
  html: string;
  /** How many pictures lie on other servers. */
  remoteImages: number;
}

/** Parsers compare each closing tag with all open elements, so deep nesting takes seconds. */
const DEEPEST = 200;

const LONGEST = 2_000_000;

/** Elements that never contain others, or that the next of their kind ends. */
const ENDED = new Set(
  'area base br col dd dt embed hr img input li link meta option p param source td th tr track wbr'.split(' '),
);

/** Whether elements are in each other more deeply than anybody writes. It only counts, so that nothing makes it slow. */
function isTooDeep(html: string): boolean {
  let depth = 0;
  for (const [, slash, name = ''] of html.matchAll(/<(\/?)([a-zA-Z][a-zA-Z0-9]{0,20})/g)) {
    if (ENDED.has(name.toLowerCase())) continue;
    depth = slash === '' ? depth + 1 : Math.max(0, depth - 1);
    if (depth > DEEPEST) return true;
  }
  return false;
}

const TAGS = [
  ...['p', 'br', 'div', 'span', 'b', 'strong', 'i', 'em', 'u', 's', 'del', 'ins', 'sub', 'sup', 'small', 'mark', 'tt'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'code', 'hr', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'a'],
  ...['table', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'caption', 'center', 'img', 'figure', 'figcaption'],
];

/**
 * Makes the HTML of a mail safe to show: no scripts, styles and forms, only http, https and mailto links, and pictures
 * only of the mail itself. HTML that is too long or too deep is shown as text.
 *
 * @param text the text of the mail, for when its HTML cannot be shown
 * @param contentIds those of the mail's own files, which `cid:` addresses may name
 * @param showsRemote whether pictures on other servers stay, because somebody asked for them
 */
export function showHtml(html: string, text: string, contentIds: string[], showsRemote: boolean): ShownHtml {
  if (html === '' || isTooMuch(html)) return { html: renderHtml(text, 'plain'), remoteImages: 0 };
  const known = new Set(contentIds.map((id) => id.toLowerCase()));
  let remoteImages = 0;
  const withImage = (tagName: string, attributes: sanitizeHtml.Attributes): sanitizeHtml.Tag => {
    const { src, contentId, isRemote } = pictureOf(attributes);
    if (isRemote) remoteImages += 1;
    const isShown = isRemote ? showsRemote : known.has(contentId);
    const { alt, width, height } = attributes;
    return { tagName, attribs: defined({ ...(isShown && { src }), alt, width, height }) };
  };
  const safe = sanitizeHtml(withoutTextAreas(html), {
    ...SAFE_MAIL,
    transformTags: { a: withSafeAddress, img: withImage },
  });
  return { html: safe, remoteImages };
}

/** Whether HTML is so long or so deep that making it safe would take long. */
export const isTooMuch = (html: string): boolean => html.length > LONGEST || isTooDeep(html);

/** What is safe of the HTML of a mail. What becomes of pictures is for others to say, in `transformTags`. */
export const SAFE_MAIL: sanitizeHtml.IOptions = {
  allowedTags: TAGS,
  allowedAttributes: {
    a: ['href', 'title', 'rel', 'target'],
    img: ['src', 'alt', 'width', 'height', 'loading', 'referrerpolicy'],
    ol: ['start'],
    th: ['colspan', 'rowspan'],
    td: ['colspan', 'rowspan'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesByTag: { img: ['cid', 'http', 'https'] },
  allowProtocolRelative: false,
  nonTextTags: ['style', 'script', 'head', 'title', 'svg', 'math', 'template'],
  disallowedTagsMode: 'discard',
};

/** What a picture in the HTML of a mail is. */
interface Picture {
  src: string;
  /** By which it names a file of the mail, in lower case; empty if it names none. */
  contentId: string;
  /** Whether it lies on another server. */
  isRemote: boolean;
}

/** Reads the address of a picture. */
export function pictureOf({ src = '' }: sanitizeHtml.Attributes): Picture {
  const [, scheme = '', rest = ''] = /^\s*([a-z]+):(.*)$/is.exec(src) ?? [];
  const isRemote = /^https?$/i.test(scheme) || src.trim().startsWith('//');
  return { src: src.trim(), isRemote, contentId: scheme.toLowerCase() === 'cid' ? decoded(rest).toLowerCase() : '' };
}

/** Attributes without those that an element does not have. */
export const defined = (attribs: Record<string, string | undefined>): sanitizeHtml.Attributes =>
  Object.fromEntries(Object.entries(attribs).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Drops an address with another scheme, also one that begins with what some programs skip. */
export function withSafeAddress(tagName: string, { href, title }: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const isSafe = href !== undefined && /^\s*(?:https?|mailto):/i.test(href);
  const others = { title, rel: 'noopener noreferrer nofollow', target: '_blank' };
  return { tagName, attribs: defined({ ...(isSafe && { href: href.trim() }), ...others }) };
}
