import { TooManyCalls } from '../../access/call-limit';
import { type Caller, guestCaller } from '../../access/caller';
import { ADDRESSES } from '../../config/addresses';
import { ApiError, asApiError, FormRefused } from '../../errors';
import { messagePage, type Visit } from '../../pages/layout';
import {
  departmentsPage,
  type FormState,
  keptPage,
  newTicketPage,
  otherDepartmentPage,
  type TicketForm,
} from '../../pages/new-ticket';
import type { Language } from '../../pages/texts';
import { inLanguage } from '../../pages/texts/problems';
import { ticketAddress } from '../../pages/ticket';
import { sizeOf } from '../../pages/times';
import { ALPHANUMERIC, drawText } from '../../text/draw';
import type { DoorParts, Reply } from '../door';
import { addressOf, HTTP_STATUS, retryAfter } from '../headers';
import { askAs, clientOf } from './asking';
import { type ClientPage, NOT_ALLOWED } from './client-page';
import { departmentIn, enteredIn, parametersOf, queryOf } from './entered-ticket';
import { AGAIN, brake, FIRST, Stopped } from './guest-brakes';
import { mostOfFiles, show, text, type Visitor, visitOf } from './page-door';
import { browserOf, proofFor, shownAt } from './strangers';

/** `/submitticket.php`: the form for a new ticket. Whatever a form that was sent meets, it comes back as it was. */
const newTicket =
  (parts: DoorParts) =>
  async (visitor: Visitor): Promise<Reply> => {
    const visit = await visitOf(parts, visitor);
    if (visitor.req.method !== 'POST') return look(parts, visitor, visit);
    if (visitor.problem !== undefined) return comeBack(parts, visitor, visit, visitor.problem);
    try {
      return await send(parts, visitor, visit);
    } catch (thrown) {
      return comeBack(parts, visitor, visit, asApiError(thrown));
    }
  };

/** Who is there: the client who is signed in, or else a guest. */
async function callerOf(parts: DoorParts, visitor: Visitor): Promise<Caller> {
  try {
    if (visitor.session !== '') return await clientOf(parts, visitor);
  } catch (thrown) {
    if (asApiError(thrown).kind !== 'unauthenticated') throw thrown;
  }
  const { req, res } = visitor;
  if (visitor.session === '') parts.callLimit.countFrom(addressOf(req));
  // A part of the cookie tells browsers apart, and does not open its forms.
  const caller = guestCaller(browserOf(visitor).slice(0, 16));
  res.locals.call.caller = caller.name;
  return caller;
}

/** The visit as this page shows it: the header is of whoever the page takes the visitor for. */
const seenBy = (visit: Visit, caller: Caller): Visit =>
  caller.clientId === null ? { ...visit, proof: undefined } : visit;

async function formFor(parts: DoorParts, visitor: Visitor, visit: Visit, caller: Caller): Promise<TicketForm> {
  const deptid = departmentIn(visitor);
  const { result } = await askAs(parts, visitor, caller, 'GetTicketForm', {
    folder: 'pages',
    fields: { language: visit.language.code, ...(deptid !== undefined && { deptid }) },
  });
  // The type of a result names no members. GetTicketForm's schema promises those of TicketForm.
  const form = result as unknown as TicketForm;
  const { total } = form.file_limits;
  return { ...form, file_limits: { ...form.file_limits, total: total === 0 ? mostOfFiles(parts) : total } };
}

async function look(parts: DoorParts, visitor: Visitor, visit: Visit): Promise<Reply> {
  const { submit } = visit.language.texts;
  if (visitor.fields.done === 'held') {
    return show(messagePage({ ...visit, proof: undefined }, submit.heldTitle, submit.held));
  }
  const caller = await callerOf(parts, visitor);
  const form = await formFor(parts, visitor, visit, caller).catch((thrown) => {
    const error = asApiError(thrown);
    const isStranger = error.kind === 'forbidden' && caller.clientId === null;
    // The page to sign in on leads back here.
    throw isStranger ? new ApiError('unauthenticated', 'Unauthenticated.') : error;
  });
  const entered = enteredIn(visitor);
  const seen = seenBy(visit, caller);
  if (form.department === null) {
    const isGone = departmentIn(visitor) !== undefined && form.departments.length > 0;
    return show(departmentsPage(seen, form, queryOf(entered)), isGone ? 404 : 200);
  }
  const { state, headers } = await stateFor(parts, visitor, visit, caller, { purpose: FIRST });
  return show(newTicketPage(seen, form, state), 200, headers);
}

