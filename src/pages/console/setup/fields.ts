import { type Html, html, NONE, when } from '../../html';
import { linkTo, type StaffVisit } from '../layout';
import { parameterLabel } from './labels';
import type { ChoiceGroup, Control, SetupChoice, SetupField } from './model';
import { schemaWords, toSetup } from './parts';

/** The name under which a field is sent: `p[email_preferences][general]`. */
const nameOf = (path: readonly string[], root = 'p'): string => `${root}${path.map((name) => `[${name}]`).join('')}`;

export const idOf = ({ path }: SetupField): string => ['p', ...path].join('-');

/** The fields of a form, each with its label, its hint and what is wrong with it. */
export const setupFields = (visit: StaffVisit, fields: readonly SetupField[]): Html[] =>
  fields.map((field) => oneField(visit, field));

function oneField(visit: StaffVisit, field: SetupField): Html {
  const { control, was, problem, path } = field;
  const { kind } = control;
  const remembered =
    was === undefined ? NONE : html`<input type="hidden" name="${nameOf(path, 'was')}" value="${was}">`;
  const bad = problem === '' ? '' : ' bad';
  if (kind === 'group') {
    if (control.fields.length === 0) return NONE;
    return html`<fieldset class="field whole${bad}"${described(field)}><legend>${caption(visit, field)}</legend>
${notes(field)}<div class="inner">${setupFields(visit, control.fields)}</div></fieldset>
`;
  }
  if (kind === 'ticks') {
    return html`<fieldset class="field whole${bad}"${described(field)}><legend>${caption(visit, field)}</legend>
${notes(field)}${remembered}<input type="hidden" name="${nameOf(path)}[]" value="">${ticks(visit, field, control.groups)}</fieldset>
`;
  }
  if (kind === 'tick') {
    // A box that is not ticked sends nothing, so what stands before it is sent then.
    return html`<div class="field${bad}">${remembered}<input type="hidden" name="${nameOf(path)}" value="0"><label class="tick"><input type="checkbox" id="${idOf(field)}" name="${nameOf(path)}" value="1"${when(field.value === '1', () => html` checked`)}${described(field)}> <span>${caption(visit, field)}</span></label>${notes(field)}</div>
`;
  }
  return html`<div class="field${kind === 'text' ? ' whole' : ''}${bad}"><label for="${idOf(field)}">${caption(visit, field)}</label>
${notes(field)}${remembered}${single(visit, field, control)}</div>
`;
}

export const labelOf = (visit: StaffVisit, { name, path, noun }: SetupField): string =>
  name ?? parameterLabel(visit, path.at(-1) ?? '', path.length > 1 ? path[0] : noun);

const caption = (visit: StaffVisit, field: SetupField): Html =>
  html`<bdi>${labelOf(visit, field)}</bdi>${when(field.isRequired, () => html` <span class="optional">${visit.texts.setup.required}</span>`)}`;

const notes = (field: SetupField): Html =>
  html`${when(
    field.hint !== '',
    () => html`<span class="hint" id="${idOf(field)}-hint">${schemaWords(field.hint)}</span>
`,
  )}${when(
    field.problem !== '',
    () => html`<span class="wrong" id="${idOf(field)}-problem"><bdi>${field.problem}</bdi></span>
`,
  )}`;

/** What leads a screen reader from a field to its hint and its problem. */
function described(field: SetupField): Html {
  const { hint, problem } = field;
  const id = idOf(field);
  const by = [hint === '' ? '' : `${id}-hint`, problem === '' ? '' : `${id}-problem`].filter(Boolean).join(' ');
  return html`${when(by !== '', () => html` aria-describedby="${by}"`)}${when(problem !== '', () => html` aria-invalid="true"`)}`;
}

function single(visit: StaffVisit, field: SetupField, control: Control): Html {
  const { value, isRequired, path } = field;
  const common = html`id="${idOf(field)}" name="${nameOf(path)}"${when(isRequired, () => html` required`)}${described(field)}`;
  switch (control.kind) {
    case 'text':
      // A browser drops one line break after the tag.
      return html`<textarea ${common} rows="${rowsFor(value)}" dir="auto">
${value}</textarea>`;
    case 'secret':
      return html`<input ${common} type="password" value="" autocomplete="new-password">`;
    case 'number':
      return html`<input ${common} type="number" value="${value}"${bound('min', control.least)}${bound('max', control.most)} step="1">${when(
        control.lookUp !== undefined,
        () => html` <a href="${linkTo(visit, toSetup(control.lookUp?.slug ?? ''))}">${visit.texts.setup.lookUp}</a>`,
      )}`;
    case 'date':
      return html`<input ${common} type="${control.hasTime ? 'datetime-local' : 'date'}"${when(control.hasTime, () => html` step="1"`)} value="${control.hasTime ? withTime(value) : value.slice(0, 10)}">`;
    case 'choice':
      return html`<select ${common}>${options(visit, control.choices, value)}</select>`;
    case 'line':
      return html`<input ${common} type="text" value="${value}" dir="auto" autocomplete="off"${when(control.inputmode !== undefined, () => html` inputmode="${control.inputmode ?? ''}"`)}>`;
    default:
      return NONE;
  }
}

const withTime = (value: string): string => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? `${value}T00:00:00` : value);

const bound = (name: 'min' | 'max', value: number | undefined): Html =>
  value === undefined ? NONE : html` ${name}="${value}"`;

/** As many as the text has, with room for more. */
const rowsFor = (value: string): number => Math.min(24, Math.max(3, value.split('\n').length + 1));

/** A value that is none of the choices stays one, so that saving the form changes nothing. */
function options({ texts }: StaffVisit, choices: readonly SetupChoice[], value: string): Html[] {
  const isKnown = choices.some((choice) => choice.value === value);
  const all = isKnown ? choices : [{ value, name: value }, ...choices];
  return all.map(
    (choice) =>
      html`<option value="${choice.value}"${when(choice.value === value, () => html` selected`)}>${choice.name !== '' ? choice.name : choice.value === '' ? '–' : texts.setup.none}</option>`,
  );
}

function ticks(visit: StaffVisit, field: SetupField, groups: readonly ChoiceGroup[]): Html[] {
  const ticked = new Set(field.value.split(',').map((one) => one.trim().toLowerCase()));
  const known = new Set(groups.flatMap(({ choices }) => choices.map(({ value }) => value.toLowerCase())));
  const names = new Set(groups.flatMap(({ choices }) => choices.map(({ name }) => name.toLowerCase())));
  const unknown = field.value.split(',').flatMap((one) => {
    const value = one.trim();
    return value === '' || known.has(value.toLowerCase()) || names.has(value.toLowerCase())
      ? []
      : [{ value, name: value }];
  });
  let place = 0;
  return [...groups, { title: '', choices: unknown }]
    .filter(({ choices }) => choices.length > 0)
    .map(({ title, choices }) => {
      const boxes = choices.map(({ value, name }) => {
        place += 1;
        const isTicked = ticked.has(value.toLowerCase()) || ticked.has(name.toLowerCase());
        return html`<label class="tick"><input type="checkbox"${when(place === 1, () => html` id="${idOf(field)}"`)} name="${nameOf(field.path)}[]" value="${value}"${when(isTicked, () => html` checked`)}> <bdi>${name}</bdi></label>
`;
      });
      if (title === '') return html`<div class="ticks">${boxes}</div>`;
      return html`<details${when(
        choices.some(({ value }) => ticked.has(value.toLowerCase())),
        () => html` open`,
      )}><summary>${visit.texts.setup.topics[title] ?? title}</summary><div class="ticks">${boxes}</div></details>`;
    });
}
