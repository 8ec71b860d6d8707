import type { NextFunction, Request, RequestHandler, Response } from 'express';
import { type Addressing, pathOf } from './addressing';

declare global {
  namespace Express {
    interface Locals {
      /** The address as sent, if it was rewritten. */
      sentUrl?: string;
    }
  }
}

/** Gives everything behind it the address in its plainest form, even the log, which cuts tokens out of it. */
export function readAddress({ locate }: Addressing): RequestHandler {
  return (req: Request, res: Response, next: NextFunction) => {
    const located = locate(req.url);
    if (located !== req.url) {
      res.locals.sentUrl = req.url;
      req.url = located;
      req.originalUrl = located;
    }
    next();
  };
}

/** Refuses an address that leads elsewhere as soon as somebody decodes its slashes. */
export function refuseEncodedSlashes({ otherDoorAt }: Addressing): RequestHandler {
  return (req: Request, res: Response, next: NextFunction) => {
    const other = otherDoorAt(req.path);
    if (other === undefined) return next();
    res.locals.call.refused = 'malformed';
    res.status(400).json(other.envelope.of('The address contains an encoded slash (%2F): write it as /', 400));
  };
}

/** Redirects to a page's plain address if the one sent has doubled slashes, which would break the page's links. */
export function redirectPages({ isPage }: Addressing): RequestHandler {
  return (req: Request, res: Response, next: NextFunction) => {
    const sent = pathOf(res.locals.sentUrl ?? '');
    const isDoubled = sent.startsWith('/') && sent.includes('//');
    if (!isDoubled || !['GET', 'HEAD'].includes(req.method) || !isPage(req.path)) return next();
    // Relative, because a proxy may have cut off a folder.
    const up = '../'.repeat(sent.split('/').length - 2);
    res.redirect(308, up + sent.replace(/\/+/g, '/').slice(1) + req.url.slice(req.path.length));
  };
}

/** Redirects from the desk's folder to the page in it, whose relative links need the slash at the end. */
export const redirectFolder =
  (folder: string): RequestHandler =>
  (_req: Request, res: Response) =>
    res.redirect(308, `.${folder.slice(folder.lastIndexOf('/'))}/`);
