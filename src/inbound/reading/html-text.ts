import { Parser } from 'htmlparser2';
import { isAttribution, isShortAttribution } from './attributions';
import { cleanLine, cleanText } from './clean';
import { hasNoSize, isHidden } from './hidden';
import { type QuoteMark, quoteMarkOf } from './quote-marks';
import { TextWriter } from './text-writer';

export interface RenderedHtml {
  text: string;
  /** The stretches of the text that mail programs have marked as quoted. */
  quoted: [start: number, end: number][];
  hasRemoteImages: boolean;
  hasImages: boolean;
  /** Where in the HTML the first text at or after a place of the text begins. */
  sourceOf(textAt: number): number;
}

/** Parsers take time with the square of this. */
const DEEPEST = 400;
const CHUNK = 32_768;

const PARAGRAPHS = new Set('p h1 h2 h3 h4 h5 h6 ul ol dl table blockquote pre hr'.split(' '));
const BLOCKS = new Set(
  'div tr li dt dd section article header footer main aside nav center form fieldset address figure figcaption caption details summary legend dialog menu hgroup tbody thead tfoot body html select option optgroup noscript object'.split(
    ' ',
  ),
);
const UNSEEN = new Set('script style head title template iframe svg math xml'.split(' '));

/** Indented by a mail program that uses the element for nothing else. */
const ONLY_INDENTED = /border:\s*none/i;
const REMOTE = /^\s*(?:https?:)?\/\//i;
const EMOJI = /^\p{Extended_Pictographic}/u;

/**
 * HTML with its text areas as preformatted text. Parsers leave tags and entities in text areas as they are. All else
 * stays where it is.
 */
export const withoutTextAreas = (html: string): string =>
  html.replace(/<(\/?)textarea(?![\w-])/gi, (_tag, slash: string) => `<${slash}pre     `);

interface Element {
  name: string;
  isUnseen: boolean;
  /** Whether the text inside it, and not in another element with a size, has a size of nothing. */
  isSizeless: boolean;
  isPre: boolean;
  isQuote: boolean;
  /** `end` is known before the element closes if quotes below it stand in elements of their own. */
  mark: { kind: QuoteMark; start: number; end: number | null; isWhole: boolean } | null;
  link: { address: string; start: number } | null;
  count: number | null;
}

function hasAny(attributes: Record<string, string>): boolean {
  for (const _name in attributes) return true;
  return false;
}

/** Turns the HTML of a mail into text with its lines, lists and links, and without what the reader did not see. */
export function renderMailHtml(source: string): RenderedHtml {
  const html = withoutTextAreas(source);
  const seen = new Renderer(true).render(html);
  return seen === null || seen.text !== '' ? (seen ?? withoutTags(html)) : (new Renderer(false).render(html) ?? seen);
}

class Renderer {
  private readonly writer = new TextWriter();
  private readonly elements: Element[] = [];
  private readonly quoted: [number, number][] = [];
  private unseen = 0;
  private pre = 0;
  private hasRemoteImages = false;
  private hasImages = false;
  private isTooDeep = false;
  private readonly parser: Parser;

  /** @param hides whether what a style hides is left out */
  constructor(private readonly hides: boolean) {
    this.parser = new Parser({
      onopentag: (name, attributes) => this.open(name, attributes),
      onclosetag: (name) => this.close(name),
      ontext: (text) => {
        // Entities can stand for what no text may hold.
        if (this.isSeen) this.writer.write(cleanText(text), this.parser.startIndex, this.pre > 0);
      },
    });
  }

  private get isSeen(): boolean {
    return this.unseen === 0 && this.elements.at(-1)?.isSizeless !== true;
  }

  /** @returns null if the elements are nested too deep */
  render(html: string): RenderedHtml | null {
    for (let at = 0; at < html.length; at += CHUNK) {
      this.parser.write(html.slice(at, at + CHUNK));
      if (this.isTooDeep) return null;
    }
    this.parser.end();
    const { writer, quoted, hasRemoteImages, hasImages } = this;
    const text = writer.finish();
    const sourceOf = (textAt: number): number => writer.sourceOf(textAt) ?? html.length;
    return { text, quoted, hasRemoteImages, hasImages, sourceOf };
  }

  private open(name: string, attributes: Record<string, string>): void {
    if (name === 'br') this.writer.breakLine();
    else if (name === 'img' || name === 'input') this.picture(name, attributes);
    else this.openElement(name, attributes);
  }

  private openElement(name: string, attributes: Record<string, string>): void {
    const { writer } = this;
    const element: Element = {
      name,
      isUnseen: UNSEEN.has(name),
      isSizeless: this.elements.at(-1)?.isSizeless ?? false,
      isPre: name === 'pre',
      isQuote: name === 'blockquote' && !ONLY_INDENTED.test((attributes.style ?? '').slice(0, 2_000)),
      mark: null,
      link: null,
      count: name === 'ol' ? Number.parseInt(attributes.start ?? '1', 10) || 1 : null,
    };
    this.separate(name, attributes);
    if (element.isQuote) {
      this.endLeads();
      writer.quoteDepth++;
    }
    // Most elements have none, and a large mail has hundreds of thousands.
    if (hasAny(attributes)) this.describe(element, attributes);
    if (element.isUnseen) this.unseen++;
    if (element.isPre) this.pre++;
    this.elements.push(element);
    if (name === 'li') this.item();
    if (this.elements.length > DEEPEST) this.isTooDeep = true;
  }

