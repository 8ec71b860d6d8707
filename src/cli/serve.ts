import { type Command, InvalidArgumentError } from 'commander';
import { type Config, readConfig } from '../config';
import { ADDRESSES } from '../config/addresses';
import type { MailSettings } from '../config/mail';
import { readWorkers } from '../config/readers';
import { explainMissing } from '../database/migrate';
import { type Desk, openDesk } from '../desk/desk';
import { type FirstCredential, prepareFirstStart } from '../desk/first-start';
import { prepareKey } from '../desk/key';
import { createLog } from '../log';
import { startServer } from '../server/server';
import { startWorkers } from '../server/workers/supervisor';
import { ENDING } from './interruption';
import { say } from './print';
import { runAsWorker } from './worker';

export function addServe(program: Command): void {
  program
    .command('serve')
    .description('run the server; the first start creates a credential and prints it once')
    .option(
      '--workers <number>',
      'how many processes answer calls, or auto for one per processor (default: HATCHDESK_WORKERS, or 1)',
      readCount,
    )
    .addHelpText('after', '\nExamples:\n  $ PORT=8080 hatchdesk serve\n  $ hatchdesk serve --workers auto')
    .action(serve);
}

function readCount(text: string): number {
  try {
    return readWorkers(text);
  } catch (error) {
    throw new InvalidArgumentError((error as Error).message);
  }
}

async function serve(options: { workers?: number }): Promise<void> {
  if (await runAsWorker()) return;
  const fromEnvironment = readConfig();
  const config = { ...fromEnvironment, workers: options.workers ?? fromEnvironment.workers };
  const log = createLog(config.logLevel);
  process.once('uncaughtException', (error) => {
    log.fatal({ err: error }, 'stopping after an uncaught exception');
    process.exit(1);
  });
  const desk = await openDesk(config, log);
  try {
    // Before the server listens: whoever finds it ready, or finds its port open, may call with the first credential.
    const made = await prepare(desk, config.first, log);
    // From here on, and not only once it has said where it listens: whoever reads that may end it at once.
    const stopping = stopSignal();
    const start = config.workers > 1 ? startWorkers : startServer;
    const server = await start(desk, log).catch((error: unknown) => {
      // The next start makes no other credential, so this one must be shown although this start failed.
      if (made !== undefined) say(firstCredential(made));
      throw error;
    });
    try {
      const workers = config.workers > 1 ? config.workers : undefined;
      log.info({ url: server.url, metrics: server.metricsUrl, data: desk.place, workers }, 'listening');
      const isEmbedded = config.databaseUrl === undefined;
      say(
        `${whereabouts(server.url, desk.place, config.mail.smtp, (await desk.settings()).publicUrl)}\n${made === undefined ? laterStart(isEmbedded) : firstStart(server.url, made)}`,
      );
      log.info({ signal: await stopping }, 'stopping');
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

/** Sees to the key and the first credential. @returns the credential, if it made one */
async function prepare(
  desk: Desk,
  first: Config['first'],
  log: ReturnType<typeof createLog>,
): Promise<FirstCredential | undefined> {
  try {
    await prepareKey(desk, log);
    return await prepareFirstStart((work) => desk.database.transaction('write', work), desk.passwords, first);
  } catch (error) {
    throw await explainMissing(desk.database, error);
  }
}

const whereabouts = (url: string, place: string, smtp: MailSettings['smtp'], publicUrl: string): string => `
Hatchdesk listens on ${url}${ADDRESSES.hatch}
Data: ${place}
Mail: ${smtp === undefined ? 'kept and not sent; HATCHDESK_SMTP_URL names a mail server' : sending(smtp, publicUrl)}
`;

/** A link without a host leads nowhere, and whoever gets it cannot say so. */
const sending = ({ host, port }: { host: string; port: number }, publicUrl: string): string =>
  `sent through ${host}:${port}${publicUrl === '' ? '; its links lead nowhere until HATCHDESK_PUBLIC_URL is set' : ''}`;

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
    for (const signal of ENDING) process.on(signal, onSignal);
  });
}
