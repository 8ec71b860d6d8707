import type { Server } from 'node:http';
import { Server as SocketServer } from 'node:net';
import { setTimeout as pause, setImmediate as turn } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Comparing, createComparing } from '../comparing/comparing';
import { createDeliveries, type Deliveries } from '../deliveries/deliveries';
import type { Desk } from '../desk/desk';
import { doors } from '../doors/doors';
import { createLoad, type Load } from '../doors/load';
import { createStreams } from '../doors/streams';
import { isOutage, isOutageOrBusy } from '../errors';
import type { Hooks } from '../hooks/hooks';
import { settleTallies } from '../store/tickets/tallies';
import { createAddressing } from './addressing';
import { createApp } from './app';
import { createBulkWork } from './bulk-changes';
import { watchCallers } from './busy';
import { createFastServer } from './fast-server';
import { openHooks } from './hooks';
import { type Inbound, startInbound } from './inbound';
import { createIndexing } from './indexing';
import { listen } from './listen';
import { startMail } from './mail';
import { createCollector } from './memory';
import { createPulling, findMirror } from './mirror';
import { type Publish, startMonitoring } from './monitoring';
import { type PeriodicWork, startPeriodic } from './periodic';
import { createScheduledReplies, type ScheduledReplies } from './scheduled-replies';
import { sweep } from './sweep';
import { createTellAdministrators } from './tell-administrators';
import { answerConnect, answerUnreadable } from './unreadable';
import { wakeTickets } from './waking';
import { sendWantedLinks } from './wanted-links';
import { openWebhooks } from './webhooks';

export interface RunningServer {
  /** `http://address:port`, for a program on this machine. */
  url: string;
  /** Where the metrics are; undefined if the configuration wants none. */
  metricsUrl: string | undefined;
  /** Stops the server: by default after answering the running requests, or else at once, dropping them. */
  stop(how?: 'drained' | 'at once'): Promise<void>;
}

/** Limits for slow clients. After these times, a connection whose headers or body trickle in is closed. */
const TIMEOUTS = {
  headersTimeout: 15_000,
  requestTimeout: 60_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 5_000,
};

const SWEEP_EVERY_MS = 3_600_000;
/** Often enough that summing up the changes since the last time takes almost no time. */
const SETTLE_EVERY_MS = 10_000;
/** Often enough that a search reads few texts itself. */
const INDEX_EVERY_MS = 1_000;
/** Soon enough for whoever edits a hook. */
const CHECK_HOOKS_EVERY_MS = 1_000;
/** Often enough that other processes know that this one is alive, and that a new mailbox does not wait. */
const FETCH_EVERY_MS = 2_000;
/** Soon enough for whoever waits for a mail, and late enough to say nothing about the request. */
const SEND_LINKS_EVERY_MS = 1_000;
/** Soon enough for whoever snoozed a ticket by the minute. */
const WAKE_EVERY_MS = 1_000;
/** Soon enough for who has waited for ten seconds already. */
const SEND_REPLIES_EVERY_MS = 500;
/** Soon enough for the author, who would otherwise learn it when the reply is due. */
const STOP_REPLIES_EVERY_MS = 2_000;
/** Soon enough for whoever waits for the first tickets of a change of many. */
const CHANGE_MANY_EVERY_MS = 500;
/** Soon enough for whoever looks at the page. */
const WRITE_COMPARISONS_EVERY_MS = 2_000;
/** How long events may wait that another process recorded. */
const DELIVER_EVERY_MS = 1_000;

/**
 * Starts listening, and the regular clean-up of the database.
 *
 * @param publish where to publish the metrics, if not on a port of their own
 * @throws Error if the address is not available, such as `Port 8080 of 127.0.0.1 is in use: set PORT to another, or to
 * 0 for a free one`
 */
