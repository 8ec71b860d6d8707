import type { Config } from '../../config';

/** A transaction that waits for another needs a second connection beside it. */
const LEAST_CONNECTIONS = 2;

/**
 * Returns the configuration of one of several workers. The settings limit what all of them take from the machine, so
 * each worker gets its part: connections to the database, memory for request bodies and mails in a second. The number of requests at once
 * remains, because it protects a single process from falling behind.
 */
export function shareOfWorker(config: Config): Config {
  const { workers, database, limits, mail } = config;
  const rate = mail.smtp?.rate;
  return {
    ...config,
    database: { ...database, poolSize: Math.max(LEAST_CONNECTIONS, Math.ceil(database.poolSize / workers)) },
    mail: {
      ...mail,
      smtp: mail.smtp && {
        ...mail.smtp,
        rate: rate === undefined ? undefined : Math.max(1, Math.floor(rate / workers)),
      },
    },
    limits: {
      ...limits,
      // Every worker must be able to take the largest body.
      bodyBytesAtOnce: Math.max(limits.bodyBytes, Math.floor(limits.bodyBytesAtOnce / workers)),
    },
  };
}
