import { action } from '../src/calls/action';
import { isOwnMailbox, presentMailbox } from '../src/dialects/whmcs/mailboxes';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import type { GetMailboxes } from '../src/generated/GetMailboxes';
import { listMailboxes } from '../src/store/inbound/mailboxes';
import { WHOLE } from '../src/store/pages';

export default action<GetMailboxes>(async (params, { db, caller }) => {
  const page = pageOf(params);
  // There are few, and a caller of some departments must not learn how many others there are.
  const { rows } = await listMailboxes(db, params.mailboxid, WHOLE);
  const own = rows.filter((box) => isOwnMailbox(caller.departmentIds, box));
  const shown = { total: own.length, rows: own.slice(page.offset, page.offset + page.limit) };
  return { ...countsOf(page, shown), mailboxes: { mailbox: shown.rows.map(presentMailbox) } };
});
