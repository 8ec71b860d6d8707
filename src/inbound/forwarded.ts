import { addressKey } from '../mail/people';
import { isEmail } from '../tickets/authors';
import { labelOf } from './reading/header-blocks';
import type { Mailbox } from './reading/mail';

/** The lines above a forwarded mail are near its sender's. Thunderbird writes the subject and the date before that. */
const NEAR = 5;

/** Longer texts are not searched to their end. */
const MOST_LINES = 400;

/**
 * Finds who wrote the mail that a text forwards: the sender in the first block of lines that mail programs put above it.
 *
 * @returns undefined if there is no such block
 */
export function originalSender(text: string): Mailbox | undefined {
  const lines = text.split('\n', MOST_LINES).map((line) => line.slice(0, 500));
  for (const [at, line] of lines.entries()) {
    if (labelOf(line) !== 'from' || labelsAround(lines, at).size < 2) continue;
    const who = line.replace(/^[^:：]*[:：]/, '');
    const address = /[^\s<>"'()[\],;:*]+@[^\s<>"'()[\],;:*]+/.exec(who.replace('mailto:', ''))?.[0] ?? '';
    if (!isEmail(address)) return undefined;
    const name = who
      .slice(0, who.indexOf(address))
      .replace(/mailto:|["'<>[\]()*]/g, '')
      .trim();
    return { name, address, key: addressKey(address) };
  }
  return undefined;
}

/** What the lines around that of a sender name. Above it, only those that touch it belong to the same mail. */
function labelsAround(lines: string[], at: number): Set<string> {
  const found = new Set<string>();
  for (let above = at - 1; above >= Math.max(0, at - NEAR); above--) {
    const label = labelOf(lines[above] ?? '');
    if (label === undefined || label === 'from') break;
    found.add(label);
  }
  for (const below of lines.slice(at + 1, at + 1 + NEAR)) {
    const label = labelOf(below);
    if (label !== undefined && label !== 'from') found.add(label);
  }
  return found;
}
