import type { Registered } from '../calls/registry';
import { ADDRESSES } from '../config/addresses';
import { consoleEvents } from '../doors/console/events';
import { events } from '../doors/events';
import { hatch } from '../doors/whmcs';
import { EVENTS, sampleOf } from './events';
import { type Paths, refusalResponses, securityOf, tagOf } from './operation';
import { parameterSchema } from './schemas';

const REFUSALS = {
  400: 'A parameter is not valid, or no event has this number yet',
  401: 'The credentials are not valid',
  403: 'The address or the role does not allow the call',
  429: 'The caller has as many streams as it may, or calls too often',
  503: 'There are too many streams, the server is stopping, or the database is unavailable',
};

/** One event. */
const SAMPLE = Object.entries(EVENTS)
  .slice(0, 1)
  .map(([event, described]) => sampleOf(event, described))
  .map((sample) => `id: ${sample.sequence}\nevent: ${sample.type}\ndata: ${JSON.stringify(sample)}\n\n`)
  .join('');

/** Describes the stream of events, whose filters are those of GetEvents. */
export function describeFeed(actions: Registered[]): Paths {
  const action = actions.find(({ name }) => name === 'GetEvents');
  if (action === undefined) return {};
  const filters = Object.entries(action.schema.properties).filter(([name]) => name !== 'limit' && name !== 'since');
  return {
    [ADDRESSES.events]: {
      get: {
        tags: [action.schema['x-topic']],
        operationId: 'streamEvents',
        summary: 'Be told events as they happen, as server-sent events',
        security: [...securityOf(hatch).security, { program: [] }],
        parameters: [
          {
            ...{ name: 'since', in: 'query', schema: { type: 'integer', minimum: 0 } },
            description:
              'Begins after the event with this number; 0 begins with the oldest. By default, only new ones come',
          },
          ...filters.map(([name, property]) => {
            const { description, ...schema } = parameterSchema(property);
            return { name, in: 'query', ...(description !== undefined && { description }), schema };
          }),
          {
            ...{ name: 'Last-Event-ID', in: 'header', schema: { type: 'integer', minimum: 0 } },
            description: 'The last id that came. It goes before since',
          },
        ],
        responses: {
          200: {
            description: 'Each `data` is an event as webhooks are sent it; `id` is its number and `event` its name',
            content: {
              'text/event-stream': {
                schema: { type: 'string' },
                example: SAMPLE,
              },
            },
          },
          ...refusalResponses(REFUSALS, events),
        },
      },
    },
  };
}

/** Two messages of the stream of the console. */
const LIVE_SAMPLE = [
  'id: 21\nevent: changed\ndata: {"tickets":[5],"kinds":["TicketClose"],"counts":true}\n\n',
  'event: presence\ndata: {"all":false,"tickets":{"5":[{"id":1,"name":"Jo Admin","state":"typing"}]}}\n\n',
].join('');

/** Describes the stream that keeps the pages of the console up to date. */
export const describeConsoleStream = (): Paths => ({
  [ADDRESSES.consoleEvents]: {
    get: {
      tags: [tagOf(consoleEvents)],
      operationId: 'streamConsole',
      summary: 'Be told which tickets changed and who is at which, as server-sent events',
      ...securityOf(consoleEvents),
      parameters: [
        {
          ...{ name: 'since', in: 'query', schema: { type: 'integer', minimum: 0 } },
          description: 'Begins after the event with this number. By default, only new ones come',
        },
        {
          ...{ name: 'Last-Event-ID', in: 'header', schema: { type: 'integer', minimum: 0 } },
          description: 'The last id that came. It goes before since',
        },
      ],
      responses: {
        200: {
          description:
            '`changed` names tickets that changed, as GetEvents tells it, and `presence` who is at a ticket, as GetTicketPresence tells it. `hello` begins a stream: with reset, anything may have changed meanwhile',
          content: { 'text/event-stream': { schema: { type: 'string' }, example: LIVE_SAMPLE } },
        },
        ...refusalResponses(
          { ...REFUSALS, 400: 'The request cannot be read', 401: 'Nobody is signed in' },
          consoleEvents,
        ),
      },
    },
  },
});
