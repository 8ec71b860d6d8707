import { ADDRESSES } from '../../config/addresses';
import { type Html, html, NONE, when } from '../html';
import { consolePage, form, linkTo, type StaffVisit } from './layout';
import { backToTicket } from './reply/scheduled';
import { ticketLink } from './ticket/addresses';

/** A predefined reply, filled in for a ticket, as GetPredefinedReplies answers it. */
export interface FilledReply {
  id: number;
  name: string;
  key: string;
  filled: string;
}

/** What was found. */
export interface FoundReplies {
  ticketId: number;
  /** Whether it is for an answer or for a note. */
  kind: 'reply' | 'note';
  search: string;
  replies: readonly FilledReply[];
  isMore: boolean;
}

const addressOf = (ticketId: number): string => `${ADDRESSES.consoleTicket}${ticketId}/predefined`;

/**
 * The way to predefined replies, beside a message. With the script, it opens a list and inserts at the cursor, and so does
 * typing `/` and a key; without, it leads to a page that adds the text to the draft.
 *
 * @param kind of the form that it stands in, whose message has the id `reply-message` or `note-message`
 */
export function predefinedPicker(visit: StaffVisit, ticketId: number, kind: 'reply' | 'note' = 'reply'): Html {
  if (!visit.may('GetPredefinedReplies')) return NONE;
  const { macros } = visit.texts;
  const to = linkTo(visit, addressOf(ticketId));
  return html`<text-picker for="${kind}-message" from="${to}" label="${macros.search}" none="${macros.none}"><a class="button second" href="${ticketLink(visit, ticketId, { part: '/predefined', kind })}" data-pick title="${macros.hint}">${macros.pick}</a></text-picker>`;
}

/** The replies as options of a list, for the script. */
export const predefinedOptions = ({ replies }: FoundReplies): string =>
  html`${replies.map(
    ({ id, name, key, filled }) =>
      html`<li role="option" id="predefined-${id}" data-text="${filled}"><strong dir="auto">${name}</strong>${when(key !== '', () => html` <kbd>${key}</kbd>`)}<small dir="auto">${beginning(filled)}</small></li>`,
  )}`.text;

const SHOWN = 120;

const beginning = (text: string): string => {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= SHOWN ? line : `${line.slice(0, SHOWN).toWellFormed()}…`;
};

/** The page of predefined replies, with which those without a script insert them. */
export function predefinedPage(visit: StaffVisit, found: FoundReplies): string {
  const { macros } = visit.texts;
  const { ticketId, kind, search, replies, isMore } = found;
  const list = replies.map(
    ({ id, name, key, filled }) =>
      html`<li class="card"><h2><bdi>${name}</bdi>${when(key !== '', () => html` <kbd>${key}</kbd>`)}</h2><p class="lines" dir="auto">${filled}</p>
${form(visit, {
  to: addressOf(ticketId),
  content: html`<input type="hidden" name="kind" value="${kind}"><button class="second" name="use" value="${id}" aria-label="${macros.insertText.replace('{name}', name)}">${macros.insert}</button>`,
})}</li>
`,
  );
  return consolePage(visit, {
    ...{ title: macros.pickTitle, current: 'tickets' },
    content: html`${backToTicket(visit, ticketId)}
<form method="get" action="${linkTo(visit, addressOf(ticketId))}" class="row search" role="search"><input type="hidden" name="kind" value="${kind}">${when(visit.from !== '', () => html`<input type="hidden" name="from" value="${visit.from}">`)}
<label class="unseen" for="predefined-search">${macros.search}</label><input id="predefined-search" name="q" type="search" value="${search}" placeholder="${macros.search}" dir="auto" data-key="search"><button>${macros.find}</button></form>
${replies.length === 0 ? html`<p>${macros.none}</p>` : html`<ul class="plain">${list}</ul>`}${when(isMore, () => html`<p class="hint">${macros.more}</p>`)}`,
  });
}
