import { join } from 'node:path';
import type { Request, Response, Router } from 'express';
import express from 'express';
import type { AddressGate } from '../access/address-gate';
import { ADDRESSES } from '../config/addresses';
import { ApiError } from '../errors';
import { PAGE, START, STYLE } from './explorer-page';

/** The viewer's own files, and no others of its package. */
const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js'];

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * The description of every door at /openapi.json, and at /docs a page in which a person can try it. Whoever may call may
 * see them.
 *
 * @param description as JSON text, made when it is first asked for.
 * @param assets the folder of the viewer's package.
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
      // With a slash behind it, the page's own addresses would lead elsewhere.
      if (res.req.path.endsWith('/')) res.redirect(301, '../docs');
      else res.setHeader('Content-Security-Policy', POLICY).type('html').send(PAGE);
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

type Answer = (res: Response) => void | Promise<void>;

/** An answer for those whose address may call; others are refused in JSON. */
export const guarded = (addressGate: AddressGate, answer: Answer) => async (req: Request, res: Response) => {
  try {
    await addressGate.checkAddress(req.ip ?? '', '');
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
