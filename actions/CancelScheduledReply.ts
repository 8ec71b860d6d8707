import { action } from '../src/calls/action';
import { holdOwnScheduled, presentScheduled } from '../src/dialects/whmcs/scheduled-replies';
import type { CancelScheduledReply } from '../src/generated/CancelScheduledReply';
import { cancelReply } from '../src/tickets/scheduled';

export default action<CancelScheduledReply>(async ({ scheduledid }, context) => {
  const reply = await holdOwnScheduled(context, scheduledid);
  cancelReply(context, reply);
  return { scheduledreply: presentScheduled({ ...reply, state: 'cancelled', reason: '' }) };
});
