import { compareAnswers } from '../../src/comparing/diff';
import { Tally } from '../../src/comparing/tally';
import { recordComparisons } from '../../src/store/comparing/comparisons';
import type { World } from './world';

const ticket = {
  result: 'success',
  tid: '815042',
  deptid: 1,
  c: 'Ab3dE6gh',
  name: 'Tom & Ann <Lee>',
  date: '2027-01-28 09:00:00',
  subject: 'The printer burns',
  status: 'Open',
  replies: { reply: [{ replyid: '0', message: 'Help!', rating: 0 }] },
};

/** Records what a few days of comparing could find, with every kind of thing that the page shows. */
export async function makeComparisons(world: World): Promise<void> {
  const tally = new Tally();
  const { now } = world;
  const compare = (action: string, times: number, there: Record<string, unknown>) => {
    for (let time = 1; time <= times; time++) {
      tally.add(action, `ticketid=${800 + time}`, compareAnswers(ticket, { ...ticket, ...there }), now);
    }
  };
  compare('GetTicket', 940, {});
  compare('GetTicket', 21, { name: 'Tom &amp; Ann &lt;Lee&gt;' });
  compare('GetTicket', 12, { replies: { reply: [{ replyid: '0', message: 'Help!', rating: '0' }] } });
  compare('GetTicket', 5, { date: '2027-01-28 10:00:00', adminusername: 'jo' });
  compare('GetTicket', 2, { c: 'Zz9yX8wv', replies: { reply: [{ replyid: '0', message: 'Help me!', rating: 0 }] } });
  compare('GetTickets', 260, {});
  compare('GetTickets', 3, { status: '<script>alert(1)</script>' });
  compare('GetSupportDepartments', 120, {});
  tally.count('GetTicket', 'failed', now, 'The upstream WHMCS at billing.example.com did not answer within 15 s');
  tally.count('GetTickets', 'part', now);
  tally.count('GetTickets', 'full', now);
  const { calls, differences } = tally.take();
  await world.desk.database.transaction('write', async (db) => recordComparisons(db, calls, differences));
}
