import pino, { type Logger } from 'pino';

/** What waits to be written when nobody reads the log; beyond it lines are dropped rather than the server stopped. */
const MOST_WAITING_BYTES = 16 * 1024 * 1024;

/** What the database says of an error, without what it quotes of the row: texts of tickets and access codes. */
function withoutRows(error: Error): object {
  const { detail: _row, where: _statement, cause, ...told } = pino.stdSerializers.err(error) as Record<string, unknown>;
  return { ...told, ...(cause instanceof Error && { cause: withoutRows(cause) }) };
}

/** One JSON object a line on standard error: a line break in a value is escaped, so no caller can forge a line. */
export const createLog = (level: string): Logger =>
  pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime, serializers: { err: withoutRows } },
    pino.destination({ fd: 2, sync: false, maxLength: MOST_WAITING_BYTES }),
  );
