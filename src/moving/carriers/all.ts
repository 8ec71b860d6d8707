import type { Carrier } from '../carrier';
import { PEOPLE_CARRIERS } from './people';
import { TICKET_CARRIERS } from './tickets';

/** Everything that is carried. */
export const CARRIERS: readonly Carrier[] = [...TICKET_CARRIERS, ...PEOPLE_CARRIERS];
