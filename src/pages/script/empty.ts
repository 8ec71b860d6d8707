/** Empties the fields of a form, also those that the page showed with a text. */
export function empty(form: HTMLFormElement): void {
  for (const area of form.querySelectorAll('textarea')) area.defaultValue = '';
  form.reset();
}
