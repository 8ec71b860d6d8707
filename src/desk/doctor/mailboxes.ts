import type { Db } from '../../database/pool';
import { listMailboxStates, type MailboxState } from '../../store/inbound/mailboxes';
import { bad, type Check, fine, hint } from './check';

/** A new mailbox is looked into within seconds. */
const NEW_MS = 60_000;
/** Every mailbox is looked into more often. */
const SILENT_MS = 900_000;

/** Checks how fetching the mail of each mailbox goes. Those that are disabled are left out. */
export async function examineMailboxes(db: Db, now: Date): Promise<Check[]> {
  return (await listMailboxStates(db)).map((box) => examineMailbox(box, now));
}

function examineMailbox(box: MailboxState, now: Date): Check {
  const { id, name, lastSuccessAt, lastError, failingSince, createdAt, isLeased } = box;
  const say = (found: string): string => `${id} "${name}": ${found}`;
  const last = lastSuccessAt === null ? 'it has never worked' : `it last worked at ${lastSuccessAt.toISOString()}`;
  if (failingSince !== null) {
    return bad(
      'mailbox',
      say(`${lastError} (since ${failingSince.toISOString()}; ${last}): hatchdesk mailbox test ${id}`),
    );
  }
  const waitsSince = lastSuccessAt ?? createdAt;
  const isLate = now.getTime() - waitsSince.getTime() > (lastSuccessAt === null ? NEW_MS : SILENT_MS);
  if (!isLeased && isLate) {
    return hint('mailbox', say(`nothing fetches its mail, and ${last}: start a server (hatchdesk serve)`));
  }
  return fine('mailbox', say(lastSuccessAt === null ? 'not looked into yet' : last));
}
