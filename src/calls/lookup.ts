import type { Caller } from '../access/caller';
import { ApiError } from '../errors';

/** Looks something up in the old desk. @returns whether it is here now */
type Find = (
  wanted: { kind: 'client' | 'service' | 'domain'; id: number },
  entry: { action: string; caller: string; username: string; address: string; staffId: number | null },
) => Promise<boolean>;

/** Which parameter of an action names what, and the refusal if there is none of that id. */
const NAMES: Record<string, [kind: Parameters<Find>[0]['kind'], parameter: string, refusal: string][]> = {
  OpenTicket: [
    ['client', 'clientid', 'Client ID Not Found'],
    ['service', 'serviceid', 'Service ID Not Found'],
    ['domain', 'domainid', 'Domain ID Not Found'],
  ],
  AddTicketReply: [['client', 'clientid', 'Client ID Not Found']],
  UpdateTicket: [['client', 'userid', 'Client ID Not Found']],
  AddContact: [['client', 'clientid', 'Client ID Not Found']],
  GetClientsDetails: [['client', 'clientid', 'Client Not Found']],
};

/** A call that may name what only the old desk knows. */
interface NamingCall {
  action: string;
  params: Record<string, unknown>;
  caller: Caller;
  address: string;
}

/**
 * Runs a call, and once more if it was refused because it names a client, a service or a domain that the old desk knows.
 * Clients and guests cannot have anything looked up: they name only what is theirs.
 *
 * @throws what the call throws
 */
export async function withLookUp<T>(
  find: Find | undefined,
  { action, params, caller, address }: NamingCall,
  run: () => Promise<T>,
): Promise<T> {
  const names = NAMES[action];
  if (find === undefined || names === undefined || caller.clientId !== null || caller.ticketId !== null) return run();
  const asked = new Set<string>();
  for (;;) {
    try {
      return await run();
    } catch (error) {
      if (!(error instanceof ApiError) || error.kind !== 'not_found') throw error;
      const [kind, parameter] = names.find(([, , refusal]) => refusal === error.message) ?? [];
      const id = parameter === undefined ? undefined : params[parameter];
      if (kind === undefined || typeof id !== 'number' || asked.has(kind)) throw error;
      asked.add(kind);
      const entry = {
        action,
        address,
        caller: caller.name,
        username: caller.username,
        staffId: caller.staff?.id ?? null,
      };
      if (!(await find({ kind, id }, entry))) throw error;
    }
  }
}
