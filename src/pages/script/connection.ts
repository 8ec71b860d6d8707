import { navigator as turbo, visit } from '@hotwired/turbo';
import { type FetchError, type FetchResponse, onTurbo, type SubmitEnd, type SubmitStart } from './events';

/** The texts for pages that could not be loaded, in the language of the page. */
const texts = (): DOMStringMap => document.querySelector<HTMLElement>('script[data-try-again]')?.dataset ?? {};

/** Makes a notice with a button to try again. Screen readers read it out. */
function notice(text: string, tryAgain: () => void): HTMLElement {
  const box = document.createElement('div');
  box.className = 'problem unsent';
  box.setAttribute('role', 'alert');
  const words = document.createElement('p');
  words.textContent = text;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'second';
  button.textContent = texts().tryAgain ?? '';
  button.addEventListener('click', tryAgain);
  box.append(words, button);
  return box;
}

const removeNotices = (): void => {
  for (const old of document.querySelectorAll('.unsent')) old.remove();
};

/** The button that a form was last sent with. A form may have several, for different things. */
const pressed = new WeakMap<HTMLFormElement, HTMLElement | undefined>();

/** Says below a form that it was not sent. All that was written stays in it. */
function sayNotSent(form: HTMLFormElement): void {
  removeNotices();
  const box = notice(texts().notSent ?? '', () => {
    const button = pressed.get(form);
    form.requestSubmit(button?.isConnected ? button : null);
  });
  form.append(box);
  box.scrollIntoView({ block: 'nearest' });
}

/**
 * Says what could not be sent or loaded on the page itself. Turbo would stay silent about a form, and a browser would
 * show its own page about the connection, where all that was written is out of sight.
 */
export function watchConnection(): void {
  onTurbo<FetchError>('fetch-request-error', document, (event) => {
    if (event.target instanceof HTMLFormElement) return sayNotSent(event.target);
    event.preventDefault();
    // Turbo would wait for this visit for ever.
    turbo.currentVisit?.fail();
    removeNotices();
    const address = event.detail.request.url.href;
    document.querySelector('main')?.prepend(notice(texts().notLoaded ?? '', () => visit(address)));
    window.scrollTo(0, 0);
  });
  // A proxy answers for a server that is down, and a server for its database. Neither has the form on its page.
  onTurbo<FetchResponse>('before-fetch-response', document, (event) => {
    if (!(event.target instanceof HTMLFormElement) || !event.detail.fetchResponse.serverError) return;
    event.preventDefault();
    sayNotSent(event.target);
  });
  onTurbo<SubmitStart>('submit-start', document, ({ detail: { formSubmission } }) => {
    pressed.set(formSubmission.formElement, formSubmission.submitter ?? undefined);
    removeNotices();
  });
  onTurbo<SubmitEnd>('submit-end', document, ({ detail }) => detail.success === true && removeNotices());
}
