import type { Context } from '../calls/action';
import type { OwnAddresses } from '../mail/people';
import type { DepartmentRow } from '../store/desk/departments';
import type { Settled, Way } from '../store/inbound/mail-log';
import type { Verdict } from './authentication';
import type { Known } from './author';
import type { Proofs } from './proofs';
import type { ReceivedMail } from './reading/mail';
import type { Sender } from './sender';
import type { Signs } from './signs';

/** Where a mail comes from. */
export interface Origin {
  way: Way;
  /** The department of the mailbox or of the command; null if the mail's addresses decide. */
  departmentId: number | null;
  /** Whether somebody chose that department for this mail. */
  isDepartmentChosen?: boolean;
  /** The recipients of the SMTP envelope; empty for other ways. */
  recipients: string[];
  receivedAt: Date;
  mailboxId: number | null;
  /** For archives: the dates of the mails count, and nobody is told or answered. */
  isSilent?: boolean;
}

/** A mail that is being judged, and what is known about it. */
export interface Received {
  context: Context;
  mail: ReceivedMail;
  origin: Origin;
  own: OwnAddresses;
  sender: Sender;
  signs: Signs;
  verdict: Verdict;
  known: Known;
  proofs: Proofs;
  department: DepartmentRow | undefined;
  /** Whether somebody takes it by hand, so that no rule keeps it out. */
  isForced: boolean;
}

/** What became of a mail; everything else is as the mail's row has it. */
export type Outcome = Pick<Settled, 'outcome' | 'reason'> & Partial<Settled>;
