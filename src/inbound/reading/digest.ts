import { createHash, type Hash } from 'node:crypto';
import { type Fields, fieldOf } from './fields';

const WINDOW = 1 << 20;
const CR = 0x0d;

/** What tells one mail from another: SHA-256 of From, Subject, Date and the body, whatever its line ends. */
export function digestOf(raw: Buffer, fields: Fields): string {
  const hash = createHash('sha256');
  for (const name of ['from', 'subject', 'date']) hash.update(`${fieldOf(fields, name) ?? ''}\n`, 'latin1');
  addBody(hash, raw.subarray(fields.end));
  return hash.digest('hex');
}

function addBody(hash: Hash, body: Buffer): void {
  let end = body.length;
  while (end > 0 && (body[end - 1] ?? 0) <= 0x20) end--;
  const window = Buffer.allocUnsafe(Math.min(WINDOW, end));
  let length = 0;
  for (let at = 0; at < end; at++) {
    const byte = body[at] ?? 0;
    if (byte !== CR) window[length++] = byte;
    if (length === WINDOW) {
      hash.update(window);
      length = 0;
    }
  }
  hash.update(window.subarray(0, length));
}