  /** Adds what the attributes of an element say about it. */
  private describe(element: Element, attributes: Record<string, string>): void {
    const { name } = element;
    const start = this.writer.next;
    if (this.hides) {
      element.isUnseen ||= isHidden(attributes);
      element.isSizeless = hasNoSize(attributes) ?? element.isSizeless;
    }
    const kind = quoteMarkOf(name, attributes);
    if (kind !== null) element.mark = { kind, start, end: null, isWhole: name === 'blockquote' || kind === 'rest' };
    if (name === 'a' && attributes.href !== undefined) element.link = { address: attributes.href.trim(), start };
  }

  private close(name: string): void {
    if (this.elements.at(-1)?.name !== name) return;
    const element = this.elements.pop();
    if (element === undefined) return;
    const { writer } = this;
    if (element.isUnseen) this.unseen--;
    if (element.isPre) this.pre--;
    if (element.link !== null && this.unseen === 0) this.showAddress(element.link);
    if (element.mark !== null) this.mark(element.mark);
    if (element.isQuote) writer.quoteDepth--;
    if (name === 'td' || name === 'th') writer.space('  ');
    else this.separate(name, {});
  }

  private mark({ kind, start, end }: NonNullable<Element['mark']>): void {
    const stop = end ?? this.writer.length;
    if (kind === 'rest') this.quoted.push([start, Number.POSITIVE_INFINITY]);
    else if (stop > start) this.quoted.push([start, stop]);
  }

  /**
   * Ends the marks above a quote in which nothing but an attribution stands. Whatever stands below or between the quotes
   * of such an element is an answer. If a mail begins in it without an element of its own, its quotes belong to that mail.
   */
  private endLeads(): void {
    for (const { mark } of this.elements) {
      if (mark === null || mark.isWhole || mark.end !== null) continue;
      const lead = this.writer.since(mark.start)?.replace(/\s+/g, ' ').trim();
      if (lead === '' || (lead !== undefined && (isAttribution(lead) || isShortAttribution(lead))))
        mark.end = this.writer.length;
      else mark.isWhole = true;
    }
  }

  /** Begins another line, or another paragraph. Word writes each line as a paragraph of its own. */
  private separate(name: string, attributes: Record<string, string>): void {
    const isLine = name === 'p' && /^MsoNormal/.test(attributes.class ?? '');
    if (PARAGRAPHS.has(name) && !isLine) this.writer.separate(2);
    else if (BLOCKS.has(name) || isLine) this.writer.separate(1);
  }

  private item(): void {
    if (!this.isSeen) return;
    const list = this.elements.findLast(({ name }) => name === 'ol' || name === 'ul');
    this.writer.write(list?.count == null ? '- ' : `${list.count++}. `, this.parser.startIndex, true);
  }

  private picture(name: string, { src = '', srcset = '', type = '', alt = '' }: Record<string, string>): void {
    if (name === 'input' && type.toLowerCase() !== 'image') return;
    this.hasImages = true;
    if (REMOTE.test(src) || REMOTE.test(srcset)) this.hasRemoteImages = true;
    if (this.isSeen && alt.length <= 16 && EMOJI.test(alt)) this.writer.write(alt, this.parser.startIndex, true);
  }

  /** Writes the address of a link behind its words, unless they say it. */
  private showAddress({ address, start }: { address: string; start: number }): void {
    const words = this.writer.since(start)?.trim() ?? '';
    if (words === '') return;
    const [, scheme = '', rest = ''] = /^(https?:\/\/|mailto:)(.*)$/is.exec(address) ?? [];
    const target = /^mailto:$/i.test(scheme) ? rest.replace(/\?.*$/s, '') : address;
    const bareTarget = rest
      .replace(/\/$/, '')
      .replace(/^www\./i, '')
      .toLowerCase();
    const isSaid = words.toLowerCase().includes(/^mailto:$/i.test(scheme) ? target.toLowerCase() : bareTarget);
    if (scheme !== '' && !isSaid) this.writer.write(` (${cleanLine(target)})`, this.parser.startIndex, true);
  }
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** The text of HTML that no parser should be given. */
function withoutTags(html: string): RenderedHtml {
  const text = html
    .replace(/<\/?(?:p|div|br|tr|li|h[1-6])\b[^<>]*>/gi, '\n')
    .replace(/<[^<>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (all, name: string) => ENTITIES[name] ?? all)
    .replace(/[ \t]+/g, ' ')
    .replace(/(?: ?\n){3,}/g, '\n\n')
    .trim();
  return { text, quoted: [], hasRemoteImages: /<img\b/i.test(html), hasImages: true, sourceOf: () => html.length };
}