/** The form's key; empty if it is none of ours. */
const keyIn = ({ fields }: Visitor): string => (/^[A-Za-z0-9]{22}$/.test(text(fields.key)) ? text(fields.key) : '');

interface Shown {
  /** Empty to keep the proof that the form has. */
  purpose: typeof FIRST | typeof AGAIN | '';
  notice?: string;
  signsIn?: boolean;
  problems?: FormState['problems'];
  key?: string;
}

/** What a form shows, and the headers with which it does. */
async function stateFor(
  parts: DoorParts,
  visitor: Visitor,
  visit: Visit,
  caller: Caller,
  { purpose, notice = '', signsIn = false, problems = [], key = keyIn(visitor) }: Shown,
): Promise<{ state: FormState; headers: Record<string, string> }> {
  const isGuest = caller.clientId === null;
  const { proof, headers } = !isGuest
    ? { proof: visit.proof ?? '', headers: {} }
    : purpose === ''
      ? { proof: text(visitor.fields.proof), headers: {} }
      : await proofFor(parts, visitor, purpose);
  return {
    state: {
      ...{ entered: enteredIn(visitor), problems, notice, signsIn, proof, isGuest },
      lostFiles:
        visitor.problem !== undefined || visitor.files.some(({ filename, data }) => filename !== '' || data.length > 0),
      key: key !== '' ? key : drawText(ALPHANUMERIC, 22),
    },
    headers,
  };
}

async function send(parts: DoorParts, visitor: Visitor, visit: Visit): Promise<Reply> {
  const { fields, files, session } = visitor;
  const caller = await callerOf(parts, visitor);
  const isGuest = caller.clientId === null;
  const task = text(fields.task);
  if (task === 'change' || task === 'choose') return turn(parts, visitor, visit, caller, task);
  // Somebody whose session has ended meant to write as a client, until the form for guests was shown.
  const isSignedOut = isGuest && session !== '' && !(await isProven(parts, visitor));
  if (isSignedOut) throw new ApiError('unauthenticated', 'Unauthenticated.');
  if (isGuest) await brake(parts, visitor);
  else if (!parts.sessions.isProof(session, text(fields.proof))) throw new Stopped('old');
  const key = keyIn(visitor);
  const open = () =>
    askAs(parts, visitor, caller, 'OpenTicket', {
      ...{ folder: 'pages', fields: parametersOf(visitor), files: files.filter(({ filename }) => filename !== '') },
      ...(key !== '' && { idempotencyKey: key }),
    });
  const { result } = isGuest
    ? await parts.formBrakes.limited(addressOf(visitor.req), text(fields.email), open)
    : await open();
  // As above: OpenTicket's schema promises these members.
  const { tid, c, is_held } = result as unknown as { tid: string; c: string; is_held: boolean };
  if (is_held) return show('', 303, { Location: `${ADDRESSES.newTicket.slice(1)}?done=held` });
  const way = { number: tid, code: isGuest ? c : '' };
  return show('', 303, { Location: ticketAddress(ADDRESSES.ticket, way, { done: 'opened' }) });
}

/** Goes between the two steps with everything that was written. */
async function turn(
  parts: DoorParts,
  visitor: Visitor,
  visit: Visit,
  caller: Caller,
  task: 'change' | 'choose',
): Promise<Reply> {
  const form = await formFor(parts, visitor, visit, caller);
  const purpose = (await isProven(parts, visitor)) ? '' : AGAIN;
  const { state, headers } = await stateFor(parts, visitor, visit, caller, { purpose });
  const isFirstStep = task === 'change' || form.department === null;
  const draw = isFirstStep ? otherDepartmentPage : newTicketPage;
  return show(draw(seenBy(visit, caller), form, state), 200, headers);
}

/** Whether a form for guests was shown to the browser that sends it. */
async function isProven(parts: DoorParts, visitor: Visitor): Promise<boolean> {
  const shown = await Promise.all([FIRST, AGAIN].map((purpose) => shownAt(parts, visitor, purpose)));
  return shown.some((at) => at !== undefined);
}

