import type { Request, Response } from 'express';
import type { Caller } from '../access/caller';
import type { Forwarding } from '../calls/forwarding';
import { unsupportedAction } from '../calls/unsupported';
import { forwardedForm, type SentForm } from '../wire/forwarded-form';
import type { Reply } from './door';
import { addressOf } from './headers';

/**
 * Headers of an answer that do not travel: those of the connection and of the server that wrote it, those that this
 * server writes itself, and those that would speak to browsers in this server's name.
 */
const STAYS =
  /^(connection|keep-alive|proxy-.*|te|trailer|transfer-encoding|upgrade|content-length|date|server|via|alt-svc|x-powered-by|x-request-id|x-content-type-options|set-cookie2?|strict-transport-security|public-key-pins.*|access-control-.*|clear-site-data|idempotency-replayed|x-hatchdesk-.*)$/i;

/** A call that goes to the old desk. */
interface Forwarded {
  name: string;
  caller: Caller;
  sent: SentForm;
  /** The format that the caller asked for, if any. */
  responseType: string | undefined;
  hasKey: boolean;
}

/**
 * Hands a call on to the old desk, and its answer back as it came.
 *
 * @throws UpstreamFailure
 */
export async function forward(
  forwarding: Forwarding,
  req: Request,
  res: Response,
  { name, caller, sent, responseType, hasKey }: Forwarded,
): Promise<Reply> {
  const { call } = res.locals;
  // Names that the old desk made up are not actions of their own in the metrics: there could be any number of them.
  call.action = unsupportedAction(name) ?? 'upstream';
  call.forwarded = name;
  // The old desk knows no such keys, so a repeated call would be done again.
  if (hasKey) call.ignored = ['idempotencykey: upstream'];
  const gone = new AbortController();
  const leave = () => gone.abort();
  res.once('close', leave);
  const answer = await forwarding
    .send({
      ...{ name, caller, address: addressOf(req) },
      write: (credentials) => forwardedForm([['action', name], ...credentials], sent, responseType),
      options: { acceptEncoding: req.get('accept-encoding') ?? 'identity', signal: gone.signal },
    })
    .finally(() => res.removeListener('close', leave));
  return { status: answer.status, headers: travelling(answer.headers), body: answer.body };
}

/** The headers that go to the caller. A header that comes more than once becomes a list under its first spelling. */
function travelling(sent: readonly [name: string, value: string][]): Reply['headers'] {
  const named = sent.filter(([name]) => name.toLowerCase() === 'connection').flatMap(([, value]) => value.split(','));
  const hops = new Set(named.map((name) => name.trim().toLowerCase()));
  const headers = new Map<string, { name: string; values: string[] }>();
  for (const [name, value] of sent) {
    const lowered = name.toLowerCase();
    if (STAYS.test(lowered) || hops.has(lowered)) continue;
    const header = headers.get(lowered) ?? { name, values: [] };
    header.values.push(value);
    headers.set(lowered, header);
  }
  return Object.fromEntries(
    Array.from(headers.values(), ({ name, values }) => [name, values.length === 1 ? (values[0] ?? '') : values]),
  );
}
