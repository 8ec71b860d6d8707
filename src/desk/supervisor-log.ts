import type { Logger } from 'pino';
import { explainFailure } from '../database/explain';
import { createSeldom } from './seldom';

/** Text that is the same but for numbers, times and identifiers is one message, however often it comes. */
const withoutNumbers = (text: string): string => text.replace(/\d+/g, '').slice(0, 200);

/**
 * Logs what the embedded server's supervisor does. It tries again every second, for ever, so the same failure is logged
 * once a minute.
 */
export function supervisorLog(log: Logger): (message: string) => void {
  const seldom = createSeldom(() => performance.now());
  return (message) => {
    const isFailure = /^Postgres (did not start|ended by itself)/.test(message);
    const { kind, todo } = explainFailure(message);
    // The lines of one failure come in another order each time.
    const repeated = seldom(isFailure ? `does not run: ${kind}` : withoutNumbers(message.split('\n')[0] ?? ''));
    if (repeated === undefined) return;
    const advice = kind === 'disk full' ? todo : 'nothing if it comes back; otherwise see reason and hatchdesk doctor';
    if (isFailure) log.error({ reason: message, todo: advice, repeated }, 'the embedded PostgreSQL does not run');
    else log.info(message);
  };
}
