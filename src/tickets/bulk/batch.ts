import type { Context } from '../../calls/action';
import type { ActivityRow } from '../../store/desk/activity';
import type { EventRow } from '../../store/desk/outbox';
import type { BulkOutcome } from '../../store/tickets/bulk-changes';
import type { BulkChanges, BulkFacts } from './changes';

/** Some tickets of a change, and what is to be written of them. */
export interface Batch {
  context: Context;
  changes: BulkChanges;
  outcomes: Map<number, BulkOutcome & { facts?: BulkFacts }>;
  events: EventRow[];
  log: ActivityRow[];
}

/** Begins a batch. */
export const newBatch = (context: Context, changes: BulkChanges): Batch => ({
  ...{ context, changes, outcomes: new Map(), events: [], log: [] },
});

/** The published refusal of a ticket that does not exist, or not for the caller. */
export const NOT_FOUND = 'Ticket ID Not Found';

/** Leaves a ticket of a batch as it is. */
export function fail({ outcomes }: Batch, ticketId: number, reason: string): void {
  outcomes.set(ticketId, { ticketId, state: 'failed', reason });
}

/** Whether a caller works in a department. */
export const worksIn = ({ departmentIds }: Context['caller'], departmentId: number): boolean =>
  departmentIds === null || departmentIds.includes(departmentId);
