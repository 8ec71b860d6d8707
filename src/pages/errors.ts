import { type Html, html, when } from './html';
import { page, type Visit } from './layout';

/**
 * The page of an error.
 *
 * @param requestId names the request in the log, so that support can find it
 * @param written the message in the form that was refused, which its author must not lose; may be empty
 */
export const errorPage = (visit: Visit, title: string, text: string, requestId: string, written: string): string =>
  page(
    visit,
    title,
    html`<p><bdi>${text}</bdi></p>
${whatWasWritten(visit, written)}<p class="hint">${visit.language.texts.errors.reference} <bdi><code>${requestId}</code></bdi></p>`,
  );

/** A message that could not be taken, to be copied. */
export const whatWasWritten = ({ language: { texts } }: Visit, written: string): Html =>
  when(
    written !== '',
    () => html`<p><label for="written">${texts.errors.written}</label>
<textarea id="written" rows="10" dir="auto" readonly>
${written}</textarea></p>
`,
  );
