import pino, { type Logger } from 'pino';

/**
 * How much may wait to be written when nothing reads the log. Beyond that, lines are dropped: the server must not
 * stall.
 */
const MOST_WAITING_BYTES = 16 * 1024 * 1024;

/**
 * Serializes an error without the row that PostgreSQL quotes: rows contain ticket texts and access codes. Programs that
 * call localAPI may throw anything, such as null.
 */
function withoutRows(thrown: unknown): unknown {
  if (typeof thrown !== 'object' || thrown === null) return thrown;
  const error = pino.stdSerializers.err(thrown as Error) as Record<string, unknown>;
  const { detail: _row, where: _statement, cause, ...safe } = error;
  return { ...safe, ...(cause instanceof Error && { cause: withoutRows(cause) }) };
}

/**
 * Lines wait for each other, but no longer than this, and a warning or failure waits for nothing. Each write wakes a
 * thread, which takes longer than anything else that is done for a call.
 */
const GATHER_MS = 50;
const GATHER_BYTES = 16_000;

/** Pino's number of the level. */
const WARN = 40;

/** A write of at most this size to a pipe is never torn apart by other processes' writes (PIPE_BUF). */
const WHOLE_BYTES = 4096;

/**
 * Logs one JSON object per line to standard error. Line breaks in values are escaped, so no caller can forge a line.
 *
 * @param worker the number of this process if others write to the same place; every line has it
 */
export function createLog(level: string, worker?: number): Logger {
  const destination = pino.destination({
    // As text, everything that waits would be copied for each line: 7 KB.
    ...{ fd: 2, sync: false, contentMode: 'buffer' as const, maxLength: MOST_WAITING_BYTES },
    ...(worker === undefined ? { minLength: GATHER_BYTES } : { minLength: WHOLE_BYTES / 2, maxWrite: WHOLE_BYTES }),
  });
  // A full disk under the log must not end the server. The lines wait, and are written when there is room again.
  // At its exit, the process would try to write them for ever.
  const { flushSync } = destination;
  destination.on('error', () => {
    destination.flushSync = () => {};
  });
  destination.on('write', () => {
    destination.flushSync = flushSync;
  });
  let due: NodeJS.Timeout | undefined;
  function flush(): void {
    due = undefined;
    destination.flush();
  }
  return pino(
    {
      level,
      hooks: {
        // The types know only text.
        streamWrite: (line) => Buffer.from(line) as unknown as string,
        logMethod(line, log, grade) {
          log.apply(this, line);
          if (grade >= WARN) destination.flush();
          if (due === undefined) due = setTimeout(flush, GATHER_MS).unref();
        },
      },
      base: worker === undefined ? null : { worker },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: withoutRows },
    },
    destination,
  );
}
