import { ADDRESSES } from '../../config/addresses';
import { ApiError } from '../../errors';
import { readFields } from '../body';
import type { Door, DoorParts, Protocol } from '../door';
import { clientOf, HTTP_STATUS, retryAfter } from '../headers';
import { recognise } from '../recognise';
import { json } from '../responses';
import { WHMCS_ENVELOPE } from '../whmcs';
import { CONSOLE } from './console-door';
import { rightsOf } from './live/feed';
import { Feeds, streamLive } from './live/stream';
import { staffSessionOf } from './staff-cookie';

const ENVELOPE = { ...WHMCS_ENVELOPE, isJson: true };

/** `GET /admin/events`: which tickets changed and who is at which, for the browser of an administrator. */
export const consoleEvents: Door = {
  ...CONSOLE,
  addresses: [ADDRESSES.consoleEvents],
  envelope: ENVELOPE,
  open: protocol,
};

function protocol(parts: DoorParts): Protocol {
  const feeds = new Feeds(parts);
  return {
    async answer(req, res, visit) {
      const check = async () => {
        await parts.addressGate.checkBan(clientOf(req));
        // Nobody uses a session by leaving a page open.
        const caller = await parts.callers.staffSession(staffSessionOf(req), 'looked at');
        const { mayEvents, mayPresence } = rightsOf(caller);
        if (!mayEvents && !mayPresence) await parts.dispatcher.admit('GetEvents', caller);
        return caller;
      };
      const caller = await recognise(parts, req, res, check);
      if (req.method !== 'GET') throw new ApiError('wrong_method', 'Only GET is answered');
      const { fields } = await readFields(req, res, visit, parts.bodyBytes);
      // A browser that connects again says so in a header, with the address that it was given at first.
      const since = idIn(req.get('last-event-id')) ?? idIn(fields.since);
      const place = parts.streams.open(caller.name);
      return { stream: () => streamLive(res, { feeds, place, caller, since, check }) };
    },

    refuse(error) {
      const status = HTTP_STATUS[error.kind];
      const headers = { ...retryAfter(error), ...(status === 405 && { Allow: 'GET' }) };
      return json(status, ENVELOPE.of(error.message, status), headers);
    },
  };
}

/** Where to go on. Anything but a number begins with what happens next. */
const idIn = (sent: unknown): number | undefined =>
  typeof sent === 'string' && /^\d{1,15}$/.test(sent.trim()) ? Number(sent) : undefined;
