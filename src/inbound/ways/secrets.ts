import type { DeskKey } from '../../access/desk-key';
import type { Db } from '../../database/pool';

/** With what the desk signs in to a mailbox. */
export interface MailboxSecret {
  password?: string;
  clientSecret?: string;
  refreshToken?: string;
}

const nameOf = (mailboxId: number): string => `mailbox:${mailboxId}:secret`;

/** Encrypts the secret of a mailbox for its row. @throws ApiError what `key.seal` refuses */
export const sealSecret = (key: DeskKey, db: Db, mailboxId: number, secret: MailboxSecret): Promise<string> =>
  key.seal(db, JSON.stringify(secret), nameOf(mailboxId));

/** Decrypts the secret in the row of a mailbox. @returns undefined if this process lacks the key that sealed it */
export function openSecret(key: Pick<DeskKey, 'open'>, mailboxId: number, sealed: string): MailboxSecret | undefined {
  const opened = key.open(sealed, nameOf(mailboxId));
  return opened === undefined ? undefined : (JSON.parse(opened) as MailboxSecret);
}
