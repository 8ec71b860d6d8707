import sanitizeHtml from 'sanitize-html';
import type { ConversationMessage } from '../store/tickets/conversation';
import { type RenderBudget, renderHtml, SAFE_ON_PAGES } from '../tickets/render';
import { foldBlockquotes, foldQuotedLines, mayQuote, wordsOf } from './quotes';
import { findSizeless, isHidden } from './reading/hidden';
import { withoutTextAreas } from './reading/html-text';
import { defined, isTooMuch, pictureOf, SAFE_MAIL, withSafeAddress } from './shown-html';
import { endOfShown } from './text';

/** A message as safe HTML. Long quotes are in `details` with an empty `summary`, pictures of the mail at `#file-ID`. */
interface ShownMessage {
  /** What its author wrote. */
  html: string;
  /** The rest of the mail in which it came: what that quotes, and signatures. Empty if there is none. */
  quoted: string;
  /** How many pictures lie on other servers. */
  remoteImages: number;
  /** The ids of the files that it shows as pictures. */
  shownFiles: number[];
}

/**
 * Shows a message on the page of its ticket: the HTML of a mail where there is one, and else its text.
 *
 * @param budget what is rendered for one page
 * @param showsRemote whether to show pictures on other servers, because the reader asked for them
 */
export function showMessage(message: ConversationMessage, budget: RenderBudget, showsRemote: boolean): ShownMessage {
  const { body, format, mail, files } = message;
  const none = { remoteImages: 0, shownFiles: [] };
  if (format !== 'plain') {
    return { html: foldBlockquotes(renderHtml(body, format, budget, SAFE_ON_PAGES)), quoted: '', ...none };
  }
  const rest = mail === null ? '' : mail.text.slice(endOfShown(mail.text, body)).trim();
  const asHtml = mail === null ? undefined : showMail(mail, body, rest, budget, new Pictures(files, showsRemote));
  if (asHtml !== undefined) return asHtml;
  const isFolded = mayQuote(body) && budget.take(body, 'html');
  return { html: isFolded ? foldQuotedLines(body, plain) : plain(body), quoted: plain(rest), ...none };
}

const plain = (text: string): string => renderHtml(text, 'plain');

/**
 * What the mail quotes comes as text if there is one, which costs nothing: it is most of many a mail, and seldom read.
 *
 * @returns undefined if the text is better than the HTML
 */
function showMail(
  { html, htmlVisible }: { html: string | null; htmlVisible: number | null },
  body: string,
  rest: string,
  budget: RenderBudget,
  pictures: Pictures,
): ShownMessage | undefined {
  // Where only the text could be parted, the HTML would show all of what it quotes.
  if (html === null || (rest !== '' && htmlVisible === null)) return undefined;
  const end = htmlVisible ?? html.length;
  const parts = [html.slice(0, end), rest === '' ? html.slice(end) : ''].map(withoutTextAreas);
  if (parts.some(isTooMuch) || !budget.take(parts.join(''), 'html')) return undefined;
  const [written = '', quoted = ''] = parts.map((part) =>
    part === '' ? '' : sanitizeHtml(part, optionsFor(part, pictures)).trim(),
  );
  if (wordsOf(written) === '' && body.trim() !== '') return undefined;
  const { remoteImages, shownFiles } = pictures;
  return { html: foldBlockquotes(written), quoted: rest === '' ? quoted : plain(rest), remoteImages, shownFiles };
}

function optionsFor(html: string, pictures: Pictures): sanitizeHtml.IOptions {
  const sizeless = findSizeless(html);
  let count = 0;
  return {
    ...SAFE_MAIL,
    onOpenTag: () => {
      count += 1;
    },
    transformTags: {
      ...SAFE_ON_PAGES.transformTags,
      a: withSafeAddress,
      img: (_tagName, attributes) => pictures.show(attributes),
      // Nobody saw what a style hides, and without the style everybody would.
      '*': (tagName, attribs) => ({
        tagName: isHidden(attribs) || sizeless.has(count - 1) ? 'template' : tagName,
        attribs,
      }),
    },
  };
}

/** The pictures in the HTML of a mail. */
class Pictures {
  remoteImages = 0;
  readonly shownFiles: number[] = [];

  constructor(
    private readonly files: ConversationMessage['files'],
    private readonly showsRemote: boolean,
  ) {}

  /** A picture that is not shown leaves its words: browsers would draw a broken one. */
  show(attributes: sanitizeHtml.Attributes): sanitizeHtml.Tag {
    const src = this.addressOf(attributes);
    const { alt = '', width, height } = attributes;
    if (src === undefined) return { tagName: 'span', attribs: {}, text: alt };
    return { tagName: 'img', attribs: defined({ src, ...ON_DEMAND, alt, width, height }) };
  }

  private addressOf(attributes: sanitizeHtml.Attributes): string | undefined {
    const { src, contentId, isRemote } = pictureOf(attributes);
    if (isRemote) {
      this.remoteImages += 1;
      // The page lets no others in, and most servers have both.
      return this.showsRemote ? src.replace(/^(?:http:)?\/\//i, 'https://') : undefined;
    }
    const file = contentId === '' ? undefined : this.files.find((one) => one.contentId?.toLowerCase() === contentId);
    if (file === undefined || file.isRemoved || file.url !== null) return undefined;
    this.shownFiles.push(file.id);
    return `#file-${file.id}`;
  }
}

const ON_DEMAND = { loading: 'lazy', referrerpolicy: 'no-referrer' };
