import { join } from 'node:path';
import type { Request, Response, Router } from 'express';
import express from 'express';
import type { AddressGate } from '../access/address-gate';
import { ADDRESSES } from '../config/addresses';
import { ApiError } from '../errors';
import { explorerPage } from '../pages/explorer';
import { PLAIN_PORTAL } from '../pages/layout';
import { START, STYLE } from './explorer-assets';
import { clientOf } from './headers';
import { spokenBy } from './pages/language';

/** The files of Swagger UI that the page needs. The rest of its package is not served. */
const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js'];

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Serves the description of every door (the endpoints of one API) at /openapi.json, and at /docs a page to try them.
 * The address allow list applies, as for calls.
 *
 * @param description returns the description as JSON text
 * @param assets the folder of the Swagger UI package
 */
export function explorer(addressGate: AddressGate, description: () => Promise<string>, assets: string): Router {
  const router = express.Router();
  const open = (answer: Answer) => guarded(addressGate, answer);
  router.get(
    ADDRESSES.openapi,
    open(async (res) => void res.type('application/json').send(await description())),
  );
  router.get(
    ADDRESSES.explorer,
    open((res) => {
      // With a trailing slash, the page's relative links would lead elsewhere.
      if (res.req.path.endsWith('/')) res.redirect(301, '../docs');
      else showPage(res);
    }),
  );
  router.get(
    `${ADDRESSES.explorer}/start.js`,
    open((res) => void res.type('text/javascript').send(START)),
  );
  router.get(
    `${ADDRESSES.explorer}/page.css`,
    open((res) => void res.type('text/css').send(STYLE)),
  );
  for (const file of FILES) {
    router.get(
      `${ADDRESSES.explorer}/${file}`,
      open((res) => res.sendFile(join(assets, file), { cacheControl: false, dotfiles: 'allow' })),
    );
  }
  return router;
}

function showPage(res: Response): void {
  const { language, cookie } = spokenBy(res.req, 'english', res.req.secure);
  if (cookie !== undefined) res.setHeader('Set-Cookie', cookie);
  const visit = {
    ...{ language, portal: { ...PLAIN_PORTAL, title: 'Hatchdesk' }, place: { path: '', up: undefined, query: '' } },
    ...{ timeZone: 'UTC', now: new Date(0), proof: undefined },
  };
  res.setHeader('Content-Security-Policy', POLICY).type('html').send(explorerPage(visit));
}

type Answer = (res: Response) => void | Promise<void>;

/** Wraps a handler so that only addresses on the allow list reach it. Others get a refusal in JSON. */
export const guarded = (addressGate: AddressGate, answer: Answer) => async (req: Request, res: Response) => {
  try {
    await addressGate.checkAddress(clientOf(req), '');
    await answer(res);
  } catch (error) {
    refuse(error, res);
  }
};

function refuse(error: unknown, res: Response): void {
  const known = error instanceof ApiError ? error : undefined;
  if (known === undefined || known.kind === 'unavailable') res.locals.call.failure = error;
  const status = known?.kind === 'forbidden' ? 403 : known?.kind === 'unavailable' ? 503 : 500;
  if (status === 503) res.setHeader('Retry-After', '2');
  res.status(status).json({ result: 'error', message: known?.message ?? 'Internal Server Error' });
}
