import { type Html, html, NONE, when } from '../../html';
import type { StaffVisit } from '../layout';
import { enteredOr, opened } from './facts';
import type { ShownField, TicketPage } from './shown';

/** The name of a custom field's control, and of the task of its form. */
export const FIELD_TASK = 'field-';

/** The custom fields of a ticket, each changed in place. */
export function customFields(visit: StaffVisit, page: TicketPage): Html {
  const { ticket: texts } = visit.texts;
  const fields = page.ticket.customfields.customfield;
  if (fields.length === 0) return NONE;
  const mayChange = visit.may('UpdateTicket');
  return html`<section class="card" aria-labelledby="custom-fields"><h2 id="custom-fields">${texts.customFields}</h2>
${fields.map((field) => {
  const shown = shownValue(visit, field);
  if (!mayChange) return html`<p class="fact"><span><bdi>${field.name}</bdi></span> ${shown}</p>`;
  const task = `${FIELD_TASK}${field.id}`;
  return opened(visit, page, {
    ...{ task, label: field.name, shown },
    content: html`<label for="${task}"><bdi>${field.name}</bdi>${notes(visit, field)}</label>
${control(visit, page, field, task)}<button>${texts.save}</button>`,
  });
})}</section>`;
}

const notes = ({ texts: { ticket } }: StaffVisit, { required, staffonly }: ShownField): Html => {
  const said = [...(required ? [ticket.required] : []), ...(staffonly ? [ticket.staffOnly] : [])].join(', ');
  return when(said !== '', () => html` <span class="optional">(${said})</span>`);
};

const isTick = ({ type }: ShownField): boolean => type === 'checkbox' || type === 'button';

function shownValue({ texts: { ticket } }: StaffVisit, field: ShownField): Html {
  if (field.value === '') return html`<span class="hint">${ticket.none}</span>`;
  return isTick(field) ? html`<span>${ticket.yes}</span>` : html`<bdi class="value">${field.value}</bdi>`;
}

const TYPES: Readonly<Record<string, string>> = { date: 'date', time: 'time' };

function control(visit: StaffVisit, page: TicketPage, field: ShownField, task: string): Html {
  const value = (otherwise: string) => enteredOr(page, task, 'value', otherwise);
  if (isTick(field)) {
    return html`<span class="tick"><input type="checkbox" id="${task}" name="value" value="1"${when(value(field.value) !== '', () => html` checked`)}></span>`;
  }
  if (field.type === 'textarea') {
    return html`<textarea id="${task}" name="value" rows="2" dir="auto">
${value(field.value)}</textarea>`;
  }
  if (['select', 'multi_button', 'hierarchy'].includes(field.type)) {
    const chosen = value(chosenOption(field));
    return html`<select id="${task}" name="value" dir="auto"><option value="">${visit.texts.ticket.none}</option>${optionPaths(
      field,
    ).map(
      ({ id, path }) =>
        html`<option value="${id}"${when(String(id) === chosen, () => html` selected`)}>${path}</option>`,
    )}</select>`;
  }
  return html`<input id="${task}" name="value" type="${TYPES[field.type] ?? 'text'}" value="${value(field.value)}" autocomplete="off"${when(field.type === 'number', () => html` inputmode="decimal"`)} dir="auto">`;
}

/** The option that is chosen: of a hierarchy, the lowest. */
function chosenOption({ options: { option } }: ShownField): string {
  const chosen = option.filter((one) => one.chosen);
  const lowest = chosen.find(({ id }) => !chosen.some(({ parentid }) => parentid === id));
  return lowest === undefined ? '' : String(lowest.id);
}

/** The options with those above them in their names, parents before their children. */
export function optionPaths({ options: { option } }: Pick<ShownField, 'options'>): {
  id: number;
  path: string;
  /** From the top down. */
  ids: number[];
}[] {
  const below = (parent: number, above: string[], ids: number[]): ReturnType<typeof optionPaths> =>
    option
      .filter(({ parentid }) => parentid === parent)
      .flatMap(({ id, name }) => [
        { id, path: [...above, name].join(' > '), ids: [...ids, id] },
        ...below(id, [...above, name], [...ids, id]),
      ]);
  return below(0, [], []);
}
