import { type Html, html, isolated, NONE, when } from '../../html';
import { form, type StaffVisit } from '../layout';
import { ticketPath } from './addresses';
import { exactTime, fieldTime, LATER_HOURS, snoozeTimes } from './moments';
import type { Choice, TicketPage } from './shown';

/** A form that changes one fact of a ticket. Turbo puts its answer into the page without losing what is being written. */
export const changeForm = (visit: StaffVisit, { ticket }: TicketPage, task: string, content: Html): Html =>
  form(visit, {
    to: ticketPath(ticket.ticketid, '/change'),
    more: html` class="fact-form" data-turbo="true" data-turbo-action="replace"`,
    content: html`<input type="hidden" name="task" value="${task}">${content}`,
  });

/** What was entered before the form was refused, or else the value. */
export const enteredOr = ({ view: { entered } }: TicketPage, task: string, name: string, value: string): string =>
  entered?.task === task ? (entered.values[name] ?? value) : value;

/** A fact that is chosen from a list. With a script it is sent when it is chosen. */
function chosen(
  visit: StaffVisit,
  page: TicketPage,
  fact: { task: string; label: string; key: string; value: string; shown: string; choices: readonly Choice[] },
): Html {
  const { task, label, key, value, shown, choices } = fact;
  if (choices.length === 0 || !visit.may('UpdateTicket')) return fixed(label, shown);
  const current = enteredOr(page, task, task, value);
  const listed = choices.some((choice) => choice.value === value) ? choices : [{ value, name: shown }, ...choices];
  return changeForm(
    visit,
    page,
    task,
    html`<label for="fact-${task}">${label}</label>
<div class="set"><select id="fact-${task}" name="${task}" data-key="${key}" data-submits dir="auto">${listed.map(
      (choice) =>
        html`<option value="${choice.value}"${when(choice.value === current, () => html` selected`)}>${choice.name}</option>`,
    )}</select><button class="second">${visit.texts.ticket.set}</button></div>`,
  );
}

/** A fact that cannot be changed here. */
const fixed = (label: string, value: string): Html =>
  when(value !== '', () => html`<p class="fact"><span>${label}</span> <bdi>${value}</bdi></p>`);

/** A fact that is opened to be changed. It stays open if it was refused. */
export function opened(
  visit: StaffVisit,
  page: TicketPage,
  fact: { task: string; label: string; shown: Html; content: Html; key?: string },
): Html {
  const { task, label, shown, content, key } = fact;
  return html`<details class="fact"${page.view.entered?.task === task ? html` open` : NONE}><summary${key === undefined ? NONE : html` data-key="${key}"`}><span>${label}</span> ${shown}</summary>
${changeForm(visit, page, task, content)}</details>`;
}

const nothing = ({ texts }: StaffVisit): Html => html`<span class="hint">${texts.ticket.none}</span>`;

/** The facts of a ticket, each changed in place. */
export function facts(visit: StaffVisit, page: TicketPage): Html {
  const { ticket, choices } = page;
  const { ticket: texts } = visit.texts;
  const none: Choice = { value: '0', name: texts.none };
  return html`
${chosen(visit, page, { task: 'status', label: texts.status, key: 'status', value: ticket.status, shown: ticket.status, choices: choices.statuses })}
${assignee(visit, page)}
${chosen(visit, page, { task: 'priority', label: texts.priority, key: 'priority', value: ticket.priority, shown: ticket.priority, choices: choices.priorities })}
${chosen(visit, page, { task: 'deptid', label: texts.department, key: 'department', value: String(ticket.deptid), shown: ticket.deptname, choices: choices.departments })}
${when(choices.categories.length > 0 || ticket.category !== '', () => chosen(visit, page, { task: 'categoryid', label: texts.category, key: 'category', value: String(ticket.categoryid), shown: ticket.category || texts.none, choices: choices.categories.length === 0 ? [] : [none, ...choices.categories] }))}
${when(choices.types.length > 1, () => chosen(visit, page, { task: 'typeid', label: texts.type, key: 'type', value: String(ticket.typeid), shown: ticket.type, choices: choices.types }))}
${listed(visit, page, { task: 'tags', label: texts.tags, hint: texts.tagsHint, values: ticket.tags.tag })}
${listed(visit, page, { task: 'cc', label: texts.cc, hint: texts.ccHint, values: ticket.cc.email })}
${due(visit, page)}
${snooze(visit, page)}`;
}

