import { addressKey } from '../mail/people';
import type { DepartmentRow } from '../store/desk/departments';
import type { Mailbox, ReceivedMail } from './reading/mail';

/** How a mail got here, as far as it tells the department. */
interface Arrival {
  departmentId: number | null;
  isDepartmentChosen?: boolean;
  recipients: string[];
}

/** An address for comparing, without what follows a plus sign. */
const plainKey = (address: string): string => addressKey(address).replace(/\+[^@]*@/, '@');

/**
 * Finds the department that a mail is for: that of the mailbox or of the SMTP recipient, else the one that its addresses
 * name. A mail that names several is for the first of them, in whichever mailbox it is found.
 *
 * @returns undefined if nothing names one
 */
export function departmentOf(
  departments: DepartmentRow[],
  mail: ReceivedMail,
  { departmentId, isDepartmentChosen = false, recipients }: Arrival,
): DepartmentRow | undefined {
  const own = departments.find(({ id }) => id === departmentId);
  if (isDepartmentChosen) return own;
  const byKey = new Map(departments.toReversed().map((department) => [addressKey(department.email), department]));
  byKey.delete('');
  const named = (addresses: string[]): DepartmentRow[] => [
    ...new Set(addresses.flatMap((address) => byKey.get(plainKey(address)) ?? [])),
  ];
  const addressesIn = (list: Mailbox[]): string[] => list.map(({ address }) => address);
  const visible = named([...addressesIn(mail.to), ...addressesIn(mail.cc)]);
  const ways = own === undefined ? [named(recipients), named(addressesIn(mail.deliveredTo))] : [[own]];
  const given = ways.find((list) => list.length > 0) ?? [];
  const [first] = visible;
  // Copies for several departments are one ticket, so each must lead to the same department.
  const isNamed = given.length === 0 || given.some((one) => visible.includes(one));
  return first !== undefined && isNamed ? first : given[0];
}
