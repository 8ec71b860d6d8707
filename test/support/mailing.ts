import pino from 'pino';
import { startMail } from '../../src/server/mail';
import { startDelivering, stopDelivering } from '../deliveries/deliver';
import { eventually } from './eventually';
import type { World } from './world';

const PENDING = `select 1 from outbox o where event in ('TicketOpen', 'TicketOpenAdmin', 'TicketUserReply', 'TicketAdminReply', 'TicketClose')
  and not exists (select from deliveries d where d.outbox_id = o.id and d.state in ('delivered', 'dead'))
  union all select 1 from emails where status = 'waiting' limit 1`;

/**
 * Writes and sends the mail of everything that has happened, as a server would. Before, a test can change what mail will
 * say.
 */
export async function deliverMail(world: World): Promise<void> {
  const mail = startMail(world.desk, pino({ level: 'silent' }));
  startDelivering(world, [mail.listener]);
  try {
    await eventually(async () => (await world.rows(PENDING)).length === 0);
  } finally {
    await stopDelivering();
    await mail.stop();
  }
}
