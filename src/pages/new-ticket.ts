import { ADDRESSES } from '../config/addresses';
import { fieldsOf } from './custom-fields';
import {
  choiceField,
  type FormField,
  fileField,
  hiddenField,
  lineField,
  problemSummary,
  textField,
  trapField,
} from './form-parts';
import { type Html, html, NONE, when } from './html';
import { here, page, type Visit } from './layout';
import { wordsOf } from './problem-words';
import { draftKeeper, type FileLimits, filesHint, PLAIN_LINK, SENT_BY_SCRIPT } from './script-parts';

/** The answer of pages/GetTicketForm, as the page shows it. */
export interface TicketForm {
  departments: { id: number; name: string; description: string }[];
  department: { id: number; name: string } | null;
  priorities: { value: string; name: string }[];
  default_priority: string;
  fields: OfferedField[];
  related: { value: string; name: string; status: string }[];
  file_limits: FileLimits;
}

export interface OfferedField {
  id: number;
  name: string;
  type: string;
  description: string;
  required: boolean;
  options: { id: number; parent_id: number | null; name: string }[];
}

/** What was entered, by the name of its input. */
export type Entered = Readonly<Record<string, string>>;

/** A problem as the action tells it. */
export interface FormProblem {
  field: string;
  code: string;
  details: readonly string[];
}

/** What the form says besides what it asks. */
export interface FormState {
  entered: Entered;
  problems: readonly FormProblem[];
  /** Why the form is shown again, if not for a problem in a field; may be empty. */
  notice: string;
  /** Whether the visitor may sign in and then send the form. */
  signsIn: boolean;
  /** Whether files were sent along, which no form can keep. */
  lostFiles: boolean;
  /** Sent with the form, so that sending it twice opens one ticket. */
  key: string;
  proof: string;
  isGuest: boolean;
}

/** The name of the field for robots: no person has a word for it, and no program fills it in. */
export const TRAP = 'topic_again';

/** The input of a problem's field, by the field's name in the action; empty if the form does not show it. */
function idOf(field: string, { related, file_limits: { count } }: TicketForm): string {
  const isLeftOut = (field === 'related' && related.length === 0) || (field === 'files' && count === 0);
  return isLeftOut ? '' : field.replace(/^customfields\./, 'field-');
}

/** The fields before and after those of the department. */
const ABOVE = ['', 'name', 'email', 'subject', 'message'];
const BELOW = ['related', 'priority', 'cc', 'files'];

/** Where a problem's field is in the form. Those of the department keep the order in which they are checked. */
const placeOf = ({ field }: FormProblem): number =>
  ABOVE.includes(field) ? ABOVE.indexOf(field) : ABOVE.length + BELOW.indexOf(field) + 1;

const address = here(ADDRESSES.newTicket);

/** The first step: choosing a department. Links keep what the address said. @param query what it said, as a query */
export function departmentsPage(visit: Visit, { departments }: TicketForm, query: string): string {
  const { submit } = visit.language.texts;
  const links = departments.map(
    ({
      id,
      name,
      description,
    }) => html`<li class="card"><a href="${address}?step=2&amp;deptid=${id}${query}"><bdi>${name}</bdi></a>
${when(description !== '', () => html`<p class="hint" dir="auto">${description}</p>`)}</li>
`,
  );
  return page(
    visit,
    submit.title,
    departments.length === 0
      ? html`<p>${submit.noDepartments}</p>`
      : html`<p>${submit.chooseDepartment}</p>
<ul class="plain">${links}</ul>`,
  );
}

/** The same for somebody who has written already: the buttons take everything along. */
export function otherDepartmentPage(visit: Visit, { departments }: TicketForm, state: FormState): string {
  const { submit } = visit.language.texts;
  const buttons = departments.map(
    ({
      id,
      name,
      description,
    }) => html`<li class="card"><button class="second" name="deptid" value="${id}"><bdi>${name}</bdi></button>
${when(description !== '', () => html`<p class="hint" dir="auto">${description}</p>`)}</li>
`,
  );
  return page(
    visit,
    submit.title,
    html`${told(visit, state, [])}<p>${submit.chooseDepartment}</p>
<form method="post" action="${address}">${hiddenField('task', 'choose')}${carried(state, ['deptid'])}<ul class="plain">${buttons}</ul></form>`,
  );
}

/** What to show while the form cannot be: what was written, and a button to try again. */
export function keptPage(visit: Visit, state: FormState): string {
  const { submit } = visit.language.texts;
  const message: FormField = { id: 'message', label: submit.message, problem: '', isRequired: true };
  return page(
    visit,
    submit.title,
    html`${told(visit, state, [])}<form method="post" action="${address}">${hiddenField('task', 'choose')}${carried(state, ['message'])}
${textField(visit, message, 'message', state.entered.message ?? '')}<button>${submit.again}</button></form>`,
  );
}

/** The page behind the link in the mail that asks a guest to confirm a ticket. */
export const confirmTicketPage = (visit: Visit, subject: string, problem: string): string => {
  const { submit } = visit.language.texts;
  return page(
    visit,
    submit.confirmTitle,
    html`${when(problem !== '', () => html`<p class="problem" role="alert">${problem}</p>`)}
<p><bdi>${submit.confirm(subject)}</bdi></p>
<form method="post"><button>${submit.confirmButton}</button></form>`,
  );
};