/** Who has the ticket, chosen from those who can open it. */
function assignee(visit: StaffVisit, page: TicketPage): Html {
  const { ticket, choices } = page;
  const { ticket: texts } = visit.texts;
  const colleagues = choices.admins.filter(
    ({ departments }) => departments.length === 0 || departments.includes(ticket.deptid),
  );
  const isAssignee = ({ value }: Choice) => value === String(ticket.flag);
  const isElsewhere = choices.admins.some(isAssignee) && !colleagues.some(isAssignee);
  return html`${chosen(visit, page, {
    ...{ task: 'flag', label: texts.assignee, key: 'assign', value: String(ticket.flag) },
    shown: ticket.flag === 0 ? texts.nobody : ticket.flagname,
    choices: choices.admins.length === 0 ? [] : [{ value: '0', name: texts.nobody }, ...colleagues],
  })}
${when(isElsewhere, () => html`<p class="hint">${texts.assigneeElsewhere(isolated(ticket.flagname))}</p>`)}`;
}

/** Words in a list: tags, or addresses. */
function listed(
  visit: StaffVisit,
  page: TicketPage,
  { task, label, hint, values }: { task: 'tags' | 'cc'; label: string; hint: string; values: string[] },
): Html {
  const shown = values.map((value) => html`<bdi class="tag">${value}</bdi> `);
  if (!visit.may('UpdateTicket')) return fixed(label, values.join(', '));
  return opened(visit, page, {
    ...{ task, label, key: task },
    shown: shown.length === 0 ? nothing(visit) : html`<span>${shown}</span>`,
    content: html`<label for="fact-${task}">${label}</label><span class="hint" id="fact-${task}-hint">${hint}</span>
<input type="hidden" name="was" data-was-of="${task}" value="${enteredOr(page, task, 'was', values.join(', '))}">
<input id="fact-${task}" name="${task}" value="${enteredOr(page, task, task, values.join(', '))}" autocomplete="off" dir="auto" aria-describedby="fact-${task}-hint">
<button>${visit.texts.ticket.save}</button>`,
  });
}

function due(visit: StaffVisit, page: TicketPage): Html {
  const { duedate, closed, timezone } = page.ticket;
  const { ticket: texts } = visit.texts;
  const shown = duedate === null ? '' : exactTime(visit, duedate);
  if (!visit.may('UpdateTicket')) return fixed(texts.due, shown);
  const isLate = duedate !== null && !closed && duedate < visit.now;
  return opened(visit, page, {
    ...{ task: 'duedate', label: texts.due, key: 'due' },
    shown:
      duedate === null
        ? nothing(visit)
        : html`<span${isLate ? html` class="wrong"` : NONE}>${shown}${isLate ? ` · ${texts.overdue}` : ''}</span>`,
    content: html`<label for="fact-due">${texts.due}</label>
<input id="fact-due" type="datetime-local" name="duedate" value="${enteredOr(page, 'duedate', 'duedate', duedate === null ? '' : fieldTime(timezone, duedate))}">
<div class="row"><button>${texts.save}</button>${when(duedate !== null, () => html`<button class="second" name="removeDueDate" value="1">${texts.clear}</button>`)}</div>`,
  });
}

function snooze(visit: StaffVisit, page: TicketPage): Html {
  const { snoozeuntil, timezone } = page.ticket;
  const { ticket: texts } = visit.texts;
  const shown = snoozeuntil === null ? '' : exactTime(visit, snoozeuntil);
  if (!visit.may('UpdateTicket')) return fixed(texts.snooze, shown);
  const times = snoozeTimes(timezone, visit.now);
  // Sent by Enter, a form names its first button: that must be the one beside the field.
  return opened(visit, page, {
    ...{ task: 'snooze', label: texts.snooze, key: 'snooze' },
    shown: snoozeuntil === null ? nothing(visit) : html`<span>${shown}</span>`,
    content: html`<p class="hint">${texts.snoozeHint}</p>
<label for="fact-snooze">${texts.at}</label>
<input id="fact-snooze" type="datetime-local" name="snoozeuntil" value="${enteredOr(page, 'snooze', 'snoozeuntil', snoozeuntil === null ? '' : fieldTime(timezone, snoozeuntil))}">
<div class="row"><button>${texts.snoozeNow}</button>
<button class="second" name="until" value="${times.later}">${texts.inHours(LATER_HOURS)}</button>
<button class="second" name="until" value="${times.tomorrow}">${texts.tomorrow}</button>
<button class="second" name="until" value="${times.nextWeek}">${texts.nextWeek}</button>
${when(snoozeuntil !== null, () => html`<button class="second" name="removeSnooze" value="1">${texts.wake}</button>`)}</div>`,
  });
}
