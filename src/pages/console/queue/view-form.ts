import { ADDRESSES } from '../../../config/addresses';
import { hiddenField } from '../../form-parts';
import { type Html, html, NONE, when } from '../../html';
import { consolePage, form, linkTo, type StaffVisit, told } from '../layout';
import { COLUMNS, type Column, ORDERS, orderName } from './shown';

/** What a form for a view has in its fields. */
export interface ViewFields {
  name: string;
  query: string;
  columns: readonly string[];
  /** As the address of a list has it: `-lastreply`. */
  order: string;
  isShared: boolean;
  departmentIds: readonly number[];
}

/** A department that a view can be shared with. */
export interface SharingDepartment {
  id: number;
  name: string;
}

/** The form that saves the current search as a view, folded away. */
export function saveForm(visit: StaffVisit, fields: ViewFields): Html {
  const { queue } = visit.texts;
  const content = html`
<label for="view-name">${queue.name}</label><input id="view-name" name="name" required maxlength="250" dir="auto">
${hiddenField('task', 'save-view')}${hiddenField('query', fields.query)}${hiddenField('order', fields.order)}${hiddenField('columns', fields.columns.join(','))}
<label class="tick"><input type="checkbox" name="shared" value="1"> ${queue.share}</label>
<button>${queue.saveButton}</button>`;
  return html`<details class="menu"><summary class="button second" data-key="save-view">${queue.save}</summary>
${form(visit, { to: ADDRESSES.consoleViews, content })}</details>`;
}

/** The page on which a saved view is changed or deleted, or on which saving one is tried again. */
export function viewPage(
  visit: StaffVisit,
  id: string,
  fields: ViewFields,
  departments: readonly SharingDepartment[],
  problem: string,
): string {
  const { queue } = visit.texts;
  const isNew = id === '';
  const to = isNew ? ADDRESSES.consoleViews : `${ADDRESSES.consoleViews}/${id}`;
  const content = html`${told({ problem })}
${form(visit, {
  to,
  content: html`${hiddenField('task', 'view')}
<div class="field"><label for="name">${queue.name}</label><input id="name" name="name" value="${fields.name}" required maxlength="250" dir="auto"></div>
<div class="field"><label for="query">${queue.query}</label><input id="query" name="query" value="${fields.query}" required maxlength="1000" dir="auto" autocapitalize="off" spellcheck="false" aria-describedby="query-hint"><span class="hint" id="query-hint">${queue.searchHint}</span></div>
<fieldset class="field"><legend>${queue.choose}</legend><div class="ticks">${COLUMNS.map((column) => columnTick(visit, column, fields))}</div></fieldset>
<div class="field"><label for="order">${queue.order}</label><select id="order" name="order">${orderOptions(visit, fields.order)}</select></div>
<div class="field"><label class="tick"><input type="checkbox" name="shared" value="1"${when(fields.isShared, () => html` checked`)}> ${queue.share}</label></div>
<fieldset class="field"><legend>${queue.shareWith}</legend><div class="ticks">${departments.map(
    ({ id: departmentId, name }) =>
      html`<label class="tick"><input type="checkbox" name="deptids[]" value="${departmentId}"${when(fields.departmentIds.includes(departmentId), () => html` checked`)}> <bdi>${name}</bdi></label>
`,
  )}</div></fieldset>
<p class="row"><button>${isNew ? queue.saveButton : queue.change}</button>${when(!isNew && visit.may('DeleteTicketView'), () => html` <button class="second" name="remove" value="1" formnovalidate>${queue.remove}</button>`)}</p>`,
})}
<p><a href="${linkTo(visit, ADDRESSES.console)}${isNew ? NONE : `?view=${id}`}">${queue.back}</a></p>`;
  return consolePage(visit, { title: isNew ? queue.save : queue.edit, current: 'tickets', content });
}

const columnTick = ({ texts }: StaffVisit, column: Column, { columns }: ViewFields): Html =>
  html`<label class="tick"><input type="checkbox" name="columns[]" value="${column}"${when(columns.includes(column), () => html` checked`)}> ${texts.queue.columns[column]}</label>
`;

function orderOptions({ texts: { queue } }: StaffVisit, chosen: string): Html {
  const options = Object.entries(ORDERS).flatMap(([column, order]) =>
    (['asc', 'desc'] as const).map((direction) => {
      const value = orderName(order, direction);
      const name = `${queue.columns[column as Column | 'subject']}, ${direction === 'asc' ? queue.ascending : queue.descending}`;
      return html`<option value="${value}"${when(value === chosen, () => html` selected`)}>${name}</option>`;
    }),
  );
  return html`${options}`;
}
