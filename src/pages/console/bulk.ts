import { ADDRESSES } from '../../config/addresses';
import { type Html, html, isolated, NONE, when } from '../html';
import { type BulkChoice, choiceOf, NO_CHANGE, TICKET_FIELD } from './bulk-bar';
import { consolePage, form, linkTo, type StaffVisit, told } from './layout';
import { numberOf } from './numbers';

/** Which tickets were chosen. */
export interface ChosenTickets {
  ids: string[];
  /** Chooses all that a search finds; empty if they were chosen one by one. */
  query: string;
  count: number;
  /** The query string of the queue, to come back to it. */
  from: string;
}

/** What can be chosen for them. */
export interface BulkChoices {
  statuses: readonly BulkChoice[];
  admins: readonly BulkChoice[];
  departments: readonly BulkChoice[];
  priorities: readonly BulkChoice[];
  /** The tickets to merge into; empty if they are too many to be named. */
  masters: readonly BulkChoice[];
}

interface BulkPage {
  chosen: ChosenTickets;
  choices: BulkChoices;
  /** What was entered in a form that is shown again. */
  entered: Readonly<Record<string, string>>;
  problem: string;
  /** An idempotency key for each form, so that sending one twice changes once. */
  key: string;
}

const VARIABLES = [
  ...['client_name', 'client_first_name', 'client_email', 'ticket_id', 'ticket_subject', 'ticket_department'],
  ...['ticket_status', 'ticket_priority', 'admin_name', 'company_name'],
].map((name) => `{$${name}}`);

/** `/admin/bulk`: all that can be done with the tickets that were chosen in the queue. */
export function bulkPage(visit: StaffVisit, page: BulkPage): string {
  const { bulk: texts } = visit.texts;
  const { chosen, problem } = page;
  const count = numberOf(visit, chosen.count);
  const summary = chosen.query === '' ? texts.selected(count) : texts.found(count, isolated(chosen.query));
  return consolePage(visit, {
    title: texts.title,
    current: 'tickets',
    content: html`${told({ problem })}
${chosen.count === 0 && problem === '' ? html`<p>${texts.none}</p>` : html`<p class="bulk-count"><strong>${summary}</strong></p>`}
${when(
  chosen.count > 0,
  () => html`${changeCard(visit, page, count)}${answerCard(visit, page, count)}${mergeCard(visit, page, count)}
${when(visit.may('DeleteTicket'), () => plainCard(visit, page, 'delete', texts.delete, texts.deleteHint, texts.deleteButton(count)))}
${when(visit.may('BlockTicketSender'), () => plainCard(visit, page, 'spam', texts.spam, texts.spamHint, texts.spamButton(count)))}`,
)}
<p><a href="${backLink(visit, chosen.from)}" data-key="queue">${texts.back}</a></p>`,
  });
}

/** A link back to the queue as the reader left it. */
export const backLink = (visit: StaffVisit, from: string): string =>
  linkTo(visit, ADDRESSES.console) + (from === '' ? '' : `?${from}`);

const card = (visit: StaffVisit, page: BulkPage, task: string, title: string, content: Html): Html => {
  const { chosen, key } = page;
  const ids = chosen.query === '' ? chosen.ids : [];
  return html`<section class="card" aria-labelledby="bulk-${task}"><h2 id="bulk-${task}">${title}</h2>
${form(visit, {
  to: ADDRESSES.consoleBulk,
  key: `${key}-${task}`,
  content: html`<input type="hidden" name="task" value="${task}"><input type="hidden" name="from" value="${chosen.from}">
${when(chosen.query !== '', () => html`<input type="hidden" name="all" value="1"><input type="hidden" name="query" value="${chosen.query}">`)}
${ids.map((id) => html`<input type="hidden" name="${TICKET_FIELD}" value="${id}">`)}
${content}`,
})}</section>
`;
};

function changeCard(visit: StaffVisit, page: BulkPage, count: string): Html {
  const { bulk: texts } = visit.texts;
  const { statuses, admins, departments, priorities } = page.choices;
  if (!visit.may('UpdateTicket')) return NONE;
  const tags = (name: string, label: string): Html =>
    html`<span class="bulk-field"><label for="bulk-${name}">${label}</label><input id="bulk-${name}" name="${name}" value="${page.entered[name] ?? ''}" dir="auto" autocomplete="off" aria-describedby="bulk-tags-hint"></span>`;
  const none = NO_CHANGE(texts.unchanged);
  return card(
    visit,
    page,
    'change',
    texts.change,
    html`<div class="bulk-fields">
${choiceOf('bulk-status', 'status', texts.status, [none, ...statuses])}
${choiceOf('bulk-flag', 'flag', texts.assignee, [none, { value: '0', name: texts.nobody }, ...admins])}
${choiceOf('bulk-deptid', 'deptid', texts.department, [none, ...departments])}
${choiceOf('bulk-priority', 'priority', texts.priority, [none, ...priorities])}
${tags('addtags', texts.addTags)}
${tags('removetags', texts.removeTags)}</div>
<p class="hint" id="bulk-tags-hint">${texts.tagsHint}</p>
${noMail(visit)}<button>${texts.changeButton(count)}</button>`,
  );
}

const noMail = ({ texts: { bulk } }: StaffVisit): Html =>
  html`<label class="tick"><input type="checkbox" name="noemail" value="1"> <span>${bulk.noMail}</span></label>
`;

function answerCard(visit: StaffVisit, page: BulkPage, count: string): Html {
  const { bulk: texts } = visit.texts;
  if (!visit.may('AddTicketReply')) return NONE;
  return card(
    visit,
    page,
    'answer',
    texts.answer,
    html`<p class="field"><label for="bulk-message">${texts.message}</label>
<span class="hint" id="bulk-message-hint">${texts.variables} ${VARIABLES.map((name) => html`<code dir="ltr">${name}</code> `)}</span>
<textarea id="bulk-message" name="message" rows="8" dir="auto" required aria-describedby="bulk-message-hint">
${page.entered.message ?? ''}</textarea></p>
<label class="tick"><input type="checkbox" name="markdown" value="1"> <span>${texts.markdown}</span></label>
<div class="bulk-fields">${choiceOf('bulk-answer-status', 'status', texts.status, [NO_CHANGE(texts.usual), ...page.choices.statuses])}</div>
<p class="hint">${texts.answerHint}</p>
<button>${texts.answerButton(count)}</button>`,
  );
}

function mergeCard(visit: StaffVisit, page: BulkPage, count: string): Html {
  const { bulk: texts } = visit.texts;
  const { masters } = page.choices;
  if (!visit.may('MergeTicket')) return NONE;
  const field =
    masters.length > 0
      ? choiceOf('bulk-mergeinto', 'mergeinto', texts.mergeInto, masters)
      : html`<span class="bulk-field"><label for="bulk-mergeinto">${texts.mergeInto}</label><input id="bulk-mergeinto" name="mergeinto" value="${page.entered.mergeinto ?? ''}" inputmode="numeric" dir="ltr" required autocomplete="off"></span>`;
  return card(
    visit,
    page,
    'merge',
    texts.merge,
    html`<p class="hint">${texts.mergeHint}</p><div class="bulk-fields one">${field}</div><button class="second">${texts.mergeButton(count)}</button>`,
  );
}

const plainCard = (
  visit: StaffVisit,
  page: BulkPage,
  task: string,
  title: string,
  hint: string,
  button: string,
): Html => card(visit, page, task, title, html`<p class="hint">${hint}</p><button class="danger">${button}</button>`);
