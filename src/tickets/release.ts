import type { Context } from '../calls/action';
import { detachBelonging, detachClient, detachPeople, detachStaff, detachTickets } from '../store/tickets/detaching';

/*
 * What stays in tickets when people, or what tickets are about, leave. Messages keep their author's name and address. A
 * ticket becomes its client's own, because answers to it must reach somebody who still exists.
 */

/** Removes a contact from all tickets and messages. It doesn't wait; the commit does. */
export const releaseContact = ({ db }: Context, contactId: number): void =>
  detachPeople(db, 'contact', { id: contactId });

/** Removes a user from all tickets and messages. It doesn't wait; the commit does. */
export const releaseUser = ({ db }: Context, userId: number): void => detachPeople(db, 'user', { id: userId });

/**
 * Turns the tickets of a client who is about to be deleted into those of a guest with the same name and address. It
 * doesn't wait; the commit does.
 *
 * @param clientId whose tickets are locked.
 */
export const releaseTickets = ({ db, now }: Context, clientId: number): void => detachTickets(db, clientId, now);

/**
 * Removes a client, whose tickets are deleted already, and its contacts from messages in other clients' tickets, where
 * they become guests. It doesn't wait; the commit does.
 */
export function releaseClient({ db }: Context, clientId: number): void {
  detachPeople(db, 'contact', { clientId });
  detachClient(db, clientId);
}

/**
 * Removes a member of staff, who is about to be deleted, from tickets: what they wrote keeps their name, and their
 * tickets are unassigned. Emits nothing, like every unassignment.
 *
 * @param staff whose row is locked, so that they write nothing new in the meantime.
 */
export function releaseStaff({ db, now }: Context, staff: { id: number; name: string }): void {
  detachStaff(db, staff, now);
}

/**
 * Detaches a service or domain that moves to a client from all other clients' tickets. Waits for calls that are writing
 * tickets about it.
 */
export const releaseBelonging = (
  { db, now }: Context,
  what: 'service' | 'domain',
  id: number,
  clientId: number,
): Promise<void> => detachBelonging(db, what, id, clientId, now);
