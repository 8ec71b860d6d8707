import { type Html, html } from './html';
import { page, type Visit } from './layout';

/**
 * The page of an error.
 *
 * @param requestId names the request in the log, so that support can find it
 * @param written what was written in the form that was refused, which its author must not lose
 */
export const errorPage = (
  visit: Visit,
  title: string,
  text: string,
  requestId: string,
  written: readonly string[],
): string =>
  page(
    visit,
    title,
    html`<p><bdi>${text}</bdi></p>
${whatWasWritten(visit, written)}<p class="hint">${visit.language.texts.errors.reference} <bdi><code>${requestId}</code></bdi></p>`,
  );

/** What could not be taken, to be copied. */
export const whatWasWritten = ({ language: { texts } }: Visit, written: readonly string[]): readonly Html[] =>
  written.map(
    (words, at) => html`<p><label for="written${at}">${texts.errors.written}</label>
<textarea id="written${at}" rows="${words.includes('\n') || words.length > 200 ? 10 : 2}" dir="auto" readonly>
${words}</textarea></p>
`,
  );
