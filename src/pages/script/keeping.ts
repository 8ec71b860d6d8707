import { onTurbo } from './events';

/** What Turbo is about to change while it changes a page in place. */
interface Morph {
  attributeName?: string;
  newElement?: Element;
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isField = (element: unknown): element is Field =>
  element instanceof HTMLTextAreaElement || element instanceof HTMLInputElement || element instanceof HTMLSelectElement;

/** Whether somebody has changed a field. Forms that were sent are reset, so that their fields count as unchanged. */
function isTouched(field: Field): boolean {
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options];
    // Without a choice of its own, a list shows its first option.
    const isChosen = options.some(({ defaultSelected }) => defaultSelected);
    return options.some(({ selected, defaultSelected }, at) => selected !== (isChosen ? defaultSelected : at === 0));
  }
  if (field instanceof HTMLTextAreaElement) return field.value !== field.defaultValue;
  if (/^(checkbox|radio)$/.test(field.type)) return field.checked !== field.defaultChecked;
  return !/^(hidden|submit|button)$/.test(field.type) && field.value !== field.defaultValue;
}

/** Whether a field says what another one held when it was shown, and somebody is in that one, or has changed it. */
function isOfTouched(field: Field): boolean {
  const other = field.dataset.wasOf === undefined ? null : field.form?.elements.namedItem(field.dataset.wasOf);
  return isField(other) && (other === document.activeElement || isTouched(other));
}

/** Keeps what people have opened, chosen and written while the page around it changes in place. */
export function keepTouched(): void {
  onTurbo<Morph>('before-morph-attribute', document, (event) => {
    const isOpened = event.detail.attributeName === 'open' && event.target instanceof Element;
    if (isOpened && (event.target as Element).matches('details, dialog')) event.preventDefault();
  });
  onTurbo<Morph>('before-morph-element', document, (event) => {
    const { target } = event;
    // What is opened by the script is on no page of the server's.
    const isOurs = target instanceof Element && target.matches('dialog[data-by-script]');
    // A field that the new page no longer has goes, whatever stands in it.
    const isKept =
      isField(target) && event.detail.newElement !== undefined && (isTouched(target) || isOfTouched(target));
    if (isOurs || isKept) event.preventDefault();
  });
}
