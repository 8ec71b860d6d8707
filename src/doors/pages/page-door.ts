import type { Request, Response } from 'express';
import { ApiError } from '../../errors';
import { PAGE_HEADERS, type Visit as PageVisit } from '../../pages/layout';
import type { UploadedFile } from '../../wire/fields';
import { readFields, readForm } from '../body';
import type { Door, DoorParts, Protocol, Reply } from '../door';
import { clientOf } from '../headers';
import type { Visit } from '../load';
import { WHMCS_ENVELOPE } from '../whmcs';
import { asToken, readCookie } from './cookies';
import { errorReply, visitOfStranger } from './error-page';
import { dressed, placeOf, setScene } from './scene';
import { isWritten, textsIn } from './written';

/** The session cookie of a signed-in browser. */
export const COOKIE = 'hatchdesk_session';

/**
 * What the doors of pages have in common. Unreadable requests don't come from browsers, so they get WHMCS's envelope.
 */
export const PAGES: Omit<Door, 'addresses' | 'open'> = {
  envelope: WHMCS_ENVELOPE,
  hasCors: false,
  tag: { name: 'Pages', description: 'Pages for people, in a browser' },
  security: {
    name: 'session',
    scheme: { type: 'apiKey', in: 'cookie', name: COOKIE, description: 'The session cookie that single sign-on sets' },
  },
};

/** Our forms contain only a few words. */
const FORM_BYTES = 16_384;

/** The most bytes of a form's files: nearly all that a body may have. The rest is for what is written beside them. */
export const mostOfFiles = ({ bodyBytes }: Pick<DoorParts, 'bodyBytes'>): number => Math.floor(bodyBytes * 0.95);

/** One request for a page. */
export interface Visitor {
  fields: Record<string, unknown>;
  files: UploadedFile[];
  /** Why a form was not received whole, on a page that keeps what it can of one. */
  problem?: ApiError;
  /** The session's token; empty if the browser sent none. */
  session: string;
  req: Request;
  res: Response;
}

declare global {
  namespace Express {
    interface Locals {
      /** What was written in the form that a page was sent. A refusal shows it, so that its author does not lose it. */
      written?: string[];
    }
  }
}

/**
 * The protocol of a page. It checks bans but not the allow list, because the list is for programs and customers come
 * from anywhere. Every refusal is a page too.
 *
 * @param methods the HTTP methods that the page accepts
 * @param mostBytes how large a form may be
 * @param keepsForms whether the page answers forms that were not received whole, so that no words are lost
 */
export function pageDoor(
  parts: DoorParts,
  methods: readonly string[],
  answer: (visitor: Visitor) => Promise<Reply>,
  mostBytes = FORM_BYTES,
  keepsForms = false,
): Protocol {
  return {
    async answer(req: Request, res: Response, visit: Visit) {
      await parts.addressGate.checkBan(clientOf(req));
      await setScene(parts, req);
      if (!methods.includes(req.method))
        throw new ApiError('wrong_method', `Only ${methods.join(' and ')} is answered`);
      // After a trailing slash, the page's relative links would break.
      if (/(\.php|announcements)\/$/i.test(req.path)) return moved(req);
      const read = keepsForms ? readForm : readFields;
      const { fields, files, problem } = await read(req, res, visit, Math.min(parts.bodyBytes, mostBytes));
      if (req.method === 'POST') {
        res.locals.written = textsIn(fields)
          .filter(isWritten)
          .map(([, words]) => words);
      }
      if (problem !== undefined && !keepsForms) throw problem;
      const kept = problem === undefined ? {} : { problem };
      return dressed(req, await answer({ fields, files, ...kept, session: sessionOf(req), req, res }));
    },
    refuse(error, req, res) {
      const reply = errorReply(visitOfStranger(req, { timeZone: parts.timeZone, now: parts.clock() }), error, res);
      const allow = reply.status === 405 ? { Allow: methods.join(', ') } : {};
      return dressed(req, { ...reply, headers: { ...reply.headers, ...allow } });
    },
  };
}

/** What a page knows about its visitor. */
export async function visitOf(parts: DoorParts, { req, session, fields }: Visitor): Promise<PageVisit> {
  await setScene(parts, req);
  return {
    ...visitOfStranger(req, { timeZone: parts.timeZone, now: parts.clock() }),
    place: placeOf(req, fields),
    proof: session === '' ? undefined : parts.sessions.proofOf(session),
  };
}

/** The response for a page. */
export const show = (body: string, status = 200, headers: Reply['headers'] = {}): Reply => ({
  status,
  headers: { ...PAGE_HEADERS, ...headers },
  body,
});

/**
 * Redirects to the address without its trailing slash. The redirect is relative, so it works below a proxy's prefix.
 */
function moved(req: Request): Reply {
  const [page = ''] = req.path.split('/').slice(-2);
  const start = req.originalUrl.indexOf('?');
  return show('', 308, { Location: `../${page}${start < 0 ? '' : req.originalUrl.slice(start)}` });
}

const sessionOf = (req: Request): string => asToken(readCookie(req, COOKIE));

/** A field's text; empty if the field is anything but one text. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
