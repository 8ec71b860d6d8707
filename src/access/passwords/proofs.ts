import { hash, randomBytes, timingSafeEqual } from 'node:crypto';

const REMEMBER_MS = 3_600_000;
const MOST_REMEMBERED = 1000;

/**
 * Remembers which passwords were right, without keeping them. A proof belongs to a hash, so it ends when the password
 * changes.
 */
export class Proofs {
  private readonly key = randomBytes(32).toString('base64');
  private readonly proofs = new Map<string, { proof: Buffer; until: number }>();

  /** A digest of texts that nobody outside this process can compute. */
  digest(...texts: string[]): Buffer {
    // Truncated, so that it needs no HMAC against lengthening, and in one call, which takes a third of the time.
    return hash('sha512-256', this.key + JSON.stringify(texts), 'buffer');
  }

  /** Whether the password was right within an hour. Each use makes it another hour. */
  has(password: string, hash: string): boolean {
    const known = this.proofs.get(hash);
    if (known === undefined || known.until <= performance.now()) return false;
    const proof = this.digest(password, hash);
    if (!timingSafeEqual(known.proof, proof)) return false;
    this.set(hash, proof);
    return true;
  }

  add(password: string, hash: string): void {
    this.set(hash, this.digest(password, hash));
  }

  private set(hash: string, proof: Buffer): void {
    this.proofs.delete(hash);
    this.proofs.set(hash, { proof, until: performance.now() + REMEMBER_MS });
    const oldest = this.proofs.keys().next().value;
    if (this.proofs.size > MOST_REMEMBERED && oldest !== undefined) this.proofs.delete(oldest);
  }
}
