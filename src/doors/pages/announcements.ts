import { visitorCaller } from '../../access/caller';
import { ADDRESSES } from '../../config/addresses';
import { WHMCS_LANGUAGES } from '../../config/languages';
import { asApiError } from '../../errors';
import { announcementFeed } from '../../pages/announcement-feed';
import {
  type AnnouncementList,
  announcementPage,
  announcementsPage,
  type ShownAnnouncement,
} from '../../pages/announcements';
import type { Visit } from '../../pages/layout';
import type { DoorParts, Reply } from '../door';
import { addressOf, originOf } from '../headers';
import { askAs, clientOf } from './asking';
import type { ClientPage } from './client-page';
import { Refused } from './error-page';
import { show, text, type Visitor, visitOf } from './page-door';

type Answer = (visitor: Visitor) => Promise<Reply>;

/** The page for everybody. Whoever is signed in keeps the links of their account. */
async function readersVisit(parts: DoorParts, visitor: Visitor): Promise<Visit> {
  const visit = await visitOf(parts, visitor);
  if (visit.proof === undefined) return visit;
  const isSignedIn = await clientOf(parts, visitor).then(
    () => true,
    (thrown) => {
      if (asApiError(thrown).kind !== 'unauthenticated') throw thrown;
      return false;
    },
  );
  return isSignedIn ? visit : { ...visit, proof: undefined };
}

async function read<T>(
  parts: DoorParts,
  visitor: Visitor,
  visit: Visit,
  action: string,
  fields: Record<string, unknown>,
): Promise<T> {
  const language = WHMCS_LANGUAGES[visit.language.code];
  const { result } = await askAs(parts, visitor, visitorCaller, action, {
    ...{ folder: 'pages', fields: { ...fields, language } },
  });
  // The type of a result names no members. Each action's schema promises those of its page.
  return result as unknown as T;
}

/** `/announcements`: the list, or one announcement. */
const announcements =
  (parts: DoorParts): Answer =>
  async (visitor) => {
    const { fields, req } = visitor;
    parts.callLimit.countFrom(addressOf(req));
    const visit = await readersVisit(parts, visitor);
    const [id, month, page] = [text(fields.id), text(fields.month), text(fields.page)];
    if (id !== '') {
      if (!/^[1-9]\d{0,8}$/.test(id)) throw new Refused('not_found', 'noAnnouncement');
      const shown = await read<ShownAnnouncement>(parts, visitor, visit, 'GetAnnouncement', { id }).catch((thrown) => {
        throw asApiError(thrown).kind === 'not_found' ? new Refused('not_found', 'noAnnouncement') : thrown;
      });
      return show(announcementPage(visit, shown));
    }
    const chosen = /^\d{4}-(0[1-9]|1[0-2])$/.test(month) ? month : '';
    const list = await read<AnnouncementList>(parts, visitor, visit, 'GetAnnouncements', {
      ...(chosen !== '' && { month: chosen }),
      page: /^[1-9]\d{0,5}$/.test(page) ? page : '1',
    });
    return show(announcementsPage(visit, chosen, list));
  };

/** `/announcements.atom`: the newest announcements for feed readers, in the language that the reader asks for. */
const feed =
  (parts: DoorParts): Answer =>
  async (visitor) => {
    const { req } = visitor;
    parts.callLimit.countFrom(addressOf(req));
    const visit = await visitOf(parts, visitor);
    const list = await read<AnnouncementList>(parts, visitor, visit, 'GetAnnouncements', {});
    const { publicUrl } = await parts.settings();
    return {
      status: 200,
      headers: {
        'Content-Type': 'application/atom+xml; charset=utf-8',
        'Content-Security-Policy': "default-src 'none'",
      },
      body: announcementFeed(visit, list.announcements, publicUrl || originOf(req), ADDRESSES.announcementFeed),
    };
  };

/** The pages of announcements, for everybody. */
export const ANNOUNCEMENT_PAGES: readonly ClientPage[] = [
  {
    path: ADDRESSES.announcements,
    methods: ['GET', 'HEAD'],
    isSignedIn: false,
    summary: 'The published announcements, or one of them',
    fields: {
      id: { description: 'Only the announcement with this id', isRequired: false },
      month: { description: 'Only those of a month, such as 2026-11', isRequired: false },
      page: { description: 'The page of the list, from 1', isRequired: false },
    },
    answers: { 200: 'The announcements', 403: 'The address is banned', 404: 'There is no such announcement' },
    answer: announcements,
  },
  {
    path: ADDRESSES.announcementFeed,
    methods: ['GET', 'HEAD'],
    isSignedIn: false,
    summary: 'The newest announcements as an Atom feed',
    fields: {},
    answers: { 200: 'The feed', 403: 'The address is banned' },
    answer: feed,
  },
];
