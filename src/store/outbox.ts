import type { Db } from '../database/pool';

/**
 * Writes that something happened, in the transaction in which it happened. It does not wait: the commit does.
 *
 * @param payload plain values under the published hook's own names.
 */
export function recordEvent(db: Db, event: string, payload: Record<string, unknown>, at: Date): void {
  db.send('insert into outbox (event, payload, created_at) values ($1, $2, $3)', [event, JSON.stringify(payload), at]);
}
