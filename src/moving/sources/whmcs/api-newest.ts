import { formatDate } from '../../../wire/dates';
import { KINDS, type Kind } from '../../records';
import { MoveRefused } from '../../refused';
import type { Left, Sink, Source } from '../../source';
import { UNKNOWN } from './api';
import { readClient } from './api/client-records';
import { readDepartments, readStaff, readStatuses } from './api/desk-records';
import { type ApiOptions, DEFAULTS, openOldDesk } from './api/opened';
import { UserBook } from './api/people-records';
import type { Reading } from './api/reading';
import { listNewest } from './api/ticket-list';
import { refusalOf, ticketReader } from './api/ticket-reading';

/** What is new in an old desk that goes on working. */
export interface Newest {
  /**
   * Lists the tickets with a reply since a time.
   *
   * @param stampsOf the stamps with which tickets were carried
   * @returns a source of those that are new or different; undefined if there are none
   * @throws MoveRefused if the list cannot be read, or the clocks disagree
   */
  since(
    time: Date,
    stampsOf: (ids: readonly string[]) => Promise<ReadonlyMap<string, string>>,
    signal: AbortSignal,
  ): Promise<Source | undefined>;
  close(): Promise<void>;
}

/** Opens a WHMCS of which only what is new is read. @throws MoveRefused as openApi */
export async function openNewest(options: ApiOptions): Promise<Newest> {
  const { parallel, pageSize } = { ...DEFAULTS, ...options };
  const { caller, clock, address, may, compareClocks, file } = await openOldDesk(options);
  const users = new UserBook();
  const met = new Map<string, Promise<void>>();

  return {
    async since(time, stampsOf, signal) {
      const wrong = await compareClocks(signal);
      if (wrong !== undefined) throw new MoveRefused(wrong.text);
      const listed = await listNewest(caller, formatDate(time, options.timeZone), { pageSize, signal }).catch(
        (error: unknown) => {
          throw refusalOf(error);
        },
      );
      const stamps = await stampsOf(listed.map(({ id }) => id));
      const tickets = listed.filter(({ id, digest }) => stamps.get(id) !== digest);
      if (tickets.length === 0) return undefined;

      async function readNews(reading: Reading): Promise<void> {
        await readDepartments(reading);
        await readStatuses(reading);
        const staffIdOf = await readStaff(reading);
        // Once for all tickets, and again in a later run only if this one failed.
        const meet = (clientId: string): Promise<void> => {
          const meeting = met.get(clientId) ?? readClient(reading, clientId, users);
          met.set(clientId, meeting);
          return meeting;
        };
        await ticketReader(reading, { staffIdOf, users, meet }, parallel).readListed(tickets);
      }

      return {
        name: 'whmcs',
        label: `the newest of WHMCS at ${address}`,
        // Each is read anew, also after an interrupted one.
        version: `${NEWEST}${options.now().toISOString()}`,
        // It says of nothing that it is gone.
        kinds: [],
        leaves: LEAVES,
        async read(sink: Sink, during: AbortSignal) {
          try {
            await readNews({ caller, sink, clock, may, pageSize, signal: during });
          } catch (error) {
            met.clear();
            throw refusalOf(error);
          }
        },
        file,
        async close() {},
      };
    },
    async close() {
      caller.close();
    },
  };
}

const NEWEST = 'newest at ';

/** Whether a version is that of a source of what is new. */
export const isOfNewest = (version: string): boolean => version.startsWith(NEWEST);

/** Only tickets change: what a message says, and who people are, is carried by the next run of the import. */
const LEAVES: Partial<Record<Kind, Left>> = {
  ...Object.fromEntries(Object.keys(KINDS).map((kind) => [kind, 'all'])),
  ticket: UNKNOWN.ticket,
};
