import type { Changes } from '../database/changes';
import type { Database } from '../database/pool';
import { ApiError } from '../errors';
import { type Ban, listBans } from '../store/access/banned-ips';
import { networkTest, plainAddress } from './networks';
import type { Remembered } from './remembered';
import { sameText } from './secrets';

/** From where calls may come at all: looked at before anybody is recognised. */
export interface AddressGate {
  /**
   * @throws ApiError (forbidden) `Banned IP <address>`, which no access key helps against; `Invalid IP <address>` when the
   * address is not on the list and no access key is given.
   */
  checkAddress(address: string, accessKey: string): Promise<void>;
  /**
   * The same for what the public may see: only a ban counts.
   *
   * @throws ApiError (forbidden) `Banned IP <address>`.
   */
  checkBan(address: string): Promise<void>;
}

interface Parts {
  database: Database;
  changes: Changes;
  allowedNetworks: string[] | undefined;
  accessKey: string | undefined;
  remembered: Remembered<BanTest>;
  clock: () => Date;
}

/** Whether an address is banned at a time, in milliseconds since the epoch. */
export type BanTest = (address: string, now: number) => boolean;

/** Looks at addresses by the networks and the access key of the environment, and the bans of the database. */
export function createAddressGate(parts: Parts): AddressGate {
  const { database, changes, remembered, clock } = parts;
  const isAllowed = parts.allowedNetworks === undefined ? () => true : networkTest(parts.allowedNetworks);

  async function checkBan(address: string): Promise<void> {
    const isBanned = await remembered.get('all', changes, async () =>
      banTest(await database.transaction('read', (db) => listBans(db, clock()))),
    );
    if (isBanned?.(address, clock().getTime())) throw new ApiError('forbidden', `Banned IP ${plainAddress(address)}`);
  }

  return {
    checkBan,
    async checkAddress(address, accessKey) {
      const hasKey = parts.accessKey !== undefined && sameText(accessKey, parts.accessKey);
      // A stranger is told so without a look into the database.
      if (!isAllowed(address) && !hasKey) throw new ApiError('forbidden', `Invalid IP ${plainAddress(address)}`);
      await checkBan(address);
    },
  };
}

function banTest(bans: Ban[]): BanTest {
  const tests = bans.map(({ network, expiresAt }) => ({ isInside: networkTest([network]), expiresAt }));
  return (address, now) =>
    tests.some(({ isInside, expiresAt }) => (expiresAt === null || expiresAt > now) && isInside(address));
}
