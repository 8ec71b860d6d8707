import type { Context } from '../calls/action';
import { detachClient, detachPeople } from '../store/tickets/detaching';

/*
 * What stays in tickets when people are deleted. Messages keep their author's name and address. A ticket becomes its
 * client's own, because answers to it must reach somebody who still exists.
 */

/** Removes a contact from all tickets and messages. It doesn't wait; the commit does. */
export const releaseContact = ({ db }: Context, contactId: number): void =>
  detachPeople(db, 'contact', { id: contactId });

/** Removes a user from all tickets and messages. It doesn't wait; the commit does. */
export const releaseUser = ({ db }: Context, userId: number): void => detachPeople(db, 'user', { id: userId });

/**
 * Removes a client, whose tickets are deleted already, and its contacts from messages in other clients' tickets, where
 * they become guests. It doesn't wait; the commit does.
 */
export function releaseClient({ db }: Context, clientId: number): void {
  detachPeople(db, 'contact', { clientId });
  detachClient(db, clientId);
}
