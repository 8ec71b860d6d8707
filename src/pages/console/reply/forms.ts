import { ADDRESSES } from '../../../config/addresses';
import { type Html, html, NONE, when } from '../../html';
import { draftKeeper, fileLimits, filesHint, SENT_BY_SCRIPT } from '../../script-parts';
import { form, linkTo, type StaffVisit, told } from '../layout';
import { predefinedPicker } from '../predefined';
import { excerptOf, type QuotableMessage, quoteChoice } from '../quote-choice';
import { PRESETS, wallTime } from './presets';
import { scheduledReplies, seenFields } from './scheduled';
import { type AnsweredTicket, type EnteredReply, type ReplyState, type Seen, seenOf } from './state';

/**
 * The forms to answer a ticket and to add notes, and above them the replies that wait or were stopped.
 *
 * @param ticket the answer of GetTicketConversation, with its newest entries: those count as seen
 * @param state as the door `reply-state.ts` asks for it
 */
export function replyForms(visit: StaffVisit, ticket: AnsweredTicket, state: ReplyState): Html {
  const seen = seenOf(ticket);
  const mayReply = visit.may('AddTicketReply');
  const mayNote = visit.may('AddTicketNote');
  if (!mayReply && !mayNote) return NONE;
  return html`<answer-box class="answer" id="answer">
${scheduledReplies(visit, state, seen)}
${told({ problem: state.problem })}
<div class="tabs-of-forms">
${when(mayReply, () => tab(visit, state, 'reply', replyForm(visit, ticket, state, seen)))}
${when(mayNote, () => tab(visit, state, 'note', noteForm(visit, ticket, state, seen)))}</div></answer-box>`;
}

/** One of two forms. Browsers open one at a time, also without a script. */
const tab = ({ texts }: StaffVisit, { open }: ReplyState, name: 'reply' | 'note', content: Html): Html =>
  html`<details name="answer" class="${name}"${when(open === name, () => html` open`)}><summary data-key="${name}">${texts.reply[name]}</summary>
${content}</details>`;

/** What was entered in a form. The words of a note must not get into the other form, from which customers are written to. */
const enteredAs = ({ open, entered }: ReplyState, kind: 'reply' | 'note'): EnteredReply | undefined =>
  open === kind ? entered : undefined;

function replyForm(visit: StaffVisit, ticket: AnsweredTicket, state: ReplyState, seen: Seen): Html {
  const { texts } = visit;
  const { taken } = state;
  const entered = enteredAs(state, 'reply');
  const draft = state.drafts.find(({ kind }) => kind === 'reply');
  const message = entered?.message ?? draft?.message ?? taken?.message ?? '';
  const isMarkdown = entered?.markdown ?? taken?.markdown ?? true;
  const maySchedule = visit.may('ScheduleTicketReply');
  const cc = entered?.cc ?? taken?.cc ?? '';
  return messageForm(visit, ticket, {
    ...{ kind: 'reply', key: state.key, label: texts.reply.message, message, isMarkdown, seen },
    saved: entered === undefined ? draft?.date : undefined,
    isSettled: entered !== undefined || taken !== undefined,
    limits: state.limits,
    below: html`${when(taken !== undefined && taken.attachments.length > 0, () => keptFiles(visit, taken))}
<div class="options">
<div class="field"><label for="reply-status">${texts.reply.status}</label>
${statusChoice(visit, state, entered?.status ?? taken?.status ?? '')}</div>
<div class="field"><label for="reply-cc">${texts.reply.cc}</label>
<input id="reply-cc" name="cc" value="${cc}" dir="auto" autocomplete="off" aria-describedby="reply-cc-hint">
<span class="hint" id="reply-cc-hint">${ticket.cc.email.length > 0 ? html`${texts.reply.ccNow} <bdi>${ticket.cc.email.join(', ')}</bdi>` : html`${texts.reply.ccHint}`}</span></div>
<div class="field">${quoteChoice(visit, quotable(ticket), entered?.quote)}</div>
${when(maySchedule, () => later(visit, entered))}</div>
<div class="row"><button data-key="send-reply">${texts.reply.send}</button>
${when(state.closed !== '', () => html`<button class="second" name="andclose" value="1">${texts.reply.sendAndClose}</button>`)}</div>`,
  });
}

/** The messages that the mail may quote, the newest first. */
const quotable = ({ entries }: AnsweredTicket): QuotableMessage[] =>
  entries.entry
    .filter(({ kind, id }) => kind === 'message' && id > 0)
    .map(({ id, name, date, html: markup }) => ({ id, name, date, excerpt: excerptOf(markup) }))
    .reverse();

function noteForm(visit: StaffVisit, ticket: AnsweredTicket, state: ReplyState, seen: Seen): Html {
  const { texts } = visit;
  const entered = enteredAs(state, 'note');
  const draft = state.drafts.find(({ kind }) => kind === 'note');
  return messageForm(visit, ticket, {
    ...{ kind: 'note', key: `${state.key}n`, label: texts.reply.noteMessage, seen, limits: state.limits },
    message: entered?.message ?? draft?.message ?? '',
    isMarkdown: entered?.markdown ?? true,
    saved: entered === undefined ? draft?.date : undefined,
    isSettled: entered !== undefined,
    below: html`<div class="row"><button>${texts.reply.addNote}</button></div>`,
  });
}

