import { type ApiError, Stale } from '../../errors';
import { quoteIn } from '../../pages/console/quote-choice';
import { type Arrived, replyPage } from '../../pages/console/reply/pages';
import { isPreset, timeOfPreset } from '../../pages/console/reply/presets';
import type { AnsweredTicket, EnteredReply, ReplyState } from '../../pages/console/reply/state';
import { html } from '../../pages/html';
import { sizeOf } from '../../pages/times';
import type { Reply } from '../door';
import { text } from '../pages/page-door';
import { asTyped, isSameText } from '../pages/written';
import { type Desk, orAgain, problemIn, showConsole } from './console-page';
import { ticketIdOf, toTicket } from './named-ticket';
import { idIn, keyIn, type RefusedReply, replyStateOf } from './reply-state';
import { renderTicket } from './ticket-page';

/** What GetTicket answers, as far as the forms need it. */
export interface Answered {
  id: number;
  tid: string;
  subject: string;
  status: string;
  cc: string;
  replies: { reply: { replyid: string | number; name: string; admin: string; date: Date; message: string }[] };
  notes: { note: { noteid: number; admin: string; date: Date; message: string }[] };
}

/** The forms on a page of their own, with what has arrived since the form was made that was refused. */
async function showForms(desk: Desk, refused?: RefusedReply): Promise<string> {
  const ticket = await desk.ask<Answered>('GetTicket', { ticketid: ticketIdOf(desk) });
  const state = await replyStateOf(desk, ticket.id, refused);
  // What somebody had seen who wrote a reply that was refused here, or stopped before.
  const stopped = state.scheduled.find(
    ({ state: own, adminid }) => own === 'stopped' && adminid === desk.visit.staff.id,
  );
  const seen =
    refused === undefined ? stopped : { seenreplyid: idOrAll(desk, 'reply'), seennoteid: idOrAll(desk, 'note') };
  return replyPage(desk.visit, answeredOf(ticket), state, seen === undefined ? [] : arrivedIn(seen, ticket));
}

/** The page of the ticket with a form that was refused, and with all that has arrived. */
export const showRefused = (desk: Desk, refused: RefusedReply): Promise<string> =>
  desk.visit.may('GetTicketConversation') ? renderTicket(desk, { answer: refused }) : showForms(desk, refused);

/** The newest reply or note that a form says its author has seen; all of them if it says nothing. */
const idOrAll = ({ fields }: Desk, kind: 'reply' | 'note'): number => {
  const id = text(fields[`seen${kind}id`]);
  return /^\d{1,9}$/.test(id) ? Number(id) : Number.POSITIVE_INFINITY;
};

const answeredOf = ({
  id,
  tid,
  subject,
  status,
  cc,
  replies,
  notes,
}: Answered): AnsweredTicket & { subject: string } => ({
  ...{ ticketid: id, tid, subject, status },
  cc: { email: cc === '' ? [] : cc.split(',') },
  entries: {
    entry: [
      ...replies.reply.map(({ replyid, name, admin, date, message }) => ({
        ...{ kind: 'message', id: Number(replyid), first: Number(replyid) === 0 },
        ...{ name: admin === '' ? name : admin, date, html: html`${message}`.text },
      })),
      ...notes.note.map(({ noteid, admin, date, message }) => ({
        ...{ kind: 'note', id: noteid, first: false, name: admin, date, html: html`${message}`.text },
      })),
    ],
  },
});

function arrivedIn(
  { seenreplyid, seennoteid }: { seenreplyid: number; seennoteid: number },
  { replies, notes }: Answered,
): Arrived[] {
  const newReplies = replies.reply
    .filter(({ replyid }) => Number(replyid) > seenreplyid)
    .map(
      ({ replyid, name, admin, date, message }): Arrived => ({
        ...{ kind: 'reply', id: Number(replyid), name: admin === '' ? name : admin, date, message },
      }),
    );
  const newNotes = notes.note
    .filter(({ noteid }) => noteid > seennoteid)
    .map(({ noteid, admin, date, message }): Arrived => ({ kind: 'note', id: noteid, name: admin, date, message }));
  return [...newReplies, ...newNotes].sort((one, other) => one.date.getTime() - other.date.getTime());
}

const enteredIn = ({ fields }: Desk): EnteredReply => ({
  message: asTyped(text(fields.message)),
  markdown: text(fields.markdown) !== '',
  status: text(fields.status),
  cc: text(fields.cc),
  quote: quoteIn(fields),
  when: text(fields.when),
  sendat: text(fields.sendat),
});

