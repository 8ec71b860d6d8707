import { ADDRESSES } from '../config/addresses';
import { jsonResponse, type Paths } from './operation';

const STATE = { type: 'object', properties: { status: { type: 'string' } }, required: ['status'] };

/** Describes the health check for load balancers and containers. It has no action, and so no schema. */
export const describeSystem = (): Paths => ({
  [ADDRESSES.health]: {
    get: {
      tags: ['System'],
      operationId: 'healthz',
      summary: 'Whether this process is ready to take calls',
      security: [],
      responses: {
        200: jsonResponse('It is ready', STATE, { status: 'ok' }),
        503: jsonResponse('The database does not answer', STATE, { status: 'the database is not available' }),
      },
    },
  },
});
