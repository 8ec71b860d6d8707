import { localized } from './names';

/*
 * In this API, each user is in one group. Staff are in the first and clients in the second, unless they are in a group
 * of clients, whose id follows here: group 3 of clients is group 1003.
 */
const CLIENT_GROUPS_FROM = 1000;

const STAFF = { id: 1, name: localized('Staff', { ru: 'Сотрудники', ua: 'Співробітники' }) };
const CLIENTS = { id: 2, name: localized('Clients', { ru: 'Клиенты', ua: 'Клієнти' }) };

const group = (type: 'staff' | 'user', { id, name }: typeof STAFF) => ({ id, type, name, disable: 0 });

/** The group of a member of staff. */
export const staffGroup = () => group('staff', STAFF);

/** The group of a client; that of clients without one if there is none. */
export const clientGroup = (of?: { id: number; name: string }) =>
  group('user', of === undefined ? CLIENTS : { id: CLIENT_GROUPS_FROM + of.id, name: localized(of.name, {}) });

/** Reads the ids of groups. Those that don't exist name nobody. */
export const readGroups = (ids: number[]) => ({
  staff: ids.includes(STAFF.id),
  clientsWithout: ids.includes(CLIENTS.id),
  clientGroupIds: ids.filter((id) => id > CLIENT_GROUPS_FROM).map((id) => id - CLIENT_GROUPS_FROM),
});

/** Whether ids of groups name the one in which a client sees itself, whatever its own group is. */
export const nameClients = (ids: number[]): boolean => ids.includes(CLIENTS.id);
