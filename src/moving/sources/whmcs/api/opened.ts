import type { FilePlace, ReportLine } from '../../../source';
import { WallClock } from '../../tables/dates';
import { ApiRefusal, NotAllowed } from './answers';
import { type Caller, openCaller } from './caller';
import { apiAddress, openConnection } from './connection';
import { findMissing, type Needed } from './permissions';
import { refusalOf } from './ticket-reading';
import { textOf } from './values';

export interface ApiOptions {
  /** The address of the client area, with or without `/includes/api.php`. */
  url: string;
  identifier: string;
  secret: string;
  /** Where the clocks of the old server are: an IANA name. */
  timeZone: string;
  now(): Date;
  /** How many calls run at a time. The old desk answers customers too, so few. */
  parallel?: number;
  /** How many calls begin in a second; any number by default. */
  perSecond?: number;
  /** How long a call may take. */
  timeoutMs?: number;
  /** How often a call is tried, and how long the first pause is; each further one is twice as long. */
  tries?: number;
  pauseMs?: number;
  /** How many rows of a list are asked for at a time. */
  pageSize?: number;
  /** For how many days after its last reply a ticket is read again in every run. */
  againDays?: number;
}

export const DEFAULTS = { parallel: 4, timeoutMs: 60_000, tries: 8, pauseMs: 1_000, pageSize: 250, againDays: 7 };

/** An old desk's API that answers, and lets tickets be read. */
interface OpenedApi {
  caller: Caller;
  clock: WallClock;
  /** Its address. */
  address: string;
  /** What the credential may not do. */
  missing: readonly Needed[];
  may(action: string): boolean;
  /** Says so if the old server's clock shows another time than the time zone that was given. */
  compareClocks(signal: AbortSignal): Promise<ReportLine | undefined>;
  /** As that of a Source. */
  file(place: FilePlace, signal: AbortSignal): Promise<Buffer | undefined>;
}

/** @throws MoveRefused if it cannot be reached, or the credential may not read tickets */
export async function openOldDesk(options: ApiOptions): Promise<OpenedApi> {
  const settings = { ...DEFAULTS, ...options };
  const { now, timeZone } = settings;
  const address = apiAddress(settings.url);
  const connection = openConnection(address, settings, settings.timeoutMs);
  const caller = openCaller({ ...settings, ...connection });
  const clock = new WallClock(timeZone);
  const missing = await findMissing(caller).catch((error: unknown) => {
    caller.close();
    throw refusalOf(error);
  });
  const lacks = new Set(missing.map(({ action }) => action));
  return {
    ...{ caller, clock, address, missing },
    may: (action) => !lacks.has(action),
    async compareClocks(signal) {
      const answer = await caller.ask('GetAdminDetails', {}, signal).catch((error: unknown) => {
        if (error instanceof NotAllowed || error instanceof ApiRefusal) return {};
        throw error;
      });
      const shown = 'requesttime' in answer ? textOf(answer.requesttime) : '';
      const moment = clock.moment(shown);
      if (moment === null || Math.abs(moment.getTime() - now().getTime()) < CLOCKS_MAY_DIFFER_MS) return undefined;
      return {
        line: 'differs',
        kind: 'ticket',
        sourceId: '',
        reason: 'time zone',
        text:
          `The old server's clock shows ${shown}, which is another time than now in ${timeZone}. All dates would be wrong by ` +
          "the difference: set HATCHDESK_TIMEZONE to the old server's time zone.",
      };
    },
    async file({ place }, signal) {
      const [type = '', relatedid = '', index = ''] = place.split('/');
      try {
        const { data } = await caller.ask('GetTicketAttachment', { type, relatedid, index }, signal);
        return typeof data === 'string' ? Buffer.from(data, 'base64') : undefined;
      } catch (error) {
        if (error instanceof ApiRefusal) return undefined;
        throw refusalOf(error);
      }
    },
  };
}

/** Clocks go wrong by minutes, and time zones by half hours. */
const CLOCKS_MAY_DIFFER_MS = 900_000;
