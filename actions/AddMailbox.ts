import { action } from '../src/calls/action';
import { readMailbox } from '../src/dialects/whmcs/mailboxes';
import type { AddMailbox } from '../src/generated/AddMailbox';
import { drawMailboxId, insertMailbox } from '../src/store/inbound/mailboxes';

export default action<AddMailbox>(async (params, context) => {
  const { db, now, record } = context;
  const mailboxid = await drawMailboxId(db);
  const box = await readMailbox(context, mailboxid, params);
  insertMailbox(db, mailboxid, box, now);
  record({ changes: { host: [null, box.host], username: [null, box.username] } });
  return { mailboxid };
});
