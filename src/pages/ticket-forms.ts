import { ADDRESSES } from '../config/addresses';
import { type Html, html, NONE, when } from './html';
import { here, type Visit } from './layout';
import { SENT_BY_SCRIPT } from './script-parts';
import type { Way } from './ticket-address';

/**
 * What every form of a ticket's page sends.
 *
 * @param key so that sending it twice has one effect; undefined for what has one anyway
 */
export const hidden = (
  visit: Visit,
  way: Way,
  task: string,
  key?: string,
): Html => html`<input type="hidden" name="tid" value="${way.number}">
${when(way.code !== '', () => html`<input type="hidden" name="c" value="${way.code}">`)}
${when(visit.proof !== undefined, () => html`<input type="hidden" name="proof" value="${visit.proof ?? ''}">`)}
<input type="hidden" name="task" value="${task}">${key === undefined ? NONE : html`<input type="hidden" name="key" value="${key}">`}`;

/** A form that has the same effect however often it is sent. @param content its fields and its button */
export const form = (visit: Visit, way: Way, task: string, content: Html): Html =>
  html`<form method="post" action="${here(ADDRESSES.ticket)}" ${SENT_BY_SCRIPT}>${hidden(visit, way, task)}${content}</form>`;
