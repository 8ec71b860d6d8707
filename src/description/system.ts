import { jsonResponse, type Paths } from './operation';

const STATE = { type: 'object', properties: { status: { type: 'string' } }, required: ['status'] };

/** What load balancers and containers ask: no action is behind it, so it is described here. */
export const describeSystem = (): Paths => ({
  '/healthz': {
    get: {
      tags: ['System'],
      operationId: 'healthz',
      summary: 'Whether this process can do its work',
      security: [],
      responses: {
        200: jsonResponse('It can', STATE, { status: 'ok' }),
        503: jsonResponse('The database does not answer', STATE, { status: 'the database is not available' }),
      },
    },
  },
});
