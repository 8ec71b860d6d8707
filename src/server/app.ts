import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import { createTrustedProxies, type TrustedProxies } from '../access/client-address';
import type { Comparing } from '../comparing/comparing';
import { ADDRESSES } from '../config/addresses';
import { checkAnswers } from '../database/server-facts';
import { describeDoors } from '../description/openapi';
import { type Desk, productVersion } from '../desk/desk';
import { createSeldom } from '../desk/seldom';
import { cors } from '../doors/cors';
import { type DoorParts, openDoor, patternOf } from '../doors/door';
import { doors } from '../doors/doors';
import { explorer } from '../doors/explorer';
import { frontPage } from '../doors/front-page';
import { sentRequestId } from '../doors/headers';
import { icon } from '../doors/icon';
import type { Load } from '../doors/load';
import type { Streams } from '../doors/streams';
import { isOutage } from '../errors';
import type { Metrics } from '../metrics/metrics';
import { createAddressing } from './addressing';
import { nothingHere, ourFault } from './last-resort';
import { loggedPath } from './logged-path';
import { readAddress, redirectFolder, redirectPages, refuseEncodedSlashes } from './plain-addresses';
import { readinessOf } from './readiness';
import { refuseWrongHost } from './unreadable';

/** What the app shares with the server around it. */
interface Serving {
  load: Load;
  streams: Streams;
  /** Undefined without an old desk. */
  comparing?: Comparing | undefined;
  /** Undefined if nobody wants any. */
  metrics: Metrics | undefined;
  /** Whether the server answers its last requests. */
  isStopping(): boolean;
}

/**
 * Builds the HTTP app: every door (the endpoints of one API), the keys, the checks of health and readiness, the front
 * page and the explorer. Tests build it with this, too.
 *
 * @param serving what the app shares with the server around it
 */
export function createApp(
  desk: Desk,
  log: Logger,
  { load, streams, comparing, metrics, isStopping }: Serving,
): Express {
  const { config } = desk;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  const proxies = createTrustedProxies(config.trustedProxies);
  // For X-Forwarded-Proto. Express's own reading of X-Forwarded-For, `req.ip`, is not used: it knows fewer spellings.
  app.set('trust proxy', (address: string) => proxies.has(address));
  const all = doors(config.keliwebPrefix);
  const addressing = createAddressing(all, config.folder);
  app.use(readAddress(addressing));
  app.use(identifyAndLog(log, proxies, metrics, desk.clock));
  app.use(refuseWrongHost(addressing), refuseEncodedSlashes(addressing), redirectPages(addressing));

  const parts: DoorParts = {
    addressGate: desk.addressGate,
    callers: desk.callers,
    grants: desk.grants,
    sessions: desk.sessions,
    formProofs: desk.formProofs,
    formBrakes: desk.formBrakes,
    dispatcher: desk.dispatcher,
    actions: desk.registry.all(),
    settings: () => desk.settings(),
    portal: (language) => desk.portal(language),
    clock: desk.clock,
    load,
    streams,
    bodyBytes: config.limits.bodyBytes,
    timeZone: config.desk.timeZone,
    listResponseType: config.listResponseType,
    callLimit: desk.callLimit,
    rateLimit: desk.rateLimit,
    presenceNews: desk.presenceNews,
    comparing,
  };
  for (const door of all) {
    const addresses = door.addresses.map(patternOf);
    if (door.hasCors) app.all(addresses, cors(config.corsOrigins));
    app.all(addresses, openDoor(door.open(parts), load));
  }
  app.get(ADDRESSES.publicKeys, publishedKeys(desk));
  app.get(ADDRESSES.icon, icon);
  app.get(ADDRESSES.health, health(desk));
  app.get(ADDRESSES.readiness, readiness(desk, isStopping));
  const isForGuests = async (): Promise<boolean> => (await desk.settings()).ticketGuestOpening === 'on';
  app.get('/', frontPage(desk.addressGate, config.folder, isForGuests));
  if (config.folder !== '') app.get(config.folder, redirectFolder(config.folder));
  app.use(explorer(desk.addressGate, description(desk), dirname(require.resolve('swagger-ui-dist/package.json'))));
  app.use(nothingHere(desk), ourFault(desk));
  return app;
}

