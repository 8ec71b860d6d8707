import { charsetOfPage } from './charset-labels';
import { decodeText } from './charsets';
import type { Writing } from './texts';

/** A control word with its number, a byte in hexadecimal, a control sign, a brace, or text. */
const TOKEN = /\\([a-z]{1,32})(-?\d{1,9})? ?|\\'([0-9a-f]{2})|\\([^a-z])|([{}])|([^\\{}\r\n]+)|[\r\n]+/gi;

/** Groups that are no text of the mail. */
const ASIDE = new Set('colortbl stylesheet info pict object header footer footnote'.split(' '));

/** Characters and breaks that have words. Breaks end lines in the source of HTML too. */
const WORDS = new Map(
  Object.entries({
    ...{ par: '\n', line: '\n', row: '\n', sect: '\n', page: '\n', tab: '\t', cell: '\t' },
    ...{ lquote: '‘', rquote: '’', ldblquote: '“', rdblquote: '”', bullet: '•', endash: '–', emdash: '—' },
  }),
);
const SIGNS: Record<string, string> = { '\\': '\\', '{': '{', '}': '}', '~': '\u00a0', _: '-', '\n': '\n', '\r': '\n' };
const ESCAPES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** The code pages of fonts. */
const PAGES: Record<number, number> = {
  ...{ 128: 932, 129: 949, 134: 936, 136: 950, 161: 1253, 162: 1254, 163: 1258 },
  ...{ 177: 1255, 178: 1256, 186: 1257, 204: 1251, 222: 874, 238: 1250 },
};

/** Deeper groups share the innermost state. */
const DEEPEST = 1_000;

interface Group {
  isAside: boolean;
  isFonts: boolean;
  /** Whether it holds HTML as it came. */
  isTag: boolean;
  /** Whether it only shows what a tag beside it says. */
  isForRtf: boolean;
  font: number;
  /** How many characters stand for one of Unicode. */
  fallbacks: number;
}

/**
 * Reads the text in RTF, or the HTML from which Outlook has made it (MS-OXRTFEX). Nothing of it is lost but its looks.
 */
export function readRtf(rtf: Buffer): Writing {
  const reader = new RtfReader();
  for (const token of rtf.toString('latin1').matchAll(TOKEN)) reader.take(token);
  return reader.finish();
}

class RtfReader {
  private group: Group = { isAside: false, isFonts: false, isTag: false, isForRtf: false, font: 0, fallbacks: 1 };
  private readonly outer: Group[] = [];
  private deeper = 0;
  private readonly pieces: string[] = [];
  /** Bytes of one font that wait to be decoded. */
  private waiting = '';
  private defaultFont = 0;
  private page = 1252;
  private readonly pages = new Map<number, number>();
  private isHtml = false;
  /** Whether what comes next may be for newer programs only. */
  private isOptional = false;
  private skipped = 0;

  take([all, word, number, hex, sign, brace, text]: RegExpExecArray): void {
    if (brace !== undefined) this.nest(brace);
    else if (word !== undefined) this.control(word.toLowerCase(), number === undefined ? undefined : Number(number));
    else if (hex !== undefined) this.putBytes(String.fromCharCode(Number.parseInt(hex, 16)));
    else if (sign === '*') this.isOptional = true;
    else if (sign !== undefined) this.put(SIGNS[sign] ?? '');
    else if (text !== undefined) this.putBytes(all);
  }

  finish(): Writing {
    this.decode();
    const text = this.pieces.join('');
    return this.isHtml ? { plain: null, html: text } : { plain: text, html: null };
  }

  private nest(brace: string): void {
    this.decode();
    this.skipped = 0;
    this.isOptional = false;
    if (brace === '{') {
      if (this.outer.length >= DEEPEST) this.deeper++;
      else this.outer.push(this.group);
      this.group = { ...this.group };
    } else if (this.deeper > 0) this.deeper--;
    else this.group = this.outer.pop() ?? this.group;
  }

  private control(word: string, number: number | undefined): void {
    const { group } = this;
    const isOptional = this.isOptional;
    this.isOptional = false;
    const written = WORDS.get(word);
    if (word === 'u') this.putCode(number ?? 0);
    else if (written !== undefined) this.put(written);
    else if (word === 'htmltag' && this.isHtml) group.isTag = true;
    else if (word === 'fonttbl') group.isFonts = true;
    else if (isOptional || ASIDE.has(word)) group.isAside = true;
    else if (word === 'htmlrtf') {
      this.decode();
      group.isForRtf = number !== 0;
    } else if (word === 'fromhtml') this.isHtml = number !== 0;
    else if (word === 'uc') group.fallbacks = number ?? 1;
    else if (word === 'ansicpg') this.page = number ?? this.page;
    else if (word === 'fcharset') this.pages.set(group.font, PAGES[number ?? 0] ?? this.page);
    else if (word === 'f') this.choose(number ?? 0);
    else if (word === 'plain') this.choose(this.defaultFont);
    else if (word === 'deff') this.defaultFont = number ?? 0;
  }

  private choose(font: number): void {
    this.decode();
    this.group.font = font;
  }

  private get isShown(): boolean {
    const { isAside, isFonts, isTag, isForRtf } = this.group;
    return !isAside && !isFonts && (!this.isHtml || isTag || !isForRtf);
  }

  private putCode(code: number): void {
    this.skipped = 0;
    this.put(String.fromCharCode(code & 0xffff));
    this.skipped = this.group.fallbacks;
  }

  private putBytes(bytes: string): void {
    const left = bytes.slice(this.skipped);
    this.skipped = Math.max(0, this.skipped - bytes.length);
    this.isOptional = false;
    if (this.isShown) this.waiting += left;
  }

  /** Adds a character, unless it stands for one of Unicode before it. */
  private put(text: string): void {
    this.decode();
    if (this.skipped > 0) this.skipped--;
    else if (this.isShown) this.add(text);
  }

  private decode(): void {
    if (this.waiting === '') return;
    const charset = charsetOfPage(this.pages.get(this.group.font) ?? this.page);
    this.add(decodeText(Buffer.from(this.waiting, 'latin1'), charset));
    this.waiting = '';
  }

  private add(text: string): void {
    const isWritten = this.isHtml && !this.group.isTag;
    this.pieces.push(isWritten ? text.replace(/[&<>]/g, (sign) => ESCAPES[sign] ?? '') : text);
  }
}
