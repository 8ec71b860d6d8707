import type { Context } from '../calls/action';
import type { LoggedMail } from '../store/inbound/mail-log';
import { judge } from './judge';
import type { ReceivedMail } from './reading/mail';
import { settle, type Taken } from './take';

/**
 * Takes in a mail that was refused or ignored, because somebody wants it: as a ticket or a reply, whatever kept it out.
 *
 * @param logged its row in the import log, locked
 * @param departmentId where a new ticket belongs, if not where the mail says
 */
export async function importByHand(
  context: Context,
  logged: LoggedMail,
  mail: ReceivedMail,
  departmentId: number | undefined,
): Promise<Taken> {
  const origin = {
    ...{ way: logged.way, mailboxId: logged.mailboxId, receivedAt: logged.receivedAt },
    departmentId: departmentId ?? logged.departmentId,
    recipients: [],
    isDepartmentChosen: departmentId !== undefined,
  };
  context.record({ changes: { mail: [null, logged.id] } });
  // The operator's hooks have had their say.
  const outcome = await judge({ ...context, validateOpening: undefined }, mail, origin, logged.id, true);
  if (outcome.ticketId == null) return { ...outcome, ticketId: null, mailLogId: logged.id };
  return settle(context, logged.id, logged, { ...outcome, detail: `taken by hand; before: ${logged.reason}` });
}
