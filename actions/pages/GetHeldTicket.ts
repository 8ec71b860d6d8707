import { hashSecret } from '../../src/access/secrets';
import { action } from '../../src/calls/action';
import { heldSubject } from '../../src/dialects/pages/held';
import type { PagesGetHeldTicket } from '../../src/generated/pages/GetHeldTicket';

export default action<PagesGetHeldTicket>(async ({ token }, context) => ({
  subject: await heldSubject(context, hashSecret(token)),
}));
