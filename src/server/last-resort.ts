import type { NextFunction, Request, Response } from 'express';
import { ADDRESSES } from '../config/addresses';
import type { Desk } from '../desk/desk';
import { HTTP_STATUS, UNDECODABLE_ADDRESS } from '../doors/headers';
import { errorReply, visitOfStranger, wantsPage } from '../doors/pages/error-page';
import { ApiError, asApiError, notFound } from '../errors';

type Asked = Pick<Desk, 'config' | 'clock'>;

/** Answers every address at which nothing stands: a page for a person in a browser, JSON for a program. */
export const nothingHere = (desk: Asked) => (req: Request, res: Response) =>
  refuse(desk, req, res, notFound(`There is nothing here: the API is at ${ADDRESSES.hatch}`));

/** Answers what no door answered, because the address could not be decoded or something of ours failed. */
export const ourFault =
  (desk: Asked) => (error: { status?: number }, req: Request, res: Response, _next: NextFunction) => {
    const isOurs = error.status === undefined || error.status >= 500;
    if (isOurs) res.locals.call.failure = error;
    // The router refuses nothing else by itself.
    refuse(desk, req, res, isOurs ? asApiError(error) : new ApiError('malformed', UNDECODABLE_ADDRESS));
  };

function refuse({ config, clock }: Asked, req: Request, res: Response, error: ApiError): void {
  if (!wantsPage(req)) {
    res.status(HTTP_STATUS[error.kind]).json({ result: 'error', message: error.message });
    return;
  }
  const visit = visitOfStranger(req, { timeZone: config.desk.timeZone, now: clock() });
  const { status, headers, body } = errorReply(visit, error, res);
  res.status(status).set(headers).send(body);
}
