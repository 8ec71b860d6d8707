import type { Changes } from '../database/listen';
import type { Database } from '../database/pool';
import { ApiError } from '../errors';
import { type Ban, listBans } from '../store/access/banned-ips';
import type { ClientAddress } from './client-address';
import { networkTest } from './networks';
import type { Remembered } from './remembered';
import { sameText } from './secrets';

/**
 * The gate: the allow list of addresses, its access key, and the banned addresses. It is checked before a caller is
 * authenticated.
 */
export interface AddressGate {
  /** Whether there is an access key, which a call may carry in its body. */
  hasAccessKey: boolean;
  /**
   * Checks that a client may call from its address.
   *
   * @throws ApiError (forbidden) `Banned IP <address>`, even with the access key; `Invalid IP <address>` when the
   *   address is unreadable or not on the allow list, and the access key is missing or wrong
   */
  checkAddress(client: ClientAddress, accessKey: string): Promise<void>;
  /**
   * The check for public pages, where only bans count.
   *
   * @throws ApiError (forbidden) `Banned IP <address>`
   */
  checkBan(client: ClientAddress): Promise<void>;
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

/** Creates the gate from the networks and access key of the environment and the bans in the database. */
export function createAddressGate(parts: Parts): AddressGate {
  const { database, changes, remembered, clock } = parts;
  const isListed = parts.allowedNetworks === undefined ? undefined : networkTest(parts.allowedNetworks);
  const isAllowed = ({ address, unreadable }: ClientAddress): boolean =>
    isListed === undefined || (unreadable === undefined && isListed(address));

  async function checkBan({ address }: ClientAddress): Promise<void> {
    const isBanned = await remembered.get('all', changes, async () =>
      banTest(await database.transaction('read', (db) => listBans(db, clock()))),
    );
    if (isBanned?.(address, clock().getTime())) throw new ApiError('forbidden', `Banned IP ${address}`);
  }

  return {
    hasAccessKey: parts.accessKey !== undefined,
    checkBan,
    async checkAddress(client, accessKey) {
      const hasKey = parts.accessKey !== undefined && sameText(accessKey, parts.accessKey);
      // Refuse strangers before any database query.
      if (!isAllowed(client) && !hasKey) throw new ApiError('forbidden', `Invalid IP ${client.address}`);
      await checkBan(client);
    },
  };
}

function banTest(bans: Ban[]): BanTest {
  const tests = bans.map(({ network, expiresAt }) => ({ isInside: networkTest([network]), expiresAt }));
  return (address, now) =>
    tests.some(({ isInside, expiresAt }) => (expiresAt === null || expiresAt > now) && isInside(address));
}
