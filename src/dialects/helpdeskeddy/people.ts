import type { AccountId } from '../../store/people/accounts';

/**
 * In this API, staff and clients are users with ids of one kind. The desk numbers them separately, so the ids of staff
 * begin here: administrator 2 is user 1000000002. Clients keep the ids that callers may have stored, and no desk has so
 * many of them.
 */
const STAFF_FROM = 1_000_000_000;

/** The id of a user in this API. */
export const userId = ({ kind, id }: AccountId): number => (kind === 'staff' ? STAFF_FROM + id : id);

/** The id of a member of staff in this API. */
export const staffUserId = (id: number): number => userId({ kind: 'staff', id });

/** Reads the id of a user. Whether there is such a user is another question. */
export const readUserId = (id: number): AccountId =>
  id > STAFF_FROM ? { kind: 'staff', id: id - STAFF_FROM } : { kind: 'client', id };

/**
 * Reads the id of a user where only staff can be meant. An administrator's own number is understood too, because the
 * published sample sends `"owner_id": 1` besides `"user_id": 1`. Never use it for the author of a text.
 *
 * @returns the administrator's number
 */
export const readStaffId = (id: number): number => readUserId(id).id;
