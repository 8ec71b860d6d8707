import { wakingCaller } from '../access/caller';
import type { Desk } from '../desk/desk';
import { isAnyToWake } from '../store/tickets/planning';
import { wakeTicket } from '../tickets/planning';

/**
 * Brings back snoozed tickets whose time has come. Each is brought back in a transaction of its own, and any number of
 * processes may do it at once.
 *
 * @param isWanted is asked before each whether to go on
 */
export async function wakeTickets(
  { database, dispatcher, clock }: Pick<Desk, 'database' | 'dispatcher' | 'clock'>,
  isWanted: () => boolean = () => true,
): Promise<void> {
  if (!(await database.transaction('read', (db) => isAnyToWake(db, clock())))) return;
  for (let isLeft = true; isLeft && isWanted(); ) {
    isLeft = await dispatcher.within('WakeTickets', wakingCaller, wakeTicket);
  }
}
