import { domainToASCII } from 'node:url';
import { cleanLine, cleanName } from './clean';
import { decodeWords } from './encoded-words';
import type { Mailbox } from './mail';

/** Of a header with more, the rest is left out. */
const MOST_ADDRESSES = 1_000;
const LONGEST_LIST = 262_144;

/** What stands before the at sign of an address only in quotes. */
const NEEDS_QUOTES = /[\s<>()",;:@\\]/;

/** One piece of a list, between commas. */
interface Piece {
  /** What stands outside brackets and comments, its quotes undone. */
  words: string;
  comment: string;
  /** What stands in the last brackets; null if there are none. */
  bracketed: string | null;
  /** The words that are not in quotes: an address in quotes is only a name. The quotes of an address are part of it. */
  bare: string;
}

const TOKEN =
  /=\?[^?\s]{1,60}\?[bqBQ]\?[^?\r\n]{0,2000}\?=|"(?:[^"\\]|\\[\s\S]){0,500}"|<@[^<>;"]{0,500}>|<"(?:[^"\\]|\\[\s\S]){0,320}"@[^<>,;"]*>?|<[^<>,;]*>?|[(),;:]|[^"<(),;:=]+|[\s\S]/gy;

/** How Exchange has written addresses: `"Lee, Jo" [SMTP:jo@example.com]`. */
const OF_EXCHANGE = /\[(?:smtp|mailto):\s{0,9}([^\][\s<>",]{1,320})\]/gi;

const newPiece = (): Piece => ({ words: '', comment: '', bracketed: null, bare: '' });

/** Splits a header at its commas and semicolons, with groups opened. Nothing is decoded yet, so no name can add one. */
function splitPieces(header: string): Piece[] {
  const pieces: Piece[] = [];
  let [piece, depth] = [newPiece(), 0];
  const close = (): void => {
    pieces.push(piece);
    piece = newPiece();
  };
  TOKEN.lastIndex = 0;
  const start = header.slice(0, LONGEST_LIST).replace(OF_EXCHANGE, (_all, address: string) => `<${address}>`);
  for (let found = TOKEN.exec(start); found !== null && pieces.length < MOST_ADDRESSES; found = TOKEN.exec(start)) {
    const [token] = found;
    if (token === '(') depth++;
    else if (token === ')') depth = Math.max(0, depth - 1);
    else if (depth > 0) piece.comment += token;
    else if (token === ',' || token === ';') close();
    else if (token === ':' && !/mailto$/i.test(piece.words)) piece = newPiece();
    else if (token.startsWith('<')) piece.bracketed = token.replace(/^<+|>$/g, '');
    else if (/^"[\s\S]*"$/.test(token) && token.length > 1) {
      const words = token.replace(/^"|"$/g, '').replace(/\\([\s\S])/g, '$1');
      // Right before its domain it is part of an address, which needs the quotes for what it has in it.
      const isLocal = start[TOKEN.lastIndex] === '@' && NEEDS_QUOTES.test(words);
      piece.words += isLocal ? token : words;
      if (isLocal) piece.bare += token;
    } else {
      piece.words += token;
      piece.bare += token;
    }
  }
  close();
  return pieces;
}

/**
 * Reads a header of addresses.
 *
 * @param header unfolded and in Unicode, its encoded words not decoded.
 */
export function readMailboxes(header: string): Mailbox[] {
  const found: Mailbox[] = [];
  let before = '';
  for (const piece of splitPieces(header)) {
    const mailbox = mailboxOf(piece, before);
    // A comma in a name that nobody put in quotes parts the name from its address.
    before =
      mailbox === null && piece.bracketed === null && piece.words.trim() !== ''
        ? `${before}${piece.words.trim()}, `
        : '';
    if (mailbox !== null) found.push(mailbox);
  }
  return found;
}

/** The words of a header, for one that has a name and no address. */
export const nameIn = (header: string): string =>
  cleanName(decodeWords(splitPieces(header)[0]?.words.replace(/<.*$/, '') ?? ''));

const ADDRESS = /(?:"(?:[^"\\]|\\.){1,320}"|[^\s<>()",;:@]{1,320})@[^\s<>()",;:@]{1,255}/;

function mailboxOf(piece: Piece, before: string): Mailbox | null {
  if (piece.bracketed !== null) {
    const address = addressOf(piece.bracketed);
    if (address !== null) return named(address, before + piece.words, piece.comment);
  }
  const words = tidied(piece.words);
  const written = ADDRESS.exec(tidied(piece.bare))?.[0] ?? (ADDRESS.exec(words)?.[0] === words ? words : null);
  const address = written === null ? null : addressOf(written);
  return address === null || written === null
    ? null
    : named(address, before + words.replace(written, ' '), piece.comment);
}

/** A name without quotes around it, and without quotes and brackets that have no other half. */
function tidyName(name: string): string {
  const bare = name.replace(/^'(.*)'$/, '$1').replace(/^"([^"]*)$/, '$1');
  return bare.includes('<') ? bare : bare.replace(/(?<![\s>])[\s>]+$/, '');
}

