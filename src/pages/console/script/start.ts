import { cache, config } from '@hotwired/turbo';
import { watchConnection } from '../../script/connection';
import { DraftKeeper } from '../../script/draft-keeper';
import { forgetDrafts, forgetOldDrafts } from '../../script/drafts';
import { onTurbo } from '../../script/events';
import { FileLimits } from '../../script/file-limits';
import { keepTouched } from '../../script/keeping';
import { watchSending } from '../../script/sending';
import { AnswerBox } from './answer-box';
import { FormPreview } from './form-preview';
import { ConsoleKeys, watchKeys } from './keys';
import { startLive } from './live';
import { MessagePreview } from './message-preview';
import { TextPicker } from './predefined';
import { QueryField } from './query-field';
import { keepRows, restoreRows, returnToRow, watchRows } from './rows';
import { submitChosen } from './submit-chosen';
import { KeysSwitch } from './switch';
import { UndoBar } from './undo-bar';

// A form opts in with data-turbo="true". Turbo cannot show an answer to a POST that is not a redirect or a refusal.
config.forms.mode = 'optin';
forgetOldDrafts();
customElements.define('console-keys', ConsoleKeys);
customElements.define('keys-switch', KeysSwitch);
customElements.define('draft-keeper', DraftKeeper);
customElements.define('file-limits', FileLimits);
customElements.define('answer-box', AnswerBox);
customElements.define('form-preview', FormPreview);
customElements.define('message-preview', MessagePreview);
customElements.define('query-field', QueryField);
customElements.define('undo-bar', UndoBar);
customElements.define('text-picker', TextPicker);
startLive();
watchConnection();
watchKeys();
watchRows();
watchSending();
keepTouched();

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

/** Morphing keeps the focus where it is. A new page puts it into the list, or tells screen readers what it is called. */
let isMorphed = false;
onTurbo<{ renderMethod: 'replace' | 'morph' }>('before-render', document, ({ detail }) => {
  isMorphed = detail.renderMethod === 'morph';
  if (isMorphed) keepRows();
});
// What other pages of the console changed, or other agents.
document.addEventListener('hatchdesk:refreshed', restoreRows);
onTurbo('render', document, () => {
  if (isMorphed) return restoreRows();
  if (document.activeElement !== document.body || returnToRow()) return;
  const heading = document.querySelector('h1');
  heading?.setAttribute('tabindex', '-1');
  heading?.focus({ preventScroll: true });
});
submitChosen();
