import { html } from './html';
import { page, type Visit } from './layout';

/**
 * The page of an error.
 *
 * @param requestId names the request in the log, so that support can find it
 */
export const errorPage = (visit: Visit, title: string, text: string, requestId: string): string =>
  page(
    visit,
    title,
    html`<p><bdi>${text}</bdi></p>
<p class="hint">${visit.language.texts.errors.reference} <bdi><code>${requestId}</code></bdi></p>`,
  );
