import pino, { type Logger } from 'pino';

/** One JSON object a line on standard error: a line break in a value is escaped, so no caller can forge a line. */
export const createLog = (level: string): Logger =>
  pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination({ fd: 2, sync: true }));
