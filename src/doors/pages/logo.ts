import { ADDRESSES } from '../../config/addresses';
import type { DoorParts, Reply } from '../door';
import type { ClientPage } from './client-page';
import { Refused } from './error-page';
import { text, type Visitor, visitOf } from './page-door';

/** `/logo?v=`: the operator's picture, which browsers keep until there is another one. */
const logo =
  (parts: DoorParts) =>
  async (visitor: Visitor): Promise<Reply> => {
    const { portal } = await visitOf(parts, visitor);
    if (portal.logo === undefined) throw new Refused('not_found', 'noLogo');
    const { data, type, version } = portal.logo;
    const isLasting = text(visitor.fields.v) === version;
    return {
      status: 200,
      headers: {
        'Content-Type': type,
        'Cache-Control': isLasting ? 'public, max-age=31536000, immutable' : 'no-cache',
        'Content-Security-Policy': "default-src 'none'; sandbox",
        'X-Content-Type-Options': 'nosniff',
      },
      body: data,
    };
  };

/** The desk's own pictures. */
export const LOGO_PAGES: readonly ClientPage[] = [
  {
    path: ADDRESSES.logo,
    methods: ['GET', 'HEAD'],
    isSignedIn: false,
    summary: 'The picture at the top of the pages, which the setting PortalLogo holds',
    fields: { v: { description: 'Its version, so that browsers may keep it', isRequired: false } },
    answers: { 200: 'The picture', 403: 'The address is banned', 404: 'There is none' },
    answer: logo,
  },
];
