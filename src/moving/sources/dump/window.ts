const SPARE_BYTES = 64;
const LARGE = 16 << 20;

/**
 * The bytes of a stream that are being looked at: from {@link pos} to {@link end}. Whoever needs more of them asks for more,
 * and begins again with what could not be read.
 */
export class Window {
  bytes: Buffer = Buffer.alloc(1 << 16);
  pos = 0;
  end = 0;
  /** Whether nothing comes after {@link end}. */
  isLast = false;
  /** How many bytes of the stream lie before `bytes`. */
  private before = 0;
  private readonly chunks: AsyncIterator<Buffer>;

  constructor(chunks: AsyncIterable<Buffer>) {
    this.chunks = chunks[Symbol.asyncIterator]();
  }

  /** Where a place of `bytes` is in the stream. */
  offsetOf(at: number): number {
    return this.before + at;
  }

  /** The next bytes as text. Half a letter at its end is unreadable. */
  text(bytes: number): string {
    return this.bytes.toString('utf8', this.pos, Math.min(this.pos + bytes, this.end));
  }

  /** Passes over white space, byte order marks, and semicolons of empty statements. */
  passGaps(): void {
    const { bytes, end } = this;
    let at = this.pos;
    while (at < end && isGap(bytes[at] as number)) at += 1;
    this.pos = at;
  }

  /** Passes over what separates rows. @returns where it came to */
  passCommas(): number {
    const { bytes, end } = this;
    let at = this.pos;
    while (at < end && ((bytes[at] as number) <= 0x20 || bytes[at] === 0x2c)) at += 1;
    this.pos = at;
    return at;
  }

  /** Where the line ends, behind its line feed; -1 if more bytes are needed. */
  endOfLine(): number {
    return this.behind('\n');
  }

  /** Where the comment that begins here ends; -1 if more bytes are needed. */
  endOfComment(): number {
    return this.behind(this.bytes[this.pos] === 0x2f ? '*/' : '\n');
  }

  private behind(mark: '\n' | '*/'): number {
    const found = this.bytes.indexOf(mark, this.pos);
    if (found >= 0 && found + mark.length <= this.end) return found + mark.length;
    return this.isLast && mark === '\n' ? this.end : -1;
  }

  /**
   * Adds at least as many bytes as there are: otherwise a value of 100 MB that comes in pieces of one would be looked at a
   * hundred times.
   *
   * @returns false if there are no more
   */
  async more(): Promise<boolean> {
    if (this.isLast) return false;
    const enough = (this.end - this.pos) * 2;
    do {
      const next = await this.chunks.next();
      if (next.done === true) {
        this.isLast = true;
        break;
      }
      this.append(next.value, enough);
    } while (this.end - this.pos < enough);
    return true;
  }

  /** Ends the stream before its end. */
  async close(): Promise<void> {
    await this.chunks.return?.();
  }

  /** @param enough how many bytes there will be after this chunk and the next ones */
  private append(chunk: Buffer, enough: number): void {
    const kept = this.end - this.pos;
    const needed = kept + chunk.length + SPARE_BYTES;
    const isTooLarge = this.bytes.length > LARGE && needed < LARGE / 2;
    if (needed > this.bytes.length || isTooLarge) {
      this.moveTo(Buffer.allocUnsafeSlow(Math.max(needed, enough + chunk.length + SPARE_BYTES)));
    } else if (this.end + chunk.length + SPARE_BYTES > this.bytes.length) this.moveTo(this.bytes);
    chunk.copy(this.bytes, this.end);
    this.end += chunk.length;
    // A loop that looks for a quote ends here, without comparing with the end at every byte.
    this.bytes[this.end] = 0x27;
  }

  /** Takes the bytes from `pos` on to the beginning of a buffer. */
  private moveTo(bytes: Buffer): void {
    this.bytes.copy(bytes, 0, this.pos, this.end);
    this.before += this.pos;
    this.end -= this.pos;
    this.pos = 0;
    this.bytes = bytes;
  }
}

const isGap = (byte: number): boolean =>
  byte <= 0x20 || byte === 0x3b || byte === 0xef || byte === 0xbb || byte === 0xbf;
