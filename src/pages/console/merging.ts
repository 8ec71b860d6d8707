import { ADDRESSES } from '../../config/addresses';
import { type Html, html, isolated, NONE, when } from '../html';
import { timeOf } from '../times';
import { consolePage, form, type StaffVisit, told } from './layout';
import { numberOf } from './numbers';
import { ticketLink } from './ticket/addresses';

/** The address of the page on which a ticket is merged and split. */
export const mergingPath = (ticketId: number): string => `${ADDRESSES.consoleTicket}${ticketId}/merge`;

const mayAny = (visit: StaffVisit): boolean =>
  ['MergeTicket', 'UnmergeTicket', 'SplitTicket'].some((action) => visit.may(action));

/** A link to where a ticket is merged, that is taken back, and messages are split off. */
export const mergeForms = (visit: StaffVisit, { ticketid }: { ticketid: number }): Html =>
  mayAny(visit)
    ? html`<p><a class="button second" href="${ticketLink(visit, ticketid, { part: '/merge' })}" data-key="merge">${visit.texts.bulk.mergingLink}</a></p>`
    : NONE;

/** A ticket that was merged, as GetMergedTickets answers it. */
interface MergedTicket {
  id: number;
  tid: string;
  subject: string;
  name: string;
  merged: Date | '';
  admin: string;
  messages: number;
  notes: number;
  recorded: boolean;
}

/** A reply that can be split off. */
interface SplitMessage {
  id: number;
  name: string;
  date: Date;
  /** The beginning of its text. */
  excerpt: string;
}

interface MergingPage {
  ticket: { id: number; tid: string; subject: string };
  merged: readonly MergedTicket[];
  /** Other tickets of the same requester. */
  others: readonly { id: number; tid: string; subject: string; status: string }[];
  messages: readonly SplitMessage[];
  /** The message that the reader came from. */
  chosen: string[];
  entered: Readonly<Record<string, string>>;
  done: string;
  problem: string;
  key: string;
}

/** `/admin/tickets/:id/merge`. */
export function mergingPage(visit: StaffVisit, page: MergingPage): string {
  const { bulk: texts } = visit.texts;
  const { ticket, done, problem } = page;
  return consolePage(visit, {
    title: texts.mergeTitle(isolated(`#${ticket.tid}`)),
    current: 'tickets',
    content: html`${told({ done: doneText(visit, done), problem })}
<p><bdi>${ticket.subject}</bdi></p>
${when(visit.may('MergeTicket'), () => mergeCard(visit, page))}
${when(page.merged.length > 0, () => mergedCard(visit, page))}
${when(visit.may('SplitTicket'), () => splitCard(visit, page))}
<p><a href="${ticketLink(visit, ticket.id)}" data-key="queue">${texts.backToTicket}</a></p>`,
  });
}

function doneText({ texts: { bulk } }: StaffVisit, done: string): string {
  const texts: Readonly<Record<string, string>> = {
    ...{ merge: bulk.wereMerged, unmerge: bulk.wasUnmerged, split: bulk.wasSplit },
  };
  return Object.hasOwn(texts, done) ? (texts[done] ?? '') : '';
}

const card = (visit: StaffVisit, { ticket, key }: MergingPage, task: string, title: string, content: Html): Html =>
  html`<section class="card" aria-labelledby="${task}"><h2 id="${task}">${title}</h2>
${form(visit, {
  to: mergingPath(ticket.id),
  key: `${key}-${task}`,
  content: html`<input type="hidden" name="task" value="${task}">${content}`,
})}</section>
`;

function mergeCard(visit: StaffVisit, page: MergingPage): Html {
  const { bulk: texts } = visit.texts;
  return card(
    visit,
    page,
    'merge',
    texts.mergeHere,
    html`<p class="hint">${texts.mergeHereHint}</p>
${when(
  page.others.length > 0,
  () =>
    html`<fieldset><legend>${texts.others}</legend><ul class="bulk-list">${page.others.map(
      ({ id, tid, subject, status }) =>
        html`<li><label class="tick"><input type="checkbox" name="ids[]" value="${id}"> <span><bdi>#${tid}</bdi> <bdi>${subject}</bdi> · <bdi>${status}</bdi></span></label></li>
`,
    )}</ul></fieldset>`,
)}
<p class="field"><label for="merge-numbers">${texts.numbers}</label><span class="hint" id="merge-numbers-hint">${texts.numbersHint}</span>
<input id="merge-numbers" name="others" value="${page.entered.others ?? ''}" dir="ltr" autocomplete="off" aria-describedby="merge-numbers-hint"></p>
<button>${texts.mergeHereButton}</button>`,
  );
}

function mergedCard(visit: StaffVisit, { ticket, merged }: MergingPage): Html {
  const { bulk: texts } = visit.texts;
  return html`<section class="card" aria-labelledby="merged"><h2 id="merged">${texts.merged}</h2><ul class="bulk-list">
${merged.map(
  (one) => html`<li class="row"><span><bdi>#${one.tid}</bdi> <bdi>${one.subject}</bdi> · <bdi>${one.name}</bdi>
<span class="excerpt">${
    one.merged === ''
      ? texts.unrecorded
      : html`${texts.messages(numberOf(visit, one.messages))} · ${texts.notes(numberOf(visit, one.notes))} · <bdi>${one.admin}</bdi> ${timeOf(visit, one.merged)}`
  }</span></span>
${when(visit.may('UnmergeTicket'), () =>
  form(visit, {
    to: mergingPath(ticket.id),
    content: html`<input type="hidden" name="task" value="unmerge"><input type="hidden" name="id" value="${one.id}"><button class="second" aria-label="${texts.unmerge} #${one.tid}">${texts.unmerge}</button>`,
  }),
)}</li>
`,
)}</ul></section>
`;
}

function splitCard(visit: StaffVisit, page: MergingPage): Html {
  const { bulk: texts } = visit.texts;
  const { ticket, messages, chosen, entered } = page;
  if (messages.length === 0) return NONE;
  return card(
    visit,
    page,
    'split',
    texts.split,
    html`<p class="hint">${texts.splitHint}</p><ul class="bulk-list">${messages.map(
      ({ id, name, date, excerpt }) =>
        html`<li id="m${id}"><label class="tick"><input type="checkbox" name="messages[]" value="${id}"${when(chosen.includes(String(id)), () => html` checked`)}> <span><bdi>${name}</bdi> ${timeOf(visit, date)}<span class="excerpt" dir="auto">${excerpt}</span></span></label></li>
`,
    )}</ul>
<p class="field"><label for="split-subject">${texts.subject}</label>
<input id="split-subject" name="subject" value="${entered.subject ?? ticket.subject}" dir="auto" autocomplete="off"></p>
<button>${texts.splitButton}</button>`,
  );
}
