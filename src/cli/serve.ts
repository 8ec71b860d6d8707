import type { Command } from 'commander';
import { readConfig } from '../config';
import { ADDRESSES } from '../config/addresses';
import { openDesk } from '../desk/desk';
import { type FirstCredential, prepareFirstStart } from '../desk/first-start';
import { createLog } from '../log';
import { startServer } from '../server/server';
import { say } from './print';

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('run the server; the first start creates a credential and prints it once')
    .addHelpText('after', '\nExample:\n  $ PORT=8080 hatchdesk serve')
    .action(serve);
}

async function serve(): Promise<void> {
  const config = readConfig();
  const log = createLog(config.logLevel);
  process.once('uncaughtException', (error) => {
    log.fatal({ err: error }, 'stopping after an uncaught exception');
    process.exit(1);
  });
  const desk = await openDesk(config, log);
  try {
    // Before the server listens: whoever finds it ready, or finds its port open, may call with the first credential.
    const made = await prepareFirstStart(
      (work) => desk.database.transaction('write', work),
      desk.passwords,
      config.first,
    );
    const server = await startServer(desk, log).catch((error: unknown) => {
      // The next start makes no other credential, so this one must be shown although this start failed.
      if (made !== undefined) say(firstCredential(made));
      throw error;
    });
    try {
      log.info({ url: server.url, metrics: server.metricsUrl, data: desk.place }, 'listening');
      const isEmbedded = config.databaseUrl === undefined;
      say(
        `${whereabouts(server.url, desk.place)}\n${made === undefined ? laterStart(isEmbedded) : firstStart(server.url, made)}`,
      );
      log.info({ signal: await stopSignal() }, 'stopping');
      void stopSignal(performance.now() + ECHO_MS).then((signal) => {
        log.info({ signal }, 'stopping at once');
        return server.stop('at once');
      });
    } finally {
      await server.stop();
    }
  } finally {
    await desk.close();
  }
}

const whereabouts = (url: string, place: string): string => `
Hatchdesk listens on ${url}${ADDRESSES.hatch}
Data: ${place}
`;

const firstCredential = ({ identifier, secret }: FirstCredential): string => `\
This is the first start, so here is an API credential that may do everything. It is shown only once:

  identifier  ${identifier}
  secret      ${secret}
`;

const firstStart = (url: string, made: FirstCredential): string => `\
${firstCredential(made)}
Try it:

  curl ${url}${ADDRESSES.hatch} -d identifier=${made.identifier} -d secret=${made.secret} -d responsetype=json -d action=OpenTicket -d deptid=1 -d name=Ann -d email=ann@example.com -d subject=Hello -d message=World
`;

/** The data can be outside the current folder. Someone who expected a new desk must see that this is an old one. */
const laterStart = (isEmbedded: boolean): string => `\
This desk already has credentials. A secret is never shown again.

  a new credential  npx hatchdesk credential create
${isEmbedded ? '  an empty desk     set HATCHDESK_DATA to another folder\n' : ''}`;

/** On Ctrl-C, the terminal signals both npm and us, and npm forwards its own. Within this time, both count as one. */
const ECHO_MS = 1000;

/**
 * Resolves with the next signal to stop.
 *
 * @param notBefore ignore signals before this time, in terms of `performance.now()`
 */
function stopSignal(notBefore = 0): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    const onSignal = (signal: NodeJS.Signals) => {
      if (performance.now() >= notBefore) resolve(signal);
    };
    process.on('SIGTERM', onSignal);
    process.on('SIGINT', onSignal);
  });
}
