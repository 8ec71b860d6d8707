import { empty } from './empty';
import { onTurbo, type SubmitEnd } from './events';

type TextField = HTMLInputElement | HTMLTextAreaElement;

/** The fields of forms that are under way, but for those that nobody may write in anyway. */
const held = new WeakMap<HTMLFormElement, TextField[]>();

function hold(form: HTMLFormElement): void {
  const fields = [...form.querySelectorAll<TextField>('textarea, input')].filter(({ readOnly }) => !readOnly);
  for (const field of fields) field.readOnly = true;
  held.set(form, [...(held.get(form) ?? []), ...fields]);
}

function release(form: HTMLFormElement): void {
  for (const field of held.get(form) ?? []) field.readOnly = false;
  held.delete(form);
}

/**
 * Empties forms once they were sent. Otherwise what was sent would count as written and not sent, and the files of a reply
 * would go along with the next one. Nobody can write in a form meanwhile, because those words would be gone.
 */
export function watchSending(): void {
  onTurbo('before-fetch-request', document, ({ target }) => {
    if (target instanceof HTMLFormElement) hold(target);
  });
  onTurbo<SubmitEnd>('submit-end', document, ({ target, detail }) => {
    if (!(target instanceof HTMLFormElement)) return;
    release(target);
    if (detail.success === true) empty(target);
  });
}
