import { type Html, html, NONE, when } from '../html';
import type { StaffVisit } from './layout';
import { numberOf } from './numbers';

/** A member of a list by which something is chosen. */
export interface BulkChoice {
  value: string;
  name: string;
}

interface BulkBar {
  statuses: readonly BulkChoice[];
  admins: readonly BulkChoice[];
  /** What the queue looks for, and how many tickets there are on all its pages. */
  query: string;
  total: number;
  /** The query string of the queue, to come back to it. */
  from: string;
}

/** The name of the boxes that select rows. The brackets make a list of them. */
export const TICKET_FIELD = 'ticketid[]';

/**
 * What can be done with the selected rows of the queue, for a form that is sent to ADDRESSES.consoleBulk and has a box
 * named {@link TICKET_FIELD} in each row. Nothing for whoever may change nothing.
 */
export function bulkBar(visit: StaffVisit, { statuses, admins, query, total, from }: BulkBar): Html {
  const texts = visit.texts.bulk;
  if (!visit.may('StartBulkChange')) return NONE;
  const mayUpdate = visit.may('UpdateTicket');
  return html`<fieldset class="bulk-bar"><legend class="unseen">${texts.bar}</legend>
<input type="hidden" name="from" value="${from}"><input type="hidden" name="query" value="${query}">
${when(
  mayUpdate,
  () => html`${choiceOf('bar-status', 'status', texts.status, [NO_CHANGE(texts.unchanged), ...statuses], 'status')}
${choiceOf('bar-flag', 'flag', texts.assignee, [NO_CHANGE(texts.unchanged), { value: '0', name: texts.nobody }, ...admins], 'assign')}
<span class="bulk-field"><label for="bar-tags">${texts.addTags}</label><input id="bar-tags" name="addtags" dir="auto" autocomplete="off" data-key="tags"></span>
<button name="task" value="change">${texts.apply}</button>
<button name="task" value="close" class="second" data-key="close">${texts.close}</button>`,
)}
<button name="task" value="more" class="second" data-key="merge">${texts.more}</button>
${when(
  query !== '',
  () =>
    html`<label class="tick"><input type="checkbox" name="all" value="1"> <span>${texts.all(numberOf(visit, total))}</span></label>`,
)}</fieldset>`;
}

/** The choice that leaves everything as it is. */
export const NO_CHANGE = (name: string): BulkChoice => ({ value: '', name });

/** A list with its label. @param key the command that moves into it, if one does */
export const choiceOf = (id: string, name: string, label: string, choices: readonly BulkChoice[], key = ''): Html =>
  html`<span class="bulk-field"><label for="${id}">${label}</label><select id="${id}" name="${name}" dir="auto"${when(key !== '', () => html` data-key="${key}"`)}>${choices.map(
    (choice) => html`<option value="${choice.value}">${choice.name}</option>`,
  )}</select></span>`;
