import { action } from '../src/calls/action';
import { holdOwnMailbox, readMailbox } from '../src/dialects/whmcs/mailboxes';
import type { UpdateMailbox } from '../src/generated/UpdateMailbox';
import { type MailboxColumns, rewriteMailbox } from '../src/store/inbound/mailboxes';
import { differences } from '../src/store/rows';

/** The log shows that the secret changed, and not to what. */
const shown = ({ secret: _secret, ...box }: MailboxColumns) => box;

export default action<UpdateMailbox>(async ({ mailboxid, ...params }, context) => {
  const before = await holdOwnMailbox(context, mailboxid);
  const after = await readMailbox(context, mailboxid, params, before);
  rewriteMailbox(context.db, mailboxid, after, context.now);
  const isOther = after.secret !== before.secret;
  const changes = differences({ ...before }, shown(after));
  context.record({ changes: { ...changes, ...(isOther && { secret: ['...', '...'] }) } });
  return { mailboxid };
});
