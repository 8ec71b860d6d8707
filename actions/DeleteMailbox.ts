import { action } from '../src/calls/action';
import { holdOwnMailbox } from '../src/dialects/whmcs/mailboxes';
import type { DeleteMailbox } from '../src/generated/DeleteMailbox';
import { deleteMailbox } from '../src/store/inbound/mailboxes';

export default action<DeleteMailbox>(async ({ mailboxid }, context) => {
  const { host, username } = await holdOwnMailbox(context, mailboxid);
  deleteMailbox(context.db, mailboxid);
  context.record({ changes: { host: [host, null], username: [username, null] } });
  return { mailboxid };
});
