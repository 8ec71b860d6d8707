import type { Db } from '../../database/pool';
import { readDeliveryState } from '../../store/deliveries/state';
import { findLateMail } from '../../store/desk/emails';
import { type Check, fine, firstOf, hint } from './check';

/** Events are numbered within a second, unless nobody does it. */
const EVENTS_LATE_MS = 60_000;
/** A listener that hangs delays its own deliveries. */
const DELIVERIES_LATE_MS = 300_000;
/** A mail server may defer a mail a few times. */
const MAIL_LATE_MS = 1_800_000;

/** Checks whether somebody hands events on. */
export async function examineDeliveries(db: Db, now: Date): Promise<Check> {
  const before = (ms: number): Date => new Date(now.getTime() - ms);
  const { oldestEvent, late, workers } = await readDeliveryState(db, { dueBefore: before(DELIVERIES_LATE_MS) });
  const isLate = oldestEvent !== null && oldestEvent < before(EVENTS_LATE_MS);
  return firstOf(
    [
      (isLate || late !== null) &&
        workers === 0 &&
        hint('deliveries', 'nothing is delivering, so that mail and webhooks wait: start a server (hatchdesk serve)'),
      isLate &&
        hint(
          'deliveries',
          `events wait since ${oldestEvent.toISOString()}: see "events were not delivered" in the log`,
        ),
      late !== null &&
        hint('deliveries', `"${late}" is late by over five minutes: hatchdesk deliveries list --listener "${late}"`),
    ],
    fine('deliveries', workers === 0 ? 'nothing waits' : `nothing is late; processes that deliver: ${workers}`),
  );
}

/**
 * Checks whether the mail server takes what is written for it.
 *
 * @param isSent whether a mail server is set
 */
export async function examineMail(db: Db, isSent: boolean, now: Date): Promise<Check> {
  if (!isSent) return fine('mail', 'kept and not sent, because no mail server is set');
  const late = await findLateMail(db, new Date(now.getTime() - MAIL_LATE_MS));
  if (late === undefined) return fine('mail', 'no mail waits for more than half an hour');
  const { createdAt, reason } = late;
  const why = reason === '' ? '' : ` (${reason})`;
  return hint('mail', `mail waits since ${createdAt.toISOString()}${why}: hatchdesk mail list --state deferred`);
}
