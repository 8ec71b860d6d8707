import { ADDRESSES } from '../../config/addresses';
import { ApiError } from '../../errors';
import type { DoorParts, Reply } from '../door';
import { askAs } from './asking';
import { type ClientPage, NOT_ALLOWED } from './client-page';
import { show, text, type Visitor } from './page-door';
import { reaching, visitorOf, wayOf } from './ticket-visit';

/** `POST /savedraft.php`: what the script of a ticket's page sends while somebody writes. No person sees the answer. */
const saveDraft =
  (parts: DoorParts) =>
  async (visitor: Visitor): Promise<Reply> => {
    const { fields, session } = visitor;
    const way = wayOf(visitor);
    const caller = await reaching(() => visitorOf(parts, visitor, way));
    // The access code proves that the page sends it.
    if (caller.clientId !== null && !parts.sessions.isProof(session, text(fields.proof))) {
      throw new ApiError('forbidden', 'Please use the buttons on the page.');
    }
    await reaching(() =>
      askAs(parts, visitor, caller, 'SaveDraft', {
        ...{ folder: 'pages', fields: { ticketnum: way.number, message: text(fields.message) } },
      }),
    );
    return show('', 204);
  };

/** Each of the 200,000 characters that a message may have takes up to twelve bytes in a form. */
const MOST_BYTES = 2_500_000;

/** What keeps drafts. */
export const DRAFT_PAGES: readonly ClientPage[] = [
  {
    path: ADDRESSES.saveDraft,
    methods: ['POST'],
    isSignedIn: false,
    summary: "Keep a reply that is not sent yet, as the script of a ticket's page does",
    fields: {
      tid: { description: "The ticket's number", isRequired: true },
      c: { description: 'Its access code, for visitors who are not signed in', isRequired: false },
      proof: { description: "The session's CSRF token, for a client who is signed in", isRequired: false },
      message: { description: 'What is written so far; nothing to remove the draft', isRequired: false },
    },
    answers: {
      204: 'Kept, or removed',
      403: NOT_ALLOWED,
      404: 'There is no such ticket, or the code is wrong',
      429: 'Too many wrong links',
    },
    mostBytes: MOST_BYTES,
    answer: saveDraft,
  },
];
