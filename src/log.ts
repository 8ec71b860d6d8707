import pino, { type Logger } from 'pino';

/** What waits to be written when nobody reads the log; beyond it lines are dropped rather than the server stopped. */
const MOST_WAITING_BYTES = 16 * 1024 * 1024;

/** One JSON object a line on standard error: a line break in a value is escaped, so no caller can forge a line. */
export const createLog = (level: string): Logger =>
  pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ fd: 2, sync: false, maxLength: MOST_WAITING_BYTES }),
  );
