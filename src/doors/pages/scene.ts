import type { Request } from 'express';
import type { Place, Visit } from '../../pages/layout';
import { styleFor } from '../../pages/theme';
import type { DoorParts, Reply } from '../door';
import { LANGUAGE_FIELD, spokenBy } from './language';

/** What all pages of a request share, refusals included: its language, and how this desk looks. */
interface Scene extends Pick<Visit, 'language' | 'portal' | 'timeZone'> {
  /** The header that keeps a language which the visitor has just chosen. */
  cookie: string | undefined;
}

const scenes = new WeakMap<Request, Scene>();

/** Finds out what the pages of a request share. Settings are remembered, so this asks nobody. */
export async function setScene(parts: DoorParts, req: Request): Promise<void> {
  if (scenes.has(req)) return;
  const { language: otherwise, publicUrl, timeZone } = await parts.settings();
  const { language, cookie } = spokenBy(req, otherwise, req.secure || publicUrl.startsWith('https:'));
  scenes.set(req, { language, cookie, timeZone, portal: await parts.portal(language.code) });
}

/** What the pages of a request share; undefined if it was refused before anything was known. */
export const sceneOf = (req: Request): Scene | undefined => scenes.get(req);

/** Makes a response fit its scene: its style is allowed, and the language chosen is kept. */
export function dressed(req: Request, reply: Reply): Reply {
  const scene = scenes.get(req);
  if (scene === undefined) return reply;
  const { hash } = styleFor(scene.portal.colour);
  const { headers } = reply;
  const sent = headers[POLICY];
  const policy = typeof sent === 'string' ? { [POLICY]: sent.replace(OUR_STYLE, `'${hash}'`) } : {};
  const cookies =
    scene.cookie === undefined ? {} : { 'Set-Cookie': [scene.cookie, headers['Set-Cookie'] ?? []].flat() };
  return { ...reply, headers: { ...headers, ...policy, ...cookies } };
}

const POLICY = 'Content-Security-Policy';

/** How every policy of a page allows our own style, also the one of a page with pictures from elsewhere. */
const OUR_STYLE = `'${styleFor('').hash}'`;

/** The parameters that a form sends and that lead to its page again. */
const OF_FORMS = ['tid', 'c', 'deptid'];

/** Longer ones are no page's own. */
const LONGEST_QUERY = 1_000;

/** Where a page is. @param fields the request's; a query without what was just done leads to the page again */
export function placeOf(req: Request, fields: Record<string, unknown>): Place {
  const { path } = req;
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    const leadsHere = req.method === 'POST' ? OF_FORMS.includes(name) : ![LANGUAGE_FIELD, 'done'].includes(name);
    if (typeof value === 'string' && leadsHere) query.set(name, value);
  }
  const text = query.toString();
  return {
    path: path.toLowerCase(),
    up: '../'.repeat(Math.max(0, path.split('/').length - 2)),
    query: text.length > LONGEST_QUERY ? '' : text,
  };
}
