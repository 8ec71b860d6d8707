import { ADDRESSES } from '../../config/addresses';
import { html } from '../html';
import { consolePage, linkTo, type StaffVisit } from './layout';

/** The page of an error, for somebody who is signed in. @param requestId so that our own failures can be looked up */
export const consoleErrorPage = (visit: StaffVisit, title: string, text: string, requestId: string): string =>
  consolePage(visit, {
    title,
    content: html`<p><bdi>${text}</bdi></p>
<p><a class="button" href="${linkTo(visit, ADDRESSES.console)}">${visit.texts.frame.back}</a></p>
<p class="hint">${visit.language.texts.errors.reference} ${requestId}</p>`,
  });
