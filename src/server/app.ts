import { randomUUID } from 'node:crypto';
import { dirname } from 'node:path';
import express, { type Express, type NextFunction, type Request, type Response } from 'express';
import type { Logger } from 'pino';
import { ADDRESSES } from '../config/addresses';
import { checkAnswers } from '../database/server-facts';
import { describeDoors } from '../description/openapi';
import { type Desk, productVersion } from '../desk/desk';
import { cors } from '../doors/cors';
import { type DoorParts, openDoor, patternOf } from '../doors/door';
import { doors } from '../doors/doors';
import { explorer } from '../doors/explorer';
import { frontPage } from '../doors/front-page';
import { addressOf, UNDECODABLE_ADDRESS } from '../doors/headers';
import { withoutToken } from '../doors/link-pages';
import { createLoad } from '../doors/load';
import { createCollector } from './memory';

/** Which doors are open. The one way to build the app, tests included. */
export function createApp(desk: Desk, log: Logger): Express {
  const { config } = desk;
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.set('query parser', false);
  app.set('trust proxy', config.trustedProxies);
  app.use(accompany(log));

  const parts: DoorParts = {
    addressGate: desk.addressGate,
    callers: desk.callers,
    grants: desk.grants,
    sessions: desk.sessions,
    dispatcher: desk.dispatcher,
    settings: () => desk.settings(),
    clock: desk.clock,
    load: createLoad(config.limits, createCollector()),
    bodyBytes: config.limits.bodyBytes,
    timeZone: config.desk.timeZone,
    listResponseType: config.listResponseType,
    rateLimit: config.rateLimit,
  };
  for (const door of doors(config.keliwebPrefix)) {
    const addresses = door.addresses.map(patternOf);
    if (door.hasCors) app.all(addresses, cors(config.corsOrigins));
    app.all(addresses, openDoor(door.open(parts), parts.load));
  }
  app.get(ADDRESSES.publicKeys, publishedKeys(desk));
  app.get(ADDRESSES.health, health(desk));
  app.get('/', frontPage(desk.addressGate));
  app.use(explorer(desk.addressGate, description(desk), dirname(require.resolve('swagger-ui-dist/package.json'))));
  app.use((_req: Request, res: Response) => {
    res.status(404).json({ result: 'error', message: `There is nothing here: the API is at ${ADDRESSES.hatch}` });
  });
  app.use((error: { status?: number }, _req: Request, res: Response, _next: NextFunction) => {
    const status = error.status !== undefined && error.status < 500 ? error.status : 500;
    if (status === 500) res.locals.call.failure = error;
    // All that the router itself refuses.
    const message = status === 500 ? 'Internal Server Error' : UNDECODABLE_ADDRESS;
    res.status(status).json({ result: 'error', message });
  });
  return app;
}

const REQUEST_ID = /^[A-Za-z0-9._-]{8,64}$/;

/** Gives every request an id, the caller's own where it is a plain one, and writes one log line when it ends. */
function accompany(log: Logger) {
  return (req: Request, res: Response, next: NextFunction): void => {
    const started = performance.now();
    // Now: an answer that comes from below a mounted path is logged while the request shows only the rest of it.
    const path = withoutToken(req.path).slice(0, 200);
    const sent = req.get('x-request-id');
    const requestId = sent !== undefined && REQUEST_ID.test(sent) ? sent : randomUUID();
    Object.assign(res.locals, { requestId, call: {} });
    res.setHeader('X-Request-Id', requestId);
    res.setHeader('X-Content-Type-Options', 'nosniff');
    res.setHeader('Cache-Control', 'no-store');
    res.once('close', () => {
      const { failure, ...call } = res.locals.call;
      const line = {
        requestId,
        method: req.method,
        path,
        address: addressOf(req),
        status: res.statusCode,
        milliseconds: Math.round((performance.now() - started) * 10) / 10,
        ...(!res.writableFinished && { aborted: true }),
        ...call,
      };
      if (failure !== undefined) log.error({ ...line, err: failure }, 'call failed');
      else log.info(line, 'call');
    });
    next();
  };
}

/** The keys with which anybody can verify access tokens. */
function publishedKeys({ tokens }: Desk) {
  return async (_req: Request, res: Response): Promise<void> => {
    const keys = await tokens.publicKeys().catch((error: unknown) => {
      res.locals.call.failure = error;
    });
    if (keys !== undefined) res.json(keys);
    else res.status(503).setHeader('Retry-After', '2').json({ message: 'The keys are not available' });
  };
}

/** Made anew each time: the address of the desk is a setting, and nobody asks for it often. */
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

/** Whether this process can do its work: for load balancers and containers. */
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