/** What load balancers ask all day. Counted as calls, their answers would hide those of callers. */
const PROBES = new Set<string>([ADDRESSES.health, ADDRESSES.readiness]);

/**
 * Gives every request an id and writes one log line when the response closes. The id is the caller's `X-Request-Id` if
 * it has only harmless characters.
 */
function identifyAndLog(log: Logger, proxies: TrustedProxies, metrics: Metrics | undefined, clock: () => Date) {
  const seldom = createSeldom(() => clock().getTime());
  return (req: Request, res: Response, next: NextFunction): void => {
    const started = performance.now();
    // Read the path now: inside a mounted router, the request shows only the rest of it.
    const path = loggedPath(req.path);
    const requestId = sentRequestId(req) ?? randomUUID();
    const client = proxies.clientOf(req.socket.remoteAddress ?? '', req.get('x-forwarded-for') ?? '');
    Object.assign(res.locals, { requestId, call: {}, client });
    res.setHeader('X-Request-Id', requestId);
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Cache-Control', 'no-store');
    res.once('close', () => {
      const { failure, ...call } = res.locals.call;
      const milliseconds = performance.now() - started;
      const { openedAt } = res.locals;
      // Clients end a stream whenever they like.
      const aborted = openedAt === undefined && !res.writableFinished;
      if (!PROBES.has(path)) {
        const seconds = openedAt === undefined ? milliseconds / 1000 : (openedAt - started) / 1000;
        metrics?.count({ ...call, status: res.statusCode, aborted, seconds });
      }
      const line = {
        requestId,
        method: req.method,
        path,
        address: client.address,
        unreadableAddress: client.unreadable?.slice(0, 100),
        status: res.statusCode,
        milliseconds: Math.round(milliseconds * 10) / 10,
        aborted: aborted || undefined,
        ...call,
      };
      // The trouble of the database is logged once, and not by every call that fails of it.
      const repeated =
        failure === undefined || call.refused === 'unavailable' || isOutage(failure)
          ? undefined
          : seldom(nameOf(failure));
      if (repeated === undefined) log.info(line, 'call');
      else log.error({ ...line, repeated, err: failure }, 'call failed');
    });
    next();
  };
}

/** The same failure has the same message, but for numbers and quoted values, and comes from the same places. */
const nameOf = (failure: unknown): string =>
  String((failure as Error | null)?.stack ?? failure).replace(/"[^"]*"|'[^']*'|\d+/g, '');

/** Answers with the public keys, with which anyone can verify access tokens. */
function publishedKeys({ tokens }: Desk) {
  return async (_req: Request, res: Response): Promise<void> => {
    const keys = await tokens.publicKeys().catch((error: unknown) => {
      res.locals.call.failure = error;
    });
    if (keys !== undefined) res.json(keys);
    else res.status(503).setHeader('Retry-After', '2').json({ message: 'The keys are not available' });
  };
}

/** Creates the API description as JSON text on every call: the desk's address is a setting, and calls are rare. */
const description =
  ({ registry, config, settings }: Desk) =>
  async (): Promise<string> =>
    JSON.stringify(
      describeDoors({
        actions: registry.all(),
        version: productVersion(),
        publicUrl: (await settings()).publicUrl,
        keliwebPrefix: config.keliwebPrefix,
      }),
    );

/** The health check for containers and supervisors: can this process reach its database? */
function health({ database }: Desk) {
  return async (_req: Request, res: Response): Promise<void> => {
    try {
      await checkAnswers(database);
      res.json({ status: 'ok' });
    } catch {
      res.status(503).json({ status: 'the database is not available' });
    }
  };
}

/** The check for load balancers: should this process get calls? */
function readiness({ database }: Desk, isStopping: () => boolean) {
  return async (_req: Request, res: Response): Promise<void> => {
    const status = await readinessOf(database, isStopping);
    res.status(status === 'ready' ? 200 : 503).json({ status });
  };
}
