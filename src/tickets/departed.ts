import type { Context } from '../calls/action';
import { detachClient, detachPeople } from '../store/tickets/detaching';

/*
 * What tickets keep of people who are deleted: a message keeps who wrote it, by name and address. A ticket itself becomes
 * its client's own, because whoever answers it must reach somebody who is still there.
 */

/** Takes a contact out of all tickets and messages. It does not wait: the commit does. */
export const leaveContactsMessages = ({ db }: Context, contactId: number): void =>
  detachPeople(db, 'contact', { id: contactId });

/** Takes a user out of all tickets and messages. It does not wait: the commit does. */
export const leaveUsersMessages = ({ db }: Context, userId: number): void => detachPeople(db, 'user', { id: userId });

/**
 * Takes a client whose tickets are gone, and its contacts, out of the messages in tickets of others, where they are guests
 * from now on. It does not wait: the commit does.
 */
export function leaveClientsMessages({ db }: Context, clientId: number): void {
  detachPeople(db, 'contact', { clientId });
  detachClient(db, clientId);
}
