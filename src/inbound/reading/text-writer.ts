const LONGEST_LOOK_BACK = 2_000;

/** Puts a text together from the pieces of a page: white space counts once, and quoted lines begin with `> `. */
export class TextWriter {
  quoteDepth = 0;
  /** How much is written. */
  length = 0;
  private readonly pieces: string[] = [];
  /** Where in the text the pieces begin, and where in the page they stand. */
  private readonly places: { text: number; source: number }[] = [];
  private breaks = 0;
  private spaces = '';
  private lastDepth = 0;

  /** Where the next text will stand, line breaks before it left aside. */
  get next(): number {
    return this.length;
  }

  /** @param source where it stands in the page. @param isPre whether its blanks and line breaks are kept */
  write(text: string, source: number, isPre: boolean): void {
    if (isPre) {
      const [first = '', ...lines] = text.replaceAll('\u00a0', ' ').replace(/\r\n?/g, '\n').split('\n');
      this.writeAsIs(first, source);
      for (const line of lines) {
        this.breakLine();
        this.writeAsIs(line, source);
      }
      return;
    }
    const flat = text.replace(/[\s\u00a0]+/g, ' ');
    const words = flat.trim();
    if (flat.startsWith(' ')) this.space(' ');
    if (words === '') return;
    // The blank behind the dashes above a signature is part of the sign. That of a line break in the page is not.
    const isMark = /^\s*--[ \u00a0]\s*$/.test(text);
    this.put(isMark ? '-- ' : words, source);
    if (isMark) return;
    if (flat.endsWith(' ')) this.space(' ');
  }

  /** A blank before what follows on the line. */
  space(blank: string): void {
    if (this.breaks === 0 && this.length > 0 && this.spaces.length < blank.length) this.spaces = blank;
  }

  breakLine(): void {
    this.breaks++;
    this.spaces = '';
  }

  /** Makes what follows begin on another line, with an empty one between for two breaks. */
  separate(breaks: number): void {
    this.breaks = Math.max(this.breaks, breaks);
    this.spaces = '';
  }

  /** The text from a place on; null if it is long. */
  since(start: number): string | null {
    if (this.length - start > LONGEST_LOOK_BACK) return null;
    let text = '';
    let at = this.length;
    for (let index = this.pieces.length - 1; index >= 0 && at > start; index--) {
      const piece = this.pieces[index] ?? '';
      text = piece + text;
      at -= piece.length;
    }
    return text.slice(Math.max(0, start - at));
  }

  finish(): string {
    return this.pieces.join('').trimEnd();
  }

  /** Where in the page the first piece at or after a place begins. */
  sourceOf(textAt: number): number | undefined {
    return this.places.find(({ text }) => text >= textAt)?.source;
  }

  private writeAsIs(line: string, source: number): void {
    if (line.trim() === '') this.spaces += line;
    else this.put(line, source);
  }

  private put(text: string, source: number): void {
    if (this.length === 0) this.breaks = 0;
    const prefix = '> '.repeat(Math.min(this.quoteDepth, 20));
    let before = this.spaces;
    if (this.breaks > 0) {
      const between = '>'.repeat(Math.min(this.quoteDepth, this.lastDepth, 20));
      before = `\n${`${between}\n`.repeat(Math.min(this.breaks, 2) - 1)}${prefix}${this.spaces}`;
    } else if (this.length === 0) before = prefix + this.spaces;
    this.breaks = 0;
    this.spaces = '';
    this.lastDepth = this.quoteDepth;
    // The line break before it belongs to what stands before.
    const lead = before.startsWith('\n') ? before.lastIndexOf('\n') + 1 : 0;
    this.append(before.slice(0, lead));
    this.places.push({ text: this.length, source });
    this.append(before.slice(lead) + text);
  }

  private append(piece: string): void {
    if (piece === '') return;
    this.pieces.push(piece);
    this.length += piece.length;
  }
}
