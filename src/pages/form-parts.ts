import { type Html, html, NONE, when } from './html';
import type { Visit } from './layout';
import { fileLimits } from './script-parts';

/** One field of a form, however it is filled in. */
export interface FormField {
  /** Unique on the page: the label, the hint and the problem hang on it. */
  id: string;
  label: string;
  /** Explains the field; may be empty. */
  hint?: string;
  /** What is wrong with what was entered; empty if nothing is. */
  problem: string;
  isRequired: boolean;
}

/** The attributes that lead a screen reader from a field to its hint and its problem. */
const described = ({ id, hint = '', problem, isRequired }: FormField): Html => {
  const by = [hint === '' ? '' : `${id}-hint`, problem === '' ? '' : `${id}-problem`].filter(Boolean).join(' ');
  return html`${when(by !== '', () => html` aria-describedby="${by}"`)}${when(problem !== '', () => html` aria-invalid="true"`)}${when(isRequired, () => html` required`)}`;
};

const notes = ({ id, hint = '', problem }: FormField): Html =>
  html`${when(hint !== '', () => html`<span class="hint" id="${id}-hint"><bdi>${hint}</bdi></span>`)}
${when(problem !== '', () => html`<span class="wrong" id="${id}-problem">${problem}</span>`)}`;

const caption = ({ label, isRequired }: FormField, { language: { texts } }: Visit): Html =>
  html`<bdi>${label}</bdi>${when(!isRequired, () => html` <span class="optional">${texts.submit.optional}</span>`)}`;

const wrapped = (field: FormField, content: Html): Html =>
  html`<div class="field${field.problem === '' ? '' : ' bad'}">${content}</div>
`;

const labelled = (visit: Visit, field: FormField, control: Html): Html =>
  wrapped(
    field,
    html`<label for="${field.id}">${caption(field, visit)}</label>
${notes(field)}
${control}`,
  );

/** How a browser treats a line of text. */
interface LineKind {
  type?: 'text' | 'email' | 'date' | 'time';
  inputmode?: 'decimal' | 'email';
  autocomplete?: 'name' | 'email' | 'off';
}

/** A line of text. No browser cuts it off, because it would do so silently. */
export const lineField = (visit: Visit, field: FormField, name: string, value: string, kind: LineKind = {}): Html =>
  labelled(
    visit,
    field,
    html`<input id="${field.id}" name="${name}" type="${kind.type ?? 'text'}" value="${value}" autocomplete="${kind.autocomplete ?? 'off'}"${when(kind.inputmode !== undefined, () => html` inputmode="${kind.inputmode ?? ''}"`)}${when(kind.type === undefined, () => html` dir="auto"`)}${described(field)}>`,
  );

/** A text of several lines. */
export const textField = (visit: Visit, field: FormField, name: string, value: string, rows = 8): Html =>
  labelled(
    visit,
    field,
    // A browser drops one line break after the tag.
    html`<textarea id="${field.id}" name="${name}" rows="${rows}" dir="auto"${described(field)}>
${value}</textarea>`,
  );

export interface Choice {
  value: string;
  name: string;
}

const option = ({ value, name }: Choice, chosen: string): Html =>
  html`<option value="${value}"${when(value === chosen, () => html` selected`)}>${name}</option>`;

/** A list of which one is chosen. @param groups lists with headings; one without a heading stands alone */
export const choiceField = (
  visit: Visit,
  field: FormField,
  name: string,
  value: string,
  groups: { heading: string; choices: Choice[] }[],
): Html =>
  labelled(
    visit,
    field,
    html`<select id="${field.id}" name="${name}"${described(field)}>${groups.map(({ heading, choices }) => {
      const options = choices.map((choice) => option(choice, value));
      return heading === '' ? html`${options}` : html`<optgroup label="${heading}">${options}</optgroup>`;
    })}</select>`,
  );

/** Buttons of which one is chosen, all to be seen at once. */
export function radioField(visit: Visit, field: FormField, name: string, value: string, choices: Choice[]): Html {
  const { id, isRequired, problem } = field;
  const radios = choices.map(
    (choice, place) =>
      html`<label class="tick"><input type="radio"${when(place === 0, () => html` id="${id}"`)} name="${name}" value="${choice.value}"${when(choice.value === value, () => html` checked`)}${when(isRequired, () => html` required`)}> <bdi>${choice.name}</bdi></label>
`,
  );
  return wrapped(
    field,
    html`<fieldset${described({ ...field, isRequired: false })}><legend>${caption(field, visit)}</legend>
${notes(field)}
${radios}${when(problem !== '' && choices.length === 0, () => html`<span id="${id}"></span>`)}</fieldset>`,
  );
}

/** A box to tick. */
export const tickField = (visit: Visit, field: FormField, name: string, isTicked: boolean): Html =>
  wrapped(
    field,
    html`${notes(field)}
<label class="tick"><input type="checkbox" id="${field.id}" name="${name}" value="1"${when(isTicked, () => html` checked`)}${described(field)}> <span>${caption(field, visit)}</span></label>`,
  );

/** Files to go along. A browser keeps none when a form comes back, so the problem says so. */
export const fileField = (
  visit: Visit,
  field: FormField,
  name: string,
  limits: Parameters<typeof fileLimits>[1],
): Html =>
  labelled(
    visit,
    field,
    fileLimits(
      visit,
      limits,
      html`<input id="${field.id}" type="file" name="${name}" multiple accept="${limits.types}"${described(field)}>`,
    ),
  );

/** Something that is sent along unseen. */
export const hiddenField = (name: string, value: string): Html =>
  html`<input type="hidden" name="${name}" value="${value}">
`;

/** A field for robots. It is off the page, no key leads to it, and no program that reads aloud or fills in knows it. */
export const trapField = (name: string, label: string): Html =>
  html`<div class="trap" aria-hidden="true"><label>${label} <input type="text" name="${name}" value="" tabindex="-1" autocomplete="off" data-lpignore="true"></label></div>
`;

/** Everything that is wrong, on top of the form, with links to the fields. */
export const problemSummary = (title: string, problems: { id: string; text: string }[]): Html =>
  problems.length === 0
    ? NONE
    : html`<div class="problem" role="alert" id="problems" tabindex="-1"><h2>${title}</h2>
<ul>${problems.map(({ id, text }) => html`<li>${id === '' ? html`<bdi>${text}</bdi>` : html`<a href="#${id}"><bdi>${text}</bdi></a>`}</li>`)}</ul></div>
`;
