import { Transform, type TransformCallback } from 'node:stream';

const PIECE_BYTES = 65_536;

/**
 * Passes a mail on in large pieces. The mail library writes each line of a part by itself, and each write to a connection
 * is a call of the operating system.
 */
export class Gathering extends Transform {
  private parts: Buffer[] = [];
  private bytes = 0;

  override _transform(part: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.parts.push(part);
    this.bytes += part.length;
    if (this.bytes >= PIECE_BYTES) this.pass();
    done();
  }

  override _flush(done: TransformCallback): void {
    this.pass();
    done();
  }

  private pass(): void {
    if (this.bytes > 0) this.push(Buffer.concat(this.parts, this.bytes));
    this.parts = [];
    this.bytes = 0;
  }
}
