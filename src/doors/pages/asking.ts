import type { Caller } from '../../access/caller';
import { ApiError } from '../../errors';
import type { UploadedFile } from '../../wire/fields';
import { type DoorParts, type Performed, perform } from '../door';
import { addressOf } from '../headers';
import { recognise } from '../recognise';
import type { Visitor } from './page-door';

/** What a page sends to an action. */
interface Sent {
  folder?: string;
  fields: Record<string, unknown>;
  files?: UploadedFile[];
  /** From the form, so that sending it twice has one effect. */
  idempotencyKey?: string;
}

/** The client who is signed in. @throws ApiError (unauthenticated) if nobody is */
export const clientOf = (parts: DoorParts, { req, res, session }: Visitor): Promise<Caller> =>
  recognise(parts, req, res, () => parts.callers.session(session));

/** Runs an action for a page. @throws ApiError as `perform` does */
export async function askAs(
  parts: DoorParts,
  { req, res }: Visitor,
  caller: Caller,
  action: string,
  { folder, fields, files = [], idempotencyKey }: Sent,
): Promise<Performed> {
  const name = folder === undefined ? action : `${folder}/${action}`;
  if (!caller.may(name.toLowerCase())) {
    throw new ApiError('forbidden', 'The owner of the account has not given you its tickets to see.');
  }
  return perform(parts, {
    ...{ caller, action, address: addressOf(req), how: { idFormat: 'string' as const }, log: res.locals.call },
    ...(folder !== undefined && { folder }),
    ...(idempotencyKey !== undefined && { idempotencyKey }),
    read: async () => ({ fields, files }),
  });
}
