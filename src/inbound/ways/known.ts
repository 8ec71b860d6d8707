import type { Database } from '../../database/pool';
import { OwnAddresses } from '../../mail/people';
import { listDeskAddresses } from '../../store/inbound/addresses';

/** Strangers may ask as often as they like. */
const FRESH_MS = 2_000;

/**
 * Makes a function that tells whether mail to an address is for this desk: a department's, a mailbox's or the desk's own,
 * with whatever follows a plus sign.
 *
 * @param deskAddress the address that mail comes from where a department has none; empty if there is none
 */
export function createKnownAddresses(
  database: Pick<Database, 'transaction'>,
  deskAddress: () => Promise<string>,
): (address: string) => Promise<boolean> {
  let known: { own: Promise<OwnAddresses>; at: number } | undefined;

  async function read(): Promise<OwnAddresses> {
    const [desk, addresses] = await Promise.all([deskAddress(), database.transaction('read', listDeskAddresses)]);
    return new OwnAddresses([...addresses, desk]);
  }

  return async (address) => {
    if (known === undefined || performance.now() > known.at + FRESH_MS) {
      const own = read();
      known = { own, at: performance.now() };
      own.catch(() => {
        known = undefined;
      });
    }
    return (await known.own).has(address);
  };
}
