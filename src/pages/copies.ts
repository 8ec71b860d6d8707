import { Html, html, NONE, when } from './html';
import type { Visit } from './layout';
import type { Way } from './ticket-address';
import { form } from './ticket-forms';

/**
 * Who gets copies of the ticket's mail, and the forms to add and remove them, folded away.
 *
 * @param refused an address that could not be added, if the page is shown again because of it
 */
export function copies(visit: Visit, way: Way, cc: string[], refused: string | undefined): Html {
  const { requester: texts } = visit.language.texts;
  return html`<details class="card unprinted"${refused === undefined ? NONE : OPEN} id="copies">
<summary>${texts.copiesCount(cc.length)}</summary>
<div><p class="hint">${texts.copiesHint}</p>
${when(cc.length > 0, () => html`<ul class="plain">${cc.map((email, index) => item(visit, way, email, index))}</ul>`)}
${form(
  visit,
  way,
  'addcopy',
  html`<label for="copy">${texts.email}</label>
<div class="row line"><input id="copy" type="email" name="email" value="${refused ?? ''}" maxlength="254" autocomplete="off" dir="ltr" required>
<button class="second">${texts.addCopy}</button></div>`,
)}</div></details>`;
}

const OPEN = new Html(' open');

function item(visit: Visit, way: Way, email: string, index: number): Html {
  const { requester: texts } = visit.language.texts;
  return html`<li class="row line"><bdi class="text" id="${`cc-${index}`}">${email}</bdi>
${form(
  visit,
  way,
  'removecopy',
  html`<input type="hidden" name="email" value="${email}">
<button class="second" aria-describedby="${`cc-${index}`}">${texts.removeCopy}</button>`,
)}</li>`;
}
