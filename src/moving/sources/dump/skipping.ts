import type { Window } from './window';

const QUOTE = 0x27;
const DOUBLE_QUOTE = 0x22;
const BACKTICK = 0x60;
const BACKSLASH = 0x5c;
const DASH = 0x2d;
const SLASH = 0x2f;
const STAR = 0x2a;
const LINE = 1;
const BLOCK = 2;

/**
 * Passes over a statement without keeping any of it, however long it is, and counts its rows.
 *
 * Between calls, it remembers what it is in the middle of.
 */
export class Skipper {
  rows = 0;
  /** A quote, a kind of comment, or 0. */
  private inside = 0;
  private depth = 0;
  private isCounting = false;

  begin(isCounting: boolean): void {
    this.rows = 0;
    this.inside = 0;
    this.depth = 0;
    this.isCounting = isCounting;
  }

  /** @returns whether the statement ended. The window then stands behind its semicolon, or else at its last bytes. */
  skip(window: Window, hasEscapes: boolean): boolean {
    while (window.pos < window.end) {
      const before = window.pos;
      if (this.inside === 0 ? this.skipPlain(window) : this.skipInside(window, hasEscapes)) return true;
      if (window.pos === before) return false;
    }
    return false;
  }

  /** Up to a quote or a comment. @returns whether it found the semicolon */
  private skipPlain(window: Window): boolean {
    const { bytes, end } = window;
    let at = window.pos;
    for (; at < end; at += 1) {
      const byte = bytes[at] as number;
      if (byte > QUOTE + 2 && byte < 0x3b && byte !== DASH && byte !== SLASH) continue;
      if (byte === QUOTE || byte === DOUBLE_QUOTE || byte === BACKTICK || byte === 0x23) {
        this.inside = byte === 0x23 ? LINE : byte;
        window.pos = at + 1;
        return false;
      }
      if (byte === 0x28) {
        if (this.depth === 0 && this.isCounting) this.rows += 1;
        this.depth += 1;
      } else if (byte === 0x29) {
        this.depth -= 1;
      } else if (byte === 0x3b) {
        window.pos = at + 1;
        return true;
      } else if (byte === DASH || byte === SLASH) {
        // Two bytes more tell a comment from a sign.
        if (at + 2 >= end && !window.isLast) break;
        const next = bytes[at + 1];
        const isLine = byte === DASH && next === DASH && (bytes[at + 2] as number) <= 0x20;
        // What /*! holds is no comment to MySQL, and neither is its end.
        const isBlock = byte === SLASH && next === STAR && bytes[at + 2] !== 0x21;
        if (isLine || isBlock) {
          this.inside = isLine ? LINE : BLOCK;
          window.pos = at + 2;
          return false;
        }
      } else if (this.depth === 0 && (byte | 0x20) === 0x6f) {
        // ON DUPLICATE KEY UPDATE has parentheses, too.
        this.isCounting = false;
      }
    }
    window.pos = at;
    return false;
  }

  private skipInside(window: Window, hasEscapes: boolean): boolean {
    const { bytes, end } = window;
    if (this.inside === LINE || this.inside === BLOCK) {
      const mark = this.inside === LINE ? '\n' : '*/';
      const found = bytes.indexOf(mark, window.pos);
      const isThere = found >= 0 && found + mark.length <= end;
      window.pos = isThere ? found + mark.length : Math.max(window.pos, end - mark.length + 1);
      if (isThere) this.inside = 0;
      return false;
    }
    const quote = this.inside;
    const escaping = hasEscapes && quote !== BACKTICK ? BACKSLASH : quote;
    let at = window.pos;
    for (;;) {
      let byte = bytes[at] as number;
      while (byte !== quote && byte !== escaping && at < end) {
        at += 1;
        byte = bytes[at] as number;
      }
      if (at >= end) break;
      if (byte === quote) {
        // A doubled quote ends one string and begins the next.
        this.inside = 0;
        at += 1;
        break;
      }
      if (at + 1 >= end) break;
      at += 2;
    }
    window.pos = Math.min(at, end);
    return false;
  }
}
