import type { Context } from '../../calls/action';
import { ApiError, FormRefused, notFound } from '../../errors';
import { findHeldTicket, type HeldTicket, holdTicketAside, takeHeldTicket } from '../../store/tickets/held';
import type { EnteredTicket } from './new-ticket';

/** Whether the caller's ticket waits until its address is confirmed. */
export const isHeld = ({ caller, desk }: Pick<Context, 'caller' | 'desk'>): boolean =>
  caller.clientId === null && desk.ticketGuestConfirmation === 'on';

/** Strangers may have us keep little. It is the size of a screenshot or two. */
export const MOST_HELD_BYTES = 2_000_000;

/** How long the link in the mail works. */
const HELD_MS = 24 * 60 * 60 * 1000;

/** What was entered, with the sizes of files in place of their bytes. */
type Kept = Omit<EnteredTicket, 'files'> & { files: { filename: string; size: number }[] };

/**
 * Keeps a guest's ticket aside for a day.
 *
 * @param network what counts as one sender
 * @throws FormRefused `Files and message may have at most 2000000 bytes together`; ApiError (too_many) `Too many tickets
 *   wait for a confirmation, please try again later`
 */
export async function holdAside(
  { db, now }: Context,
  { files = [], ...entered }: EnteredTicket,
  { tokenHash, network }: { tokenHash: string; network: string },
): Promise<void> {
  const bytes = Buffer.concat(files.map(({ data }) => data));
  const form: Kept = { ...entered, files: files.map(({ filename, data }) => ({ filename, size: data.length })) };
  if (bytes.length + Buffer.byteLength(JSON.stringify(form)) > MOST_HELD_BYTES) {
    const message = `Files and message may have at most ${MOST_HELD_BYTES} bytes together`;
    throw new FormRefused([{ field: 'files', code: 'held_size', details: [String(MOST_HELD_BYTES)], message }]);
  }
  const from = { tokenHash, network, email: entered.email ?? '', expiresAt: new Date(now.getTime() + HELD_MS) };
  if (!(await holdTicketAside(db, from, { form, bytes }, now))) {
    throw new ApiError('too_many', 'Too many tickets wait for a confirmation, please try again later');
  }
}

const noConfirmation = () => notFound('Confirmation Not Found');

/** The subject of a ticket that was kept aside. @throws ApiError (not_found) `Confirmation Not Found` */
export async function heldSubject({ db, now }: Pick<Context, 'db' | 'now'>, tokenHash: string): Promise<string> {
  const form = await findHeldTicket<Kept>(db, tokenHash, now);
  if (form === undefined) throw noConfirmation();
  return form.subject ?? '';
}

/** Takes back what was entered in a ticket that was kept aside. @throws ApiError (not_found) `Confirmation Not Found` */
export async function takeBack({ db, now }: Pick<Context, 'db' | 'now'>, tokenHash: string): Promise<EnteredTicket> {
  const held = await takeHeldTicket<Kept>(db, tokenHash, now);
  if (held === undefined) throw noConfirmation();
  return { ...held.form, files: filesOf(held) };
}

function filesOf({ form, bytes }: HeldTicket<Kept>): { filename: string; data: Buffer }[] {
  let start = 0;
  return form.files.map(({ filename, size }) => {
    start += size;
    return { filename, data: bytes.subarray(start - size, start) };
  });
}