export async function startServer(desk: Desk, log: Logger, publish?: Publish): Promise<RunningServer> {
  const { limits, keliwebPrefix, folder } = desk.config;
  let isOpen = true;
  const isStopping = () => !isOpen;
  const load = createLoad(limits, createCollector());
  const mail = startMail(desk, log, watchCallers(load));
  const streams = createStreams(limits);
  const tellAdministrators = createTellAdministrators(desk);
  const webhooks = openWebhooks(desk, log, tellAdministrators);
  const hooks = await openHooks(desk, log, tellAdministrators);
  const find = [() => [mail.listener], webhooks.find, findMirror(desk), ...(hooks === undefined ? [] : [hooks.find])];
  const deliveries = createDeliveries({ ...desk, find, log });
  const mailsTaken = new Map<string, number>();
  const comparing = startComparing(desk);
  const compared = () => comparing?.counts() ?? new Map();
  const measured = { load, streams, deliveries, mailsTaken: () => mailsTaken, compared };
  const monitoring = await startMonitoring(desk, measured, isStopping, publish);
  const metrics = monitoring?.metrics;
  const server = createFastServer(createApp(desk, log, { load, streams, comparing, metrics, isStopping }), TIMEOUTS);
  server.maxRequestsPerSocket = 0;
  const addressing = createAddressing(doors(keliwebPrefix), folder);
  server.on('connect', answerConnect(addressing, log));
  server.on(
    'clientError',
    answerUnreadable(addressing, log, () => {
      metrics?.count({ refused: 'malformed', status: 400, aborted: false, seconds: 0 });
    }),
  );
  server.on('connect', () => {
    metrics?.count({ refused: 'wrong_method', status: 405, aborted: false, seconds: 0 });
  });
  const url = await listen(server, desk.config, { host: 'HOST', port: 'PORT' }).catch(async (error: unknown) => {
    await mail.stop();
    await monitoring?.close();
    await hooks?.close();
    throw error;
  });
  const inbound = await startInbound(desk, log, mailsTaken).catch(async (error: unknown) => {
    await closeAtOnce(server);
    await mail.stop();
    await monitoring?.close();
    await hooks?.close();
    throw error;
  });
  const stopWaking = desk.onWritten(deliveries.wake);
  const stopTelling = deliveries.onNumbered(streams.tell);
  const stopNumbering = desk.numberWith(deliveries.numberNow);
  const scheduled = createScheduledReplies(desk, log);
  const pulling = createPulling(desk, log);
  const works = periodicWork(desk, log, { load, deliveries, hooks, inbound, scheduled, comparing });
  const stopPeriodic = startPeriodic([...works, ...pulling.works]);
  return {
    url,
    metricsUrl: monitoring?.url,
    async stop(how = 'drained') {
      isOpen = false;
      stopPeriodic();
      stopWaking();
      stopNumbering();
      stopTelling();
      streams.close();
      const takingIn = Promise.all([inbound.stop(), pulling.stop()]);
      const stopping = deliveries.stop(how);
      if (how === 'drained') await drain(server);
      else await closeAtOnce(server);
      await comparing
        ?.stop()
        .catch((error: unknown) => isOutageOrBusy(error) || log.warn({ err: error }, 'comparisons were not written'));
      await takingIn;
      await stopping;
      webhooks.close();
      await mail.stop();
      await hooks?.close();
      await monitoring?.close();
    },
  };
}

/** Undefined without an old desk. */
function startComparing({ upstream, database, registry, settings, clock }: Desk): Comparing | undefined {
  const accessOf = (action: string) => registry.find(action)?.schema['x-access'];
  return upstream && createComparing({ client: upstream, ...{ database, settings, accessOf, clock } });
}