const tidied = (words: string): string =>
  words
    .replace(/ {0,9}@ {0,9}/, '@')
    .replace(/^\s*mailto:/i, '')
    .trim();

const named = (address: string, words: string, comment: string): Mailbox => ({
  name: tidyName(cleanName(decodeWords(words.trim() === '' ? comment.trim() : words.trim()))),
  address,
  key: keyOf(address),
});

/**
 * An address on its own, without what old forms and sloppy programs put around it.
 *
 * @returns null if it is none.
 */
export function addressOf(text: string): string | null {
  const bare = cleanName(text)
    .replace(/^mailto:/i, '')
    .replace(/^@[^:]*:/, '')
    .replace(/ {0,9}@ {0,9}/, '@');
  const at = bare.lastIndexOf('@');
  const local = bare.slice(0, at);
  const domain = bare
    .slice(at + 1)
    .replace(/\.+$/, '')
    .toLowerCase();
  const isLocal =
    local !== '' && local.length <= 320 && (/^"(?:[^"\\<>]|\\[^<>])*"$/.test(local) || !/[\s<>(),;:"@]/.test(local));
  return at > 0 && isLocal && domain.length <= 255 && /^(?:\[[\da-f:.v]+\]|[^\s<>(),;:"@[\]]+)$/i.test(domain)
    ? `${local}@${domain}`
    : null;
}

/** An address in the form in which two are compared. */
export function keyOf(address: string): string {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1).toLowerCase();
  return `${address.slice(0, at).normalize('NFC').toLowerCase()}@${domainToASCII(domain) || domain}`;
}

/** Whether a name has an address in it, other than that of the person. */
export function looksLikeAddress({ name, key }: Mailbox): boolean {
  const inside = /[^\s<>()",;:@]{1,320}@[^\s<>()",;:@]{1,200}\.[^\s<>()",;:@]{1,99}/.exec(name)?.[0];
  return inside !== undefined && keyOf(inside) !== key;
}

/** At most this many references are looked up: the last ones are the nearest. */
const MOST_IDS = 100;

/**
 * The Message-IDs of a header. In old mails there are words around them, commas between them, or no brackets.
 *
 * @param header unfolded and in Unicode. Some programs encode long ids as words.
 */
export function readMessageIds(header: string): string[] {
  const text = cleanLine(decodeWords(header));
  const bracketed = [...text.matchAll(/<([^<>]{1,998})>/g)].map(([, id = '']) => id.replace(/\s+/g, ''));
  const ids =
    bracketed.length > 0
      ? bracketed
      : text
          .split(/[\s,;]+/)
          .filter((word) => word.length < 1_000)
          .map((word) => word.replace(/^[<"'(]+|[>"')]+$/g, ''))
          .filter((word) => /.@./.test(word));
  return [...new Set(ids.filter((id) => id !== ''))].slice(-MOST_IDS);
}
