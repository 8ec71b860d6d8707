import type { Request, Response } from 'express';
import { ApiError, type ErrorKind } from '../errors';
import { readFields } from './body';
import { PAGE_HEADERS, plainPage } from './client-html';
import type { Door, DoorParts, Protocol, Reply } from './door';
import { clientOf, HTTP_STATUS, retryAfter } from './headers';
import type { Visit } from './load';
import { WHMCS_ENVELOPE } from './whmcs';

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

/** A refusal that is shown under its own heading. */
export class Refused extends ApiError {
  override name = 'Refused';

  constructor(
    kind: ErrorKind,
    readonly title: string,
    text: string,
  ) {
    super(kind, text);
  }
}

const NOT_SIGNED_IN = [
  'You are not signed in',
  'Please come through the portal: its link to your tickets signs you in.',
];

/** One request for a page. */
export interface Visitor {
  fields: Record<string, unknown>;
  /** The session's token; empty if the browser sent none. */
  session: string;
  req: Request;
  res: Response;
}

/**
 * The protocol of a page. It checks bans but not the allow list, because the list is for programs and customers come
 * from anywhere. Every refusal is a page too.
 *
 * @param methods the HTTP methods that the page accepts
 */
export function pageDoor(
  parts: DoorParts,
  methods: readonly string[],
  answer: (visitor: Visitor) => Promise<Reply>,
): Protocol {
  return {
    async answer(req: Request, res: Response, visit: Visit) {
      await parts.addressGate.checkBan(clientOf(req));
      if (!methods.includes(req.method))
        throw new ApiError('wrong_method', `Only ${methods.join(' and ')} is answered`);
      // After a trailing slash, the page's relative links would break.
      if (/\.php\/$/i.test(req.path)) return moved(req);
      const { fields, problem } = await readFields(req, res, visit, Math.min(parts.bodyBytes, FORM_BYTES));
      if (problem !== undefined) throw problem;
      return answer({ fields, session: sessionOf(req), req, res });
    },
    refuse(error) {
      const status = error.kind === 'unauthenticated' ? 403 : HTTP_STATUS[error.kind];
      const headers = { ...retryAfter(error), ...(status === 405 && { Allow: methods.join(', ') }) };
      const [title = '', text = ''] =
        error instanceof Refused
          ? [error.title, error.message]
          : error.kind === 'unauthenticated'
            ? NOT_SIGNED_IN
            : [status === 403 ? 'Not allowed' : 'This did not work', error.message];
      return show(plainPage(title, text), status, headers);
    },
  };
}

/** The response for a page. */
export const show = (body: string, status = 200, headers: Record<string, string> = {}): Reply => ({
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

function sessionOf(req: Request): string {
  const cookie = (req.get('cookie') ?? '').split(/; */).find((pair) => pair.startsWith(`${COOKIE}=`)) ?? '';
  const token = cookie.slice(COOKIE.length + 1);
  return /^[A-Za-z0-9_-]{43}$/.test(token) ? token : '';
}

/** A field's text; empty if the field is anything but one text. */
export const text = (value: unknown): string => (typeof value === 'string' ? value : '');
