import { ADDRESSES } from '../../config/addresses';
import { WHMCS_LANGUAGES } from '../../config/languages';
import { asApiError } from '../../errors';
import { type Overview, overviewPage } from '../../pages/overview';
import { inLanguage } from '../../pages/texts/problems';
import { KINDS, type TicketList, ticketListPage, type Wanted } from '../../pages/ticket-list';
import type { DoorParts, Reply } from '../door';
import { HTTP_STATUS } from '../headers';
import { askAs, clientOf } from './asking';
import { type ClientPage, NOT_ALLOWED } from './client-page';
import { show, text, type Visitor, visitOf } from './page-door';

type Answer = (visitor: Visitor) => Promise<Reply>;

/** As many letters as the action takes. */
const LONGEST_SEARCH = 200;

/** What the address asks for. What it cannot mean is left out, so that an old or damaged link shows the list. */
function wantedBy({ fields }: Visitor): Wanted {
  const kind = text(fields.show);
  const page = text(fields.page);
  return {
    search: text(fields.search).trim().slice(0, LONGEST_SEARCH),
    kind: KINDS.find((one) => one === kind),
    isOldestFirst: text(fields.order) === 'oldest',
    page: /^[1-9]\d{0,5}$/.test(page) ? Number(page) : 1,
  };
}

/** `/supporttickets.php`: the client's tickets. */
const ticketList =
  (parts: DoorParts): Answer =>
  async (visitor) => {
    const wanted = wantedBy(visitor);
    const { search, kind, isOldestFirst, page } = wanted;
    const caller = await clientOf(parts, visitor);
    const visit = await visitOf(parts, visitor);
    const fields = {
      ...(search !== '' && { search }),
      ...(kind !== undefined && { kind }),
      ...{ oldest_first: isOldestFirst, page },
    };
    try {
      const { result } = await askAs(parts, visitor, caller, 'GetTickets', { folder: 'pages', fields });
      // The type of a result names no members. The action's schema promises those of TicketList.
      return show(ticketListPage(visit, wanted, result as unknown as TicketList, ''));
    } catch (thrown) {
      const error = asApiError(thrown);
      if (error.kind !== 'invalid') throw error;
      visitor.res.locals.call.refused = error.kind;
      const problem = inLanguage(visit.language, error.message);
      return show(ticketListPage(visit, wanted, undefined, problem), HTTP_STATUS.invalid);
    }
  };

/** `/clientarea.php`: the first page of a client. */
const clientArea =
  (parts: DoorParts): Answer =>
  async (visitor) => {
    const caller = await clientOf(parts, visitor);
    const visit = await visitOf(parts, visitor);
    const fields = { language: WHMCS_LANGUAGES[visit.language.code] };
    const { result } = await askAs(parts, visitor, caller, 'GetOverview', { folder: 'pages', fields });
    // As in the list: GetOverview's schema promises those of Overview.
    return show(overviewPage(visit, result as unknown as Overview));
  };

/** The pages that list tickets. */
export const LIST_PAGES: readonly ClientPage[] = [
  {
    path: ADDRESSES.ticketList,
    methods: ['GET', 'HEAD'],
    isSignedIn: true,
    summary: "The client's tickets",
    fields: {
      search: { description: 'Only tickets with these words in number, subject or messages', isRequired: false },
      show: { description: 'Only tickets of one kind: waiting, answered or closed', isRequired: false },
      order: { description: '`oldest` begins with the oldest last reply', isRequired: false },
      page: { description: 'The page of the list, from 1', isRequired: false },
    },
    answers: { 200: 'The list', 400: 'The search is refused', 403: NOT_ALLOWED },
    answer: ticketList,
  },
  {
    path: ADDRESSES.clientArea,
    methods: ['GET', 'HEAD'],
    isSignedIn: true,
    summary: "A client's first page: tickets that wait for them, and the newest announcements",
    fields: {},
    answers: { 200: 'The page', 403: NOT_ALLOWED },
    answer: clientArea,
  },
];
