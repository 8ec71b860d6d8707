import type { NextFunction, Request, RequestHandler, Response } from 'express';

const ALLOWED_HEADERS =
  'Authorization, Cache-Control, Content-Type, Idempotency-Key, Last-Event-ID, Pragma, X-Request-Id, X-Requested-With';
const EXPOSED_HEADERS =
  'Idempotency-Replayed, Retry-After, WWW-Authenticate, X-Hatchdesk-Ignored, X-Rate-Limit, X-Rate-Limit-Remaining, X-Request-Id';
const KEEP_PREFLIGHT_SECONDS = '600';

/**
 * Lets pages of other origins call an API (CORS, as in the Fetch standard), and answers their preflight requests.
 *
 * This is safe only if callers authenticate with a header, which pages must set themselves. Never use it with a cookie,
 * which browsers send by themselves.
 *
 * @param origins the allowed origins; undefined allows any
 */
export function cors(origins: string[] | undefined): RequestHandler {
  return (req: Request, res: Response, next: NextFunction) => {
    const origin = req.get('origin');
    if (origins !== undefined) res.vary('Origin');
    const allowed = origins === undefined ? '*' : origins.find((listed) => listed === origin);
    if (origin !== undefined && allowed !== undefined) {
      res.setHeader('Access-Control-Allow-Origin', allowed);
      res.setHeader('Access-Control-Expose-Headers', EXPOSED_HEADERS);
    }
    if (req.method !== 'OPTIONS') return next();
    if (allowed !== undefined) {
      res.setHeader('Access-Control-Allow-Methods', 'GET, POST, PUT, PATCH, DELETE, OPTIONS');
      res.setHeader('Access-Control-Allow-Headers', ALLOWED_HEADERS);
      res.setHeader('Access-Control-Max-Age', KEEP_PREFLIGHT_SECONDS);
    }
    res.status(204).end();
  };
}
