import { ADDRESSES } from '../config/addresses';
import { jsonResponse, type Paths } from './operation';

const STATE = { type: 'object', properties: { status: { type: 'string' } }, required: ['status'] };

/** Describes the checks for load balancers and containers. They have no action, and so no schema. */
export const describeSystem = (): Paths => ({
  [ADDRESSES.health]: {
    get: {
      tags: ['System'],
      operationId: 'healthz',
      summary: 'Whether this process works',
      security: [],
      responses: {
        200: jsonResponse('It works', STATE, { status: 'ok' }),
        503: jsonResponse('The database does not answer', STATE, { status: 'the database is not available' }),
      },
    },
  },
  [ADDRESSES.readiness]: {
    get: {
      tags: ['System'],
      operationId: 'readyz',
      summary: 'Whether this process should get calls',
      security: [],
      responses: {
        200: jsonResponse('It should', STATE, { status: 'ready' }),
        503: jsonResponse('It stops, its tables are not up to date, or the database does not answer', STATE, {
          status: 'stopping',
        }),
      },
    },
  },
});
