import { ADDRESSES } from '../../config/addresses';
import { whatWasWritten } from '../errors';
import { html } from '../html';
import { consolePage, linkTo, type StaffVisit } from './layout';

/**
 * The page of an error, for somebody who is signed in.
 *
 * @param requestId so that our own failures can be looked up
 * @param written what was written in the form that was refused
 */
export const consoleErrorPage = (
  visit: StaffVisit,
  title: string,
  text: string,
  requestId: string,
  written: readonly string[],
): string =>
  consolePage(visit, {
    title,
    content: html`<p><bdi>${text}</bdi></p>
${whatWasWritten(visit, written)}<p><a class="button" href="${linkTo(visit, ADDRESSES.console)}">${visit.texts.frame.back}</a></p>
<p class="hint">${visit.language.texts.errors.reference} ${requestId}</p>`,
  });
