import { Parser } from 'htmlparser2';
import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import type { MessageFormat } from '../store/tickets/tickets';

/** Deep enough for anything a person writes, and shallow enough that no nesting takes long. */
const DEEPEST = 30;

/** A name of a class that cannot be anything else. */
const CLASS = /^[\w-]{1,64}$/;

/** More than programs need, and too few for a text hidden in an attribute. */
const MOST_CLASSES = 20;

/** Keeps plain class names: APIs promise that classes come through, and pages style a message by them. */
function withPlainClasses(tagName: string, { class: given, ...attribs }: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const names = (given ?? '').split(/[\t\n\f\r ]+/).filter((name) => CLASS.test(name));
  const kept = [...new Set(names)].slice(0, MOST_CLASSES).join(' ');
  return { tagName, attribs: kept === '' ? attribs : { ...attribs, class: kept } };
}

/**
 * Drops an address that has a scheme other than the allowed ones. The library looks only at schemes of letters, but
 * some programs skip what stands before them, such as a zero-width space.
 */
function withSafeAddress(tagName: string, { href, ...attribs }: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const isSafe = href !== undefined && (!/^[^/?#]*:/.test(href) || /^(https?|mailto):/i.test(href));
  const kept = { ...attribs, rel: 'noopener noreferrer nofollow', target: '_blank' };
  return { tagName, attribs: isSafe ? { href, ...kept } : kept };
}

/** Drops also an address without a scheme: beside the page it would lead to other pages of the desk. */
function withWholeAddress(tagName: string, attributes: sanitizeHtml.Attributes): sanitizeHtml.Tag {
  const { href, ...others } = withSafeAddress(tagName, attributes).attribs;
  return { tagName, attribs: href !== undefined && /^[a-z]+:/i.test(href) ? { href, ...others } : others };
}

/** What is safe in a page. */
export const SAFE: sanitizeHtml.IOptions = {
  allowedTags: [
    ...['p', 'br', 'div', 'span', 'b', 'strong', 'i', 'em', 'u', 's', 'del', 'ins', 'sub', 'sup', 'small', 'mark'],
    ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'blockquote', 'pre', 'code', 'hr', 'ul', 'ol', 'li', 'dl', 'dt', 'dd', 'a'],
    ...['table', 'thead', 'tbody', 'tfoot', 'tr', 'th', 'td', 'caption'],
  ],
  allowedAttributes: {
    '*': ['class'],
    a: ['href', 'title', 'rel', 'target'],
    ol: ['start'],
    th: ['colspan', 'rowspan'],
    td: ['colspan', 'rowspan'],
  },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowProtocolRelative: false,
  // The library would drop what people write in text areas and choose from lists.
  nonTextTags: ['script', 'style'],
  disallowedTagsMode: 'discard',
  nestingLimit: DEEPEST,
  transformTags: {
    a: withSafeAddress,
    '*': withPlainClasses,
  },
};

/**
 * What is safe in the page of a ticket, whose own style and headings stay its own: a class could make a guest's words look
 * like those of staff.
 */
export const SAFE_ON_PAGES: sanitizeHtml.IOptions = {
  ...SAFE,
  allowedAttributes: { ...SAFE.allowedAttributes, '*': [] },
  transformTags: { a: withWholeAddress, h1: 'h3', h2: 'h4', h3: 'h5', h4: 'h6', h5: 'h6' },
};

const markdown = new MarkdownIt({ html: false, linkify: false, breaks: true, maxNesting: DEEPEST });

const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPES[character] ?? '');

/**
 * Longer messages are shown as plain text, because rendering must not block the server. Tables in Markdown cost the
 * most.
 */
const LONGEST_RENDERED: Record<MessageFormat, number> = { plain: 0, html: 200_000, markdown: 20_000 };

/** Limits how much is rendered for one answer. Messages beyond that are shown as plain text. */
export class RenderBudget {
  private left = 500_000;

  /**
   * Takes room for a text; Markdown counts ten times.
   *
   * @returns false if there is too little left, or the text is too long by itself.
   */
  take(body: string, format: MessageFormat): boolean {
    const cost = body.length * (format === 'markdown' ? 10 : 1);
    if (body.length > LONGEST_RENDERED[format] || cost > this.left) return false;
    this.left -= cost;
    return true;
  }
}

/** Parsers compare each closing tag with all open elements, so the time grows with the square of their number. */
const MOST_TAGS = 5_000;

function hasTooManyTags(body: string): boolean {
  let at = -1;
  for (let count = 0; count <= MOST_TAGS; count++) {
    at = body.indexOf('<', at + 1);
    if (at < 0) return false;
  }
  return true;
}

/**
 * A message as HTML that is safe in a page: no scripts, styles or images, plain class names, and only
 * http(s) and mailto links.
 *
 * @param safe what else is left out
 */
export function renderHtml(
  body: string,
  format: MessageFormat,
  budget = new RenderBudget(),
  safe: sanitizeHtml.IOptions = SAFE,
): string {
  const isPlain = format === 'plain' || (format === 'html' && hasTooManyTags(body)) || !budget.take(body, format);
  if (isPlain) return escapeHtml(body).replace(/\r?\n/g, '<br />');
  return sanitizeHtml(format === 'markdown' ? markdown.render(body) : body, safe).trim();
}

const BLOCKS = new Set(
  'p div br tr table ul ol li dl dt dd blockquote pre h1 h2 h3 h4 h5 h6 hr section article header footer'.split(' '),
);
const HIDDEN = new Set(['script', 'style', 'head', 'title', 'template', 'iframe']);

/** A message as plain text, for APIs that show no HTML. */
export function renderText(body: string, format: MessageFormat): string {
  if (format !== 'html') return body;
  if (hasTooManyTags(body)) return body.replace(/<[^<>]*>/g, ' ').trim();
  const pieces: string[] = [];
  let hidden = 0;
  const parser = new Parser({
    onopentagname(name) {
      if (HIDDEN.has(name)) hidden += 1;
      if (name === 'br' || name === 'hr') pieces.push('\n');
      if (name === 'li') pieces.push('- ');
    },
    onclosetag(name) {
      if (HIDDEN.has(name)) hidden -= 1;
      else if (BLOCKS.has(name) && name !== 'br' && name !== 'hr') pieces.push('\n');
      else if (name === 'td' || name === 'th') pieces.push(' ');
    },
    ontext(text) {
      if (hidden === 0) pieces.push(text);
    },
  });
  parser.end(body);
  return (
    pieces
      .join('')
      // Two dashes and a blank announce a signature, to people and to mail programs.
      .replace(/(?<![ \t]|^--(?= \n))[ \t]+\n/gm, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  );
}
