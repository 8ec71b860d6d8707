import { cache, config } from '@hotwired/turbo';
import { watchConnection } from './connection';
import { DraftKeeper } from './draft-keeper';
import { forgetDrafts, forgetOldDrafts } from './drafts';
import { onTurbo } from './events';
import { FileLimits } from './file-limits';
import { keepTouched } from './keeping';
import { watchSending } from './sending';

// A form opts in with data-turbo="true". Turbo cannot show an answer to a POST that is not a redirect or a refusal.
config.forms.mode = 'optin';
forgetOldDrafts();
customElements.define('draft-keeper', DraftKeeper);
customElements.define('file-limits', FileLimits);
watchConnection();
watchSending();
keepTouched();

/** The button that sends a form, so that Turbo disables it meanwhile. */
const sendButton = (form: HTMLFormElement): HTMLElement | null =>
  form.querySelector<HTMLElement>('button:not([type=button])');

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
  if (!(event.target instanceof HTMLTextAreaElement) || event.target.form === null) return;
  event.preventDefault();
  event.target.form.requestSubmit(sendButton(event.target.form));
});

// The next person at this computer must find nothing.
document.addEventListener('submit', ({ target }) => {
  if (!(target instanceof HTMLFormElement) || !target.hasAttribute('data-forgets')) return;
  forgetDrafts();
  cache.clear();
});

// A link within the page is the browser's. On a page that answers a form, Turbo would load the form's address instead,
// and all that was written would be gone.
onTurbo('click', document, (event) => {
  if (event.target instanceof Element && event.target.getAttribute('href')?.startsWith('#')) event.preventDefault();
});

/** Tells screen readers that there is a new page. Morphing keeps the focus where it is. */
let isMorphed = false;
onTurbo<{ renderMethod: 'replace' | 'morph' }>('before-render', document, ({ detail }) => {
  isMorphed = detail.renderMethod === 'morph';
});
onTurbo('render', document, () => {
  // The server has lost the files of a form that it refused. The form has not.
  const chosen = document.querySelector<HTMLInputElement>('input[type=file]')?.files ?? [];
  if (chosen.length > 0) document.querySelector('[data-lost-files]')?.remove();
  if (isMorphed || document.activeElement !== document.body) return;
  const heading = document.querySelector('h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
});
