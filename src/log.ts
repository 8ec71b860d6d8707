import pino, { type Logger } from 'pino';

/**
 * How much may wait to be written when nothing reads the log. Beyond that, lines are dropped: the server must not
 * stall.
 */
const MOST_WAITING_BYTES = 16 * 1024 * 1024;

/** Serializes an error without the row that PostgreSQL quotes: rows contain ticket texts and access codes. */
function withoutRows(error: Error): object {
  const { detail: _row, where: _statement, cause, ...safe } = pino.stdSerializers.err(error) as Record<string, unknown>;
  return { ...safe, ...(cause instanceof Error && { cause: withoutRows(cause) }) };
}

/**
 * Logs one JSON object per line to standard error. Line breaks in values are escaped, so no caller can forge a line.
 */
export const createLog = (level: string): Logger =>
  pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: withoutRows } },
    pino.destination({ fd: 2, sync: false, maxLength: MOST_WAITING_BYTES }),
  );