/** What a server does regularly. Whatever other processes do, each kind is done in one process at a time. */
const periodicWork = (
  desk: Desk,
  log: Logger,
  {
    load,
    deliveries,
    hooks,
    inbound,
    scheduled,
    comparing,
  }: {
    load: Load;
    deliveries: Deliveries;
    hooks: Hooks | undefined;
    inbound: Inbound;
    scheduled: ScheduledReplies;
    comparing: Comparing | undefined;
  },
): PeriodicWork[] => [
  {
    everyMs: SWEEP_EVERY_MS,
    run: (isWanted) => sweep(desk, log, isWanted),
    onFailure: (error) => isOutage(error) || log.warn({ err: error }, 'expired data was not deleted'),
  },
  {
    everyMs: SETTLE_EVERY_MS,
    // It takes its lock itself, because commands settle too.
    run: () => desk.database.transaction('write', settleTallies),
    // The database's own trouble is logged elsewhere, once, and so is that it has too much to do.
    onFailure: (error) => isOutageOrBusy(error) || log.warn({ err: error }, 'ticket counts were not summed up'),
  },
  {
    everyMs: INDEX_EVERY_MS,
    run: createIndexing(desk.database, watchCallers(load)),
    onFailure: (error) => isOutageOrBusy(error) || log.warn({ err: error }, 'texts were not indexed for searches'),
  },
  {
    everyMs: DELIVER_EVERY_MS,
    run: () => deliveries.poll(),
    onFailure: (error) => isOutageOrBusy(error) || log.warn({ err: error }, 'events were not delivered'),
  },
  {
    everyMs: CHECK_HOOKS_EVERY_MS,
    run: async () => hooks?.check(),
    onFailure: (error) => isOutage(error) || log.warn({ err: error }, 'hooks were not looked for'),
  },
  {
    everyMs: SEND_LINKS_EVERY_MS,
    run: (isWanted) => sendWantedLinks(desk, isWanted),
    onFailure: (error) => isOutageOrBusy(error) || log.warn({ err: error }, 'links to sign in were not mailed'),
  },
  {
    everyMs: WAKE_EVERY_MS,
    run: (isWanted) => wakeTickets(desk, isWanted),
    onFailure: (error) => isOutageOrBusy(error) || log.warn({ err: error }, 'snoozed tickets were not brought back'),
  },
  {
    everyMs: SEND_REPLIES_EVERY_MS,
    run: (isWanted) => scheduled.send(isWanted),
    onFailure: (error) => isOutageOrBusy(error) || log.warn({ err: error }, 'scheduled replies were not sent'),
  },
  {
    everyMs: STOP_REPLIES_EVERY_MS,
    run: (isWanted) => scheduled.stop(isWanted),
    onFailure: (error) => isOutageOrBusy(error) || log.warn({ err: error }, 'scheduled replies were not sent'),
  },
  {
    everyMs: CHANGE_MANY_EVERY_MS,
    run: createBulkWork(desk),
    onFailure: (error) => isOutageOrBusy(error) || log.warn({ err: error }, 'a change of many tickets was interrupted'),
  },
  {
    everyMs: FETCH_EVERY_MS,
    run: () => inbound.poll(),
    onFailure: (error) => isOutageOrBusy(error) || log.warn({ err: error }, 'mailboxes were not looked for'),
  },
  {
    everyMs: WRITE_COMPARISONS_EVERY_MS,
    run: async () => comparing?.write(),
    onFailure: (error) => isOutageOrBusy(error) || log.warn({ err: error }, 'comparisons were not written'),
  },
];

const closeAtOnce = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });

/** Long enough for requests that are already on their way, and short enough for an operator who waits for the end. */
const LAST_REQUESTS_MS = 500;
const LONGEST_DRAIN_MS = 25_000;

/**
 * Stops a server without dropping a request. From now on, every answer asks its client to close the connection. New
 * connections are still accepted for a moment, because some are on their way. Only then are idle ones closed.
 */
async function drain(server: Server): Promise<void> {
  server.prependListener('request', (_req, res) => res.setHeader('Connection', 'close'));
  await pause(LAST_REQUESTS_MS);
  await acceptWhatArrived(server);
  // http's own close() would also close idle connections right away.
  const ended = new Promise<void>((resolve) => SocketServer.prototype.close.call(server, () => resolve()));
  const closeIdle = setInterval(async () => {
    await readWhatArrived();
    server.closeIdleConnections();
  }, LAST_REQUESTS_MS);
  const giveUp = setTimeout(() => server.closeAllConnections(), LONGEST_DRAIN_MS);
  await ended;
  clearInterval(closeIdle);
  clearTimeout(giveUp);
}

/** A turn of the event loop accepts one connection. Those still waiting when the port closes are reset. */
async function acceptWhatArrived(server: Server): Promise<void> {
  const deadline = performance.now() + LAST_REQUESTS_MS;
  let arrived = true;
  const note = (): void => {
    arrived = true;
  };
  server.on('connection', note);
  while (arrived && performance.now() < deadline) {
    arrived = false;
    await readWhatArrived();
  }
  server.off('connection', note);
}

/** On a busy machine, timers can run before data that arrived long ago is read. Two turns of the event loop read it. */
async function readWhatArrived(): Promise<void> {
  await turn();
  await turn();
}