const carried = ({ entered, key, proof }: FormState, without: string[]): Html =>
  html`${Object.entries(entered)
    .filter(([name, value]) => value !== '' && !without.includes(name))
    .map(([name, value]) => hiddenField(name, value))}${hiddenField('key', key)}${hiddenField('proof', proof)}`;

/** The second step: the form. */
export function newTicketPage(visit: Visit, form: TicketForm, state: FormState): string {
  const { submit } = visit.language.texts;
  const words = wordsOf(visit, form);
  // A form is read from top to bottom, whatever the action checks first.
  const inOrder = state.problems.toSorted((one, other) => placeOf(one) - placeOf(other));
  const problems = inOrder.map((one) => ({ id: idOf(one.field, form), text: words(one) }));
  const problemOf = (id: string): string => problems.find((one) => one.id === id)?.text ?? '';
  const field = (id: string, label: string, isRequired: boolean, hint = ''): FormField => ({
    ...{ id, label, isRequired, hint, problem: problemOf(id) },
  });
  const { entered, isGuest } = state;
  const { file_limits: limits } = form;
  const line = (id: string, label: string, kind = {}, isRequired = true) =>
    lineField(visit, field(id, label, isRequired), id, entered[id] ?? '', kind);
  return page(
    visit,
    submit.title,
    html`${told(visit, state, problems)}
<form class="card" method="post" enctype="multipart/form-data" action="${address}" id="new-ticket" ${SENT_BY_SCRIPT}>
${hiddenField('deptid', String(form.department?.id ?? ''))}${hiddenField('key', state.key)}${hiddenField('proof', state.proof)}
${when(form.departments.length > 1, () => html`<p class="facts">${submit.department} <strong><bdi>${form.department?.name ?? ''}</bdi></strong></p>`)}
${when(
  isGuest,
  () => html`${line('name', submit.name, { autocomplete: 'name' })}
${lineField(visit, field('email', submit.email, true, submit.emailHint), 'email', entered.email ?? '', { type: 'email', autocomplete: 'email' })}`,
)}
${line('subject', submit.subject)}
${textField(visit, field('message', submit.message, true), 'message', entered.message ?? '')}
${draftKeeper(visit, { name: `new:${form.department?.id ?? ''}`, place: 'tab', isSettled: problems.length > 0 || state.notice !== '' })}
${fieldsOf(visit, form.fields, field, entered)}
${relatedField(visit, form, field, entered)}
${choiceField(visit, field('priority', submit.priority, true), 'priority', priorityOf(form, entered), [{ heading: '', choices: form.priorities }])}
${textField(visit, field('cc', submit.cc, false, submit.ccHint), 'cc', entered.cc ?? '', 2)}
${when(limits.count > 0, () => fileField(visit, field('files', submit.files, false, filesHint(visit, limits)), 'attachments[]', limits))}
${isGuest ? trapField(TRAP, submit.trap) : NONE}<p class="row"><button>${submit.send}</button>
${when(form.departments.length > 1, () => html`<button class="second" name="task" value="change" formnovalidate ${PLAIN_LINK}>${submit.otherDepartment}</button>`)}</p>
</form>`,
  );
}

/** The priority that was entered, or else the default, in any letter case. */
function priorityOf({ priorities, default_priority: usual }: TicketForm, { priority = usual }: Entered): string {
  return priorities.find(({ value }) => value.toLowerCase() === priority.trim().toLowerCase())?.value ?? '';
}

function relatedField(
  visit: Visit,
  { related }: TicketForm,
  field: (id: string, label: string, isRequired: boolean) => FormField,
  entered: Entered,
): Html {
  if (related.length === 0) return NONE;
  const { submit } = visit.language.texts;
  const of = (kind: string) =>
    related
      .filter(({ value }) => value.startsWith(kind))
      .map(({ value, name, status }) => ({ value, name: `${name} (${status})` }));
  const groups = [
    { heading: '', choices: [{ value: '', name: submit.nothing }] },
    { heading: submit.services, choices: of('S') },
    { heading: submit.domains, choices: of('D') },
  ].filter(({ choices }) => choices.length > 0);
  const about = field('related', submit.related, false);
  return choiceField(visit, about, 'relatedservice', entered.relatedservice ?? '', groups);
}

/** What is to be said on top: why the form came back, what is wrong in it, and that files must be chosen again. */
function told(visit: Visit, { notice, signsIn, lostFiles }: FormState, problems: { id: string; text: string }[]): Html {
  const { submit } = visit.language.texts;
  // In another tab, because this one has what was written.
  const link = html` <a href="${here(ADDRESSES.signIn)}" target="_blank" rel="noopener">${submit.signIn}</a>`;
  return html`${when(notice !== '', () => html`<p class="problem" role="alert"><bdi>${notice}</bdi>${signsIn ? link : NONE}</p>`)}
${problemSummary(submit.problemTitle, problems)}${when(lostFiles, () => html`<p class="problem" data-lost-files>${submit.filesAgain}</p>`)}`;
}
