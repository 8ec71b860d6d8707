import type { Context } from '../calls/action';
import { addressKey, isMachine } from '../mail/people';
import { listStaffAddresses } from '../store/inbound/people';
import { isEmail } from '../tickets/authors';
import { spellingsOf } from './author';
import type { Received } from './received';

/** A ticket is not a mail relay: nobody who writes to a crowd makes all of them get copies. */
const MOST_COPIES = 10;
const MOST_RECIPIENTS = 50;

/** Who gets copies of a ticket's mail because of a mail. */
interface Copies {
  cc: string[];
  flags: string[];
}

/**
 * Chooses those who get copies from the recipients of a mail and its other authors. It never is the sender, the desk, its
 * staff or a machine. Whoever only claims to be the sender chooses nobody.
 *
 * @param others who get the ticket's mail anyway
 */
export async function chooseCopies(
  context: Pick<Context, 'db'>,
  { mail, own, sender, verdict }: Pick<Received, 'mail' | 'own' | 'sender' | 'verdict'>,
  others: string[] = [],
): Promise<Copies> {
  if (verdict === 'fail' || sender.isFromReplyTo) return { cc: [], flags: [] };
  const all = [...mail.from.slice(1), ...mail.to, ...mail.cc].map(({ address }) => address);
  if (all.length > MOST_RECIPIENTS) return { cc: [], flags: ['too-many-recipients'] };
  const seen = new Set(['', sender.key, ...others.map(addressKey)]);
  const usable = all.filter((address) => {
    const key = addressKey(address);
    if (seen.has(key) || !isEmail(address) || own.has(address) || isMachine(address)) return false;
    seen.add(key);
    return true;
  });
  const ofStaff = new Set(await listStaffAddresses(context.db, usable.flatMap(spellingsOf)));
  const wanted = usable.filter((address) => !spellingsOf(address).some((spelling) => ofStaff.has(spelling)));
  return {
    cc: wanted.slice(0, MOST_COPIES),
    flags: wanted.length > MOST_COPIES ? ['too-many-recipients'] : [],
  };
}
