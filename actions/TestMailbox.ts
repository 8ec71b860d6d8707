import { action } from '../src/calls/action';
import { isOwnMailbox } from '../src/dialects/whmcs/mailboxes';
import { notFound } from '../src/errors';
import type { TestMailbox } from '../src/generated/TestMailbox';
import { type Findings, testMailbox } from '../src/inbound/ways/imap/test';
import { type MailboxSecret, openSecret, sealSecret } from '../src/inbound/ways/secrets';
import { findMailbox, replaceSecret } from '../src/store/inbound/mailboxes';

interface Tested {
  findings: Findings;
  /** What replaces the secret that was used. */
  renewed?: { before: string; secret: MailboxSecret };
}

export default action<TestMailbox, Tested>(
  async ({ mailboxid }, { read, key, caller }) => {
    const box = await read((db) => findMailbox(db, mailboxid));
    if (box === undefined || !isOwnMailbox(caller.departmentIds, box)) throw notFound('Mailbox ID Not Found');
    const secret = openSecret(key, box.id, box.secret);
    let renewed: Tested['renewed'];
    const findings = await testMailbox(box, secret, async (refreshToken) => {
      renewed = { before: box.secret, secret: { ...secret, refreshToken } };
    });
    return { findings, ...(renewed !== undefined && { renewed }) };
  },
  async ({ mailboxid }, { db, key }, { findings, renewed }) => {
    if (renewed !== undefined) {
      replaceSecret(db, mailboxid, renewed.before, await sealSecret(key, db, mailboxid, renewed.secret));
    }
    const { works, problem, hints, mails, unseen } = findings;
    return { mailboxid, works, problem, hints: hints.join('. '), mails, unseen };
  },
);