interface MessageForm {
  kind: 'reply' | 'note';
  key: string;
  label: string;
  message: string;
  isMarkdown: boolean;
  seen: Seen;
  /** When the draft was saved that the form shows. */
  saved: Date | undefined;
  /** Whether no draft of the browser may replace what the form shows. */
  isSettled: boolean;
  limits: ReplyState['limits'];
  /** What follows the message and its files. */
  below: Html;
}

/** What a reply and a note have in common. */
function messageForm(visit: StaffVisit, { ticketid }: AnsweredTicket, parts: MessageForm): Html {
  const { texts } = visit;
  const { kind, key, label, message, isMarkdown, seen, saved, isSettled, limits, below } = parts;
  const address = `${ADDRESSES.consoleTicket}${ticketid}/`;
  const preview = linkTo(visit, ADDRESSES.consolePreview);
  return form(visit, {
    ...{ to: `${address}${kind}`, key },
    more: html` class="card" enctype="multipart/form-data" data-kind="${kind}" ${SENT_BY_SCRIPT}`,
    content: html`${seenFields(seen)}<input type="hidden" name="kind" value="${kind}">
<message-preview to="${preview}" empty="${texts.reply.nothing}">
<p class="field"><label for="${kind}-message">${label}</label>
<textarea id="${kind}-message" name="message" rows="8" dir="auto" required>
${message}</textarea></p>
<div class="row tools"><label class="tick"><input type="checkbox" name="markdown" value="1"${when(isMarkdown, () => html` checked`)}> <span>${texts.reply.markdown}</span></label>
<button class="second" formaction="${preview}" formtarget="_blank" formnovalidate data-preview data-turbo="false">${texts.reply.preview}</button>${predefinedPicker(visit, ticketid, kind)}</div>
</message-preview>
${draftKeeper(visit, { name: `${kind}:${visit.staff.id}:${ticketid}`, place: 'browser', to: linkTo(visit, `${address}draft`), saved, isSettled })}
${when(limits.count > 0, () => filesField(visit, kind, limits))}
${below}`,
  });
}

const filesField = (visit: StaffVisit, kind: string, limits: ReplyState['limits']): Html => {
  const types = limits.types
    .split(',')
    .map((type) => `.${type}`)
    .join(',');
  return fileLimits(
    visit,
    { ...limits, types },
    html`<p class="field"><label for="${kind}-files">${visit.texts.reply.files}</label>
<input id="${kind}-files" type="file" name="attachments[]" multiple accept="${types}" aria-describedby="${kind}-files-hint">
<span class="hint" id="${kind}-files-hint">${filesHint(visit, limits)}</span></p>`,
  );
};

/** The files of a reply that was taken back: they are still here, and no browser can put them into a field. */
const keptFiles = ({ texts }: StaffVisit, taken: ReplyState['taken']): Html =>
  html`<p class="field"><label class="tick"><input type="checkbox" name="filesof" value="${taken?.scheduledid ?? 0}" checked> <span>${texts.reply.keptFiles} <bdi>${(taken?.attachments ?? []).map(({ filename }) => filename).join(', ')}</bdi></span></label></p>
`;

function statusChoice({ texts }: StaffVisit, { statuses }: ReplyState, chosen: string): Html {
  const options = statuses.map(
    (title) => html`<option value="${title}"${when(title === chosen, () => html` selected`)}>${title}</option>`,
  );
  return html`<select id="reply-status" name="status"><option value="">${texts.reply.usual}</option>${options}</select>`;
}

function later(visit: StaffVisit, entered: EnteredReply | undefined): Html {
  const { texts } = visit;
  const chosen = entered?.when ?? '';
  const isOpen = chosen !== '' || (entered?.sendat ?? '') !== '';
  const options = ['', ...PRESETS, 'at'].map(
    (name) =>
      html`<option value="${name}"${when(name === chosen, () => html` selected`)}>${texts.reply.whens[name] ?? name}</option>`,
  );
  return html`<details class="later"${when(isOpen, () => html` open`)}><summary data-key="later">${texts.reply.later}</summary>
<div><p class="field"><label for="reply-when">${texts.reply.when}</label><select id="reply-when" name="when">${options}</select></p>
<p class="field"><label for="reply-sendat">${texts.reply.sendat}</label>
<input id="reply-sendat" type="datetime-local" name="sendat" value="${entered?.sendat ?? ''}" min="${wallTime(visit.now, visit.timeZone)}" aria-describedby="reply-sendat-hint"></p>
<p class="hint" id="reply-sendat-hint">${visit.language.texts.timeZone(visit.timeZone)} ${texts.reply.laterHint}</p></div></details>`;
}
