import { createHash } from 'node:crypto';
import { textsOf } from '../opening/texts';

/** What the caller knows: `unknown` if no answer came, or one that says so. */
export type Fate = 'acknowledged' | 'refused' | 'unknown';

export interface Opened {
  id: number;
  fate: Fate;
  /** The number of bytes of its file; 0 without one. */
  file: number;
}

/** What was sent and what came of it. Texts and files follow from the subject, so the ledger need not hold them. */
export class Ledger {
  /** By subject. */
  readonly tickets = new Map<string, Opened>();
  /** By text. */
  readonly replies = new Map<string, { ticketId: number; fate: Fate }>();
  private readonly open: Record<string, number[]> = {};
  private last = 0;

  /** Begins the subject of every ticket of this soak. */
  readonly mark = `soak-${process.pid}-${Date.now().toString(36)}`;

  subject(): string {
    return `${this.mark}-${++this.last}`;
  }

  /** Notes what came of opening a ticket. @param group tickets that the same caller may read and answer */
  opened(subject: string, group: string, opened: Opened): void {
    this.tickets.set(subject, opened);
    if (opened.fate !== 'acknowledged') return;
    this.open[group] ??= [];
    this.open[group].push(opened.id);
  }

  /** The id of some ticket of a group, more often of the newest. */
  ticketOf(group: string): number | undefined {
    const ids = this.open[group] ?? [];
    return ids[ids.length - 1 - Math.floor(Math.random() ** 2 * ids.length)];
  }

  count(fate: Fate): number {
    return [...this.tickets.values()].filter((ticket) => ticket.fate === fate).length;
  }
}

const numberOf = (subject: string): number => Number(/\d+$/.exec(subject)?.[0]);

export const messageOf = (subject: string): string => `${textsOf(numberOf(subject) % 200).message}\n${subject}`;

/** A file like no other, so that bytes of another ticket would show. */
export function fileOf(subject: string, length: number): Buffer {
  const seed = createHash('sha256').update(subject).digest('hex');
  return Buffer.from(seed.repeat(Math.ceil(length / seed.length)).slice(0, length));
}

export const digest = (bytes: string | Buffer): string => createHash('md5').update(bytes).digest('hex');
