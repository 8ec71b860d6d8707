import { action } from '../src/calls/action';
import { presentDelivery } from '../src/dialects/whmcs/deliveries';
import { countsOf, pageOf } from '../src/dialects/whmcs/paging';
import { isOwn } from '../src/dialects/whmcs/webhooks';
import { notFound } from '../src/errors';
import type { GetWebhookDeliveries } from '../src/generated/GetWebhookDeliveries';
import { listDeliveries } from '../src/store/deliveries/list';
import { findWebhook } from '../src/store/deliveries/webhooks';
import { listenerOf } from '../src/webhooks/listeners';

export default action<GetWebhookDeliveries>(
  async ({ webhookid, state, event, ticketid, ...params }, { db, caller }) => {
    const webhook = await findWebhook(db, webhookid);
    if (webhook === undefined || !isOwn(caller.departmentIds, webhook)) throw notFound('Webhook ID Not Found');
    const page = pageOf(params);
    const listed = await listDeliveries(
      db,
      { listener: listenerOf(webhookid), state, event, ticketId: ticketid, departmentIds: undefined },
      page,
    );
    return { ...countsOf(page, listed), deliveries: { delivery: listed.rows.map(presentDelivery) } };
  },
);
