import { type Html, html, NONE, when } from '../../html';
import { consolePage, form, linkTo, type StaffVisit, told } from '../layout';
import { idOf, labelOf, setupFields } from './fields';
import { actionLabel } from './labels';
import type { Reference, SetupField, Shape } from './model';
import { buttons, type SetupLink, schemaWords, toSetup, trail } from './parts';
import { facts } from './value';

/** A form made from the schema of an action. */
interface SetupForm {
  /** Below the address of setting up. */
  to: string;
  fields: SetupField[];
  button: string;
  /** So that sending it twice has one effect. */
  key: string;
  /** Whether it only asks, so that its address can be kept. */
  isReading?: boolean;
  /** Whether what it does is for good. */
  isRemoval?: boolean;
  /** A second button, which shows what would become of what was entered. */
  preview?: { name: string; fields: SetupField[]; answered?: Answered };
}

/** What an action answered. */
export interface Answered {
  title: string;
  value: Record<string, unknown>;
  shape: Shape;
  names: Readonly<Record<string, ReadonlyMap<string, Reference> | undefined>>;
  /** Whether it shows a secret for the only time. */
  hasSecret: boolean;
}

/** A page about one thing, or one action. */
export interface ItemView {
  title: string;
  /** The number of the thing, where it has one. */
  id?: string;
  trail: SetupLink[];
  /** In the words of a schema. */
  description: string;
  done: string;
  problem: string;
  form?: SetupForm;
  /** What was answered to what was just done. */
  answered?: Answered;
  /** What is known of the thing. */
  known?: Answered;
  /** Actions on pages of their own. */
  tasks: SetupLink[];
  /** Actions that need nothing but a click. */
  clicks: { action: string; description: string; to: string; key: string }[];
  /** Lists that belong to it. */
  related: SetupLink[];
  removal?: SetupLink;
}

export function itemPage(visit: StaffVisit, view: ItemView): string {
  const { title, id, description, done, answered, known, tasks, clicks, related, removal } = view;
  const content = html`${trail(visit, view.trail)}${told({ done })}${problemOf(visit, view)}
<h1><bdi>${title}</bdi>${when(id !== undefined, () => html` <small class="quiet">#${id ?? ''}</small>`)}</h1>
${when(
  description !== '',
  () => html`<p class="hint">${schemaWords(description)}</p>
`,
)}${answered === undefined ? NONE : answerPart(visit, answered, 'answer')}
${buttons(visit, related)}${view.form === undefined ? NONE : setupForm(visit, view.form)}
${tasksPart(visit, tasks, clicks)}${known === undefined ? NONE : answerPart(visit, known, 'known')}
${removal === undefined ? NONE : html`<p class="row removal"><a class="button second" href="${linkTo(visit, toSetup(removal.to))}">${removal.name}</a></p>`}`;
  return consolePage(visit, { title, content, current: 'setup', hasHeading: true });
}

/** The refusal on top, with a link to the field it is about. */
function problemOf(visit: StaffVisit, { problem, form: shown }: ItemView): Html {
  if (problem === '') return NONE;
  const wrong = shown?.fields.find((field) => field.problem !== '');
  const words = html`<bdi>${problem}</bdi>`;
  return html`<p class="problem" role="alert">${
    wrong === undefined ? words : html`<a href="#${idOf(wrong)}"><bdi>${labelOf(visit, wrong)}</bdi></a>: ${words}`
  }</p>`;
}

function setupForm(visit: StaffVisit, view: SetupForm): Html {
  const { to, fields, button, key, isReading, isRemoval, preview } = view;
  const { setup } = visit.texts;
  const content = html`
${when(
  isRemoval === true,
  () => html`<p><strong>${setup.sure}</strong></p>
`,
)}<div class="inner">${setupFields(visit, fields)}</div><p class="row"><button data-key="save"${when(isRemoval === true, () => html` class="danger"`)}>${button}</button></p>${
    preview === undefined ? NONE : previewPart(visit, preview)
  }`;
  if (isReading)
    return html`<form method="get" action="${linkTo(visit, toSetup(to))}" class="card setup-form">${content}</form>`;
  return form(visit, {
    ...{ to: toSetup(to), key, content },
    more: html` class="card setup-form"`,
  });
}

/** What shows how that would look which is in the form, and is not saved yet. */
const previewPart = (visit: StaffVisit, { name, fields, answered }: NonNullable<SetupForm['preview']>): Html =>
  html`<form-preview class="preview-of">${setupFields(visit, fields)}<p class="row"><button class="second" name="preview" value="1" formnovalidate>${name}</button></p>
<output>${answered === undefined ? NONE : facts(visit, answered.value, answered.shape, answered.names)}</output></form-preview>`;

function tasksPart(visit: StaffVisit, tasks: ItemView['tasks'], clicks: ItemView['clicks']): Html {
  if (tasks.length + clicks.length === 0) return NONE;
  const forms = clicks.map(
    ({ action, description, to, key }) =>
      html`<div class="click">${form(visit, {
        to: toSetup(to),
        key,
        content: html`<button class="second">${actionLabel(visit, action)}</button>`,
      })}<span class="hint">${schemaWords(description)}</span></div>
`,
  );
  return html`<section class="card"><h2>${visit.texts.setup.tasks}</h2>
${forms}${buttons(visit, tasks)}</section>
`;
}

function answerPart(visit: StaffVisit, { title, value, shape, names, hasSecret }: Answered, id: string): Html {
  const shown = facts(visit, value, shape, names);
  if (shown === NONE) return NONE;
  return html`<section class="card" id="${id}"><h2>${title}</h2>
${when(
  hasSecret,
  () => html`<p class="problem" role="alert">${visit.texts.setup.secretOnce}</p>
`,
)}${shown}</section>
`;
}
