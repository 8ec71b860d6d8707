import { action } from '../src/calls/action';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import { isOwn, presentWebhook } from '../src/dialects/whmcs/webhooks';
import type { GetWebhooks } from '../src/generated/GetWebhooks';
import { listWebhooks } from '../src/store/deliveries/webhooks';
import { WHOLE } from '../src/store/pages';

export default action<GetWebhooks>(async (params, { db, caller, key, now }) => {
  const page = pageOf(params);
  // There are few, and a caller of some departments must not learn how many others there are.
  const { rows } = await listWebhooks(db, params.webhookid, WHOLE);
  const own = rows.filter((webhook) => isOwn(caller.departmentIds, webhook));
  const shown = { total: own.length, rows: own.slice(page.offset, page.offset + page.limit) };
  return {
    ...countsOf(page, shown),
    webhooks: { webhook: shown.rows.map((webhook) => presentWebhook(webhook, key, now)) },
  };
});