/** Shows a form that was refused, with all that was written in it and what to do about the refusal. */
async function comeBack(parts: DoorParts, visitor: Visitor, visit: Visit, error: ApiError): Promise<Reply> {
  const { submit } = visit.language.texts;
  const { call } = visitor.res.locals;
  call.refused = error.kind;
  if (error.kind === 'internal' || error.kind === 'unavailable') call.failure = error.cause ?? error;
  const status = error.kind === 'unauthenticated' ? 403 : HTTP_STATUS[error.kind];
  const isOfForm = error instanceof FormRefused;
  const tooLarge = submit.tooLarge(sizeOf(visit, parts.bodyBytes));
  const notice = isOfForm ? '' : error.kind === 'too_large' ? tooLarge : noticeOf(visit.language, error);
  const problems = isOfForm ? error.problems : [];
  const wait = retryAfter(error);
  // What was sent with a key belongs to it. Something else needs another one.
  const key = error.kind === 'conflict' ? { key: '' } : {};
  const isForClients = error.message === CLIENTS_ONLY;
  const said = { notice, problems, signsIn: error.kind === 'unauthenticated' || isForClients, ...key };
  const { action } = call;
  try {
    const caller = await callerOf(parts, visitor);
    const form = await formFor(parts, visitor, visit, caller);
    // The log is about what was refused, not about the form that shows it.
    if (action !== undefined) call.action = action;
    const purpose = (await isProven(parts, visitor)) ? '' : AGAIN;
    const { state, headers } = await stateFor(parts, visitor, visit, caller, { purpose, ...said });
    const draw = form.department === null ? otherDepartmentPage : newTicketPage;
    return show(draw(seenBy(visit, caller), form, state), status, { ...headers, ...wait });
  } catch {
    const guest = guestCaller('');
    const { state } = await stateFor(parts, visitor, visit, guest, { purpose: '', ...said });
    return show(keptPage({ ...visit, proof: undefined }, state), status, wait);
  }
}

/** The refusal of guests, which signing in helps against. */
const CLIENTS_ONLY = 'Only clients may open tickets here';

/** What to say about a refusal that is about no field. */
function noticeOf(language: Language, error: ApiError): string {
  const { submit } = language.texts;
  if (error instanceof Stopped) return submit[error.why];
  if (error instanceof TooManyCalls) return submit.tooMany;
  const known: Readonly<Record<string, string>> = {
    'The sender is blocked': submit.blocked,
    'The ticket was taken for spam': submit.spam,
    'Department ID not found': submit.noSuchDepartment,
    [CLIENTS_ONLY]: submit.clientsOnly,
    'This Idempotency-Key was already used with other parameters': submit.sentAlready,
  };
  const byText = known[error.message];
  if (byText !== undefined) return byText;
  if (error.kind === 'unauthenticated') return submit.signedOut;
  if (error.kind === 'too_many') return submit.tooManyHeld;
  // What is left may be the words of an operator's hook.
  return error.kind === 'invalid' || error.kind === 'forbidden' ? inLanguage(language, error.message) : submit.later;
}

const FIELDS = {
  step: { description: 'The step, as in WHMCS; the department alone decides', isRequired: false },
  deptid: { description: 'The department', isRequired: false },
  subject: { description: 'The subject, to begin with', isRequired: false },
  message: { description: 'The message, to begin with', isRequired: false },
};

/** The page for new tickets. */
export const NEW_TICKET_PAGES: readonly ClientPage[] = [
  {
    path: ADDRESSES.newTicket,
    methods: ['GET', 'HEAD', 'POST'],
    isSignedIn: false,
    summary: 'The form for a new ticket, for clients and for guests',
    fields: FIELDS,
    answers: {
      200: 'The departments, or the form',
      303: 'Opened: redirects to the ticket',
      400: 'The form with what is wrong in it, and everything that was entered',
      403: NOT_ALLOWED,
      404: 'There is no such department for the visitor',
      409: 'The form was sent before with other words in it',
      413: 'The files are too large: the form with everything that was written',
      429: 'Too many tickets from this network or address',
    },
    mostBytes: Number.POSITIVE_INFINITY,
    keepsForms: true,
    answer: newTicket,
  },
];
