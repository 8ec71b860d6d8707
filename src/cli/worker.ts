import { readConfig } from '../config';
import { openDesk } from '../desk/desk';
import { createLog } from '../log';
import { startServer } from '../server/server';
import { shareOfWorker } from '../server/workers/share';
import { findSupervisor, type Supervised } from '../server/workers/worker';
import { explain } from './exits';

/**
 * Runs this process as a worker, if a supervisor started it.
 *
 * @returns false if it has no supervisor
 */
export async function runAsWorker(): Promise<boolean> {
  const supervised = findSupervisor();
  if (supervised === undefined) return false;
  try {
    await answerCalls(supervised);
  } catch (error) {
    // The supervisor says it, once for all workers.
    const { message, exit } = explain(error);
    supervised.tellFailed(message);
    process.exitCode = exit;
  }
  supervised.leave();
  return true;
}

async function answerCalls(supervised: Supervised): Promise<void> {
  const config = shareOfWorker(readConfig());
  const log = createLog(config.logLevel, supervised.number);
  process.once('uncaughtException', (error) => {
    log.fatal({ err: error }, 'stopping after an uncaught exception');
    process.exit(1);
  });
  supervised.onOrphaned(() => log.fatal('stopping, because the supervisor is gone'));
  const desk = await openDesk(config, log);
  try {
    const server = await startServer(desk, log, supervised.publish);
    supervised.tellListening(server.url);
    const how = await supervised.firstStop;
    // A signal to every process of a service is followed by the supervisor's order, which says the same.
    supervised.onStop((again) => void (again === 'at once' && server.stop(again)));
    await server.stop(how);
  } finally {
    await desk.close();
  }
}