/** What the form says that its author has seen. */
export const seenIn = ({ fields }: Desk): Record<string, string> =>
  Object.fromEntries(
    ['seenreplyid', 'seennoteid', 'seenstatus'].flatMap((name) =>
      text(fields[name]) === '' ? [] : [[name, text(fields[name])]],
    ),
  );

/** Says why a form was refused, in the words of the page. */
function problemOf({ visit, files, parts }: Desk, error: ApiError): string {
  const { reply: texts } = visit.texts;
  const problem =
    error instanceof Stale
      ? (texts.stale[error.arrived] ?? error.message)
      : error.message.startsWith('The time to send the reply must be in the future')
        ? texts.pastTime
        : error.kind === 'too_large'
          ? visit.language.texts.submit.tooLarge(sizeOf(visit, parts.bodyBytes))
          : problemIn(visit, error);
  return files.length === 0 ? problem : `${problem} ${texts.lostFiles}`;
}

/** Shows the forms, or sends one of them; what is refused comes back with every word. */
export const answerForm =
  (kind: 'reply' | 'note') =>
  async (desk: Desk): Promise<Reply> => {
    if (desk.req.method !== 'POST') {
      desk.fields.open ??= kind;
      return showConsole(await showForms(desk));
    }
    const again = (_problem: string, error: ApiError) =>
      showRefused(desk, {
        ...{ kind, entered: enteredIn(desk), problem: problemOf(desk, error) },
        key: error.kind === 'conflict' ? undefined : keyIn(desk),
      });
    return orAgain(
      desk,
      async () => {
        if (kind === 'note') await addNote(desk);
        else await sendReply(desk);
        if (desk.res.locals.call.replayed === true) await forgetSent(desk, kind);
        return toTicket(desk);
      },
      again,
    );
  };

/** Removes the draft of what had arrived before: it was kept while its author waited for an answer that got lost. */
async function forgetSent(desk: Desk, kind: 'reply' | 'note'): Promise<void> {
  if (!desk.visit.may('GetTicketDraft') || !desk.visit.may('SaveTicketDraft')) return;
  const ticketid = ticketIdOf(desk);
  const { drafts } = await desk.ask<{ drafts: { draft: ReplyState['drafts'] } }>('GetTicketDraft', { ticketid });
  const kept = drafts.draft.find((draft) => draft.kind === kind);
  if (kept !== undefined && isSameText(kept.message, enteredIn(desk).message)) {
    await desk.ask('SaveTicketDraft', { ticketid, kind, message: '' });
  }
}

const withKey = (desk: Desk) => {
  const idempotencyKey = keyIn(desk);
  return { files: desk.files, ...(idempotencyKey !== undefined && { idempotencyKey }) };
};

async function addNote(desk: Desk): Promise<void> {
  const { message, markdown } = enteredIn(desk);
  const note = { ticketid: ticketIdOf(desk), message, markdown, removedraft: true, ...seenIn(desk) };
  await desk.ask('AddTicketNote', note, withKey(desk));
}

/** Sends a reply in ten seconds, or at the chosen time. Who may not schedule sends it now. */
async function sendReply(desk: Desk): Promise<void> {
  const { visit, fields } = desk;
  const { message, markdown, status, cc, quote } = enteredIn(desk);
  const ticketid = ticketIdOf(desk);
  const chosen = text(fields.andclose) === '' ? status : (await replyStateOf(desk, ticketid)).closed;
  const reply = { ticketid, message, markdown, status: chosen, cc, ...(quote !== '' && { quote }), ...seenIn(desk) };
  if (!visit.may('ScheduleTicketReply')) {
    await desk.ask('AddTicketReply', { ...reply, adminusername: visit.staff.username }, withKey(desk));
    return;
  }
  const time = timeIn(desk);
  const filesof = idIn(fields.filesof);
  await desk.ask(
    'ScheduleTicketReply',
    { ...reply, ...(time !== '' && { sendat: time }), ...(filesof !== 0 && { filesof }) },
    withKey(desk),
  );
}

/** When to send a reply, as ScheduleTicketReply reads it; empty for now. */
function timeIn(desk: Desk): string {
  const { when, sendat } = enteredIn(desk);
  const { visit } = desk;
  return isPreset(when) ? timeOfPreset(when, visit.now, visit.timeZone) : sendat;
}
