import type { Request } from 'express';
import type { Caller } from '../access/caller';
import { ADDRESSES } from '../config/addresses';
import { ApiError } from '../errors';
import { type Fields, readFields } from './body';
import { type Door, type DoorParts, type Envelope, type Protocol, perform } from './door';
import { type EventPage, streamEvents } from './event-stream';
import { addressOf, clientOf, HTTP_STATUS, readBasic, retryAfter } from './headers';
import { recognise } from './recognise';
import { json } from './responses';
import { WHMCS_ENVELOPE } from './whmcs';

const ENVELOPE: Envelope = { ...WHMCS_ENVELOPE, isJson: true };

/** `GET /events`: what GetEvents answers, as a stream of server-sent events. */
export const events: Door = {
  addresses: [ADDRESSES.events],
  envelope: ENVELOPE,
  hasCors: true,
  open: protocol,
};

/** The action that each part of a stream is an answer of, so that both have the same rights and filters. */
const ACTION = 'GetEvents';

/** Few, because each stream holds so many in memory while its client reads them. */
const EVENTS_AT_ONCE = 25;

function protocol(parts: DoorParts): Protocol {
  return {
    async answer(req, res, visit) {
      await parts.addressGate.checkAddress(clientOf(req), '');
      let caller = await recognise(parts, req, res, () => identify(parts, req));
      if (req.method !== 'GET') throw new ApiError('wrong_method', 'Only GET is answered');
      const { fields, problem } = await readFields(req, res, visit, parts.bodyBytes);
      const filters = withLowerNames(fields);
      const ask = async (asked: Fields) => {
        const { answer } = await perform(parts, {
          caller,
          action: ACTION,
          read: async () => ({ fields: asked, files: [], ...(problem !== undefined && { problem }) }),
          address: addressOf(req),
          how: { idFormat: 'number', nothing: null },
          log: res.locals.call,
        });
        // As the action's schema describes it.
        return answer as unknown as {
          events: { event: EventPage['events'] };
          next: number;
          more: boolean;
          last: number;
        };
      };
      const read = async (since: unknown): Promise<EventPage> => {
        const { events, next, more } = await ask({ ...filters, since, limit: EVENTS_AT_ONCE });
        return { events: events.event, next, more };
      };
      // A client that connects again says so in a header, with the address that it was given at first.
      const given = req.get('last-event-id')?.trim() || filters.since;
      const since = given === undefined || given === '' ? (await ask({ limit: 1 })).last : given;
      const first = await read(since);
      const place = parts.streams.open(caller.name);
      return {
        stream: () =>
          streamEvents(res, {
            place,
            first,
            read,
            async check() {
              await parts.addressGate.checkAddress(clientOf(req), '');
              caller = await identify(parts, req);
              await parts.dispatcher.admit(ACTION, caller);
            },
          }),
      };
    },

    refuse(error) {
      const status = HTTP_STATUS[error.kind];
      const headers = {
        ...retryAfter(error),
        ...(status === 401 && { 'WWW-Authenticate': 'Basic realm="events", Bearer' }),
        ...(status === 405 && { Allow: 'GET' }),
      };
      return json(status, ENVELOPE.of(error.message, status), headers);
    },
  };
}

const withLowerNames = (fields: Fields): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]));

/** Recognises a credential in Basic authentication, and whoever a bearer token of the other APIs stands for. */
async function identify({ callers }: DoorParts, req: Request): Promise<Caller> {
  const header = req.get('authorization');
  if (/^Bearer /i.test(header ?? '')) {
    try {
      return await callers.bearer(header, 'socialboards');
    } catch (error) {
      if (!(error instanceof ApiError) || error.kind !== 'unauthenticated') throw error;
      return callers.bearer(header, 'keliweb');
    }
  }
  const [identifier, secret] = readBasic(header);
  return callers.identify({ identifier, secret, username: '', password: '', address: addressOf(req) });
}
