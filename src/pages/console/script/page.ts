/** What these elements do with letters is theirs: they write them, or look for an option. */
const WRITTEN_IN = [
  'textarea',
  'select',
  'input:not([type=checkbox], [type=radio], [type=button], [type=submit], [type=reset], [type=file], [type=image])',
  '[contenteditable]:not([contenteditable=false])',
  '[role=textbox], [role=combobox], [role=listbox], [role=menu]',
].join();

/** Whether somebody types there. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof Element && target.closest(WRITTEN_IN) !== null;

/** Whether a dialog lies over the page. */
export const isBehindDialog = (): boolean => document.querySelector('dialog:modal') !== null;

const isShown = (element: HTMLElement): boolean => element.getClientRects().length > 0;

const isOff = (element: HTMLElement): boolean => element.matches(':disabled, [aria-disabled=true]');

/** Whether it can be used: it is shown, or lies in something that opens. */
const isUsable = (element: HTMLElement): boolean =>
  !isOff(element) && (isShown(element) || element.closest('details:not([open])') !== null);

/** The elements with a `data-key` that can be used, those that are seen first. */
export function commandsOnPage(): HTMLElement[] {
  const usable = [...document.querySelectorAll<HTMLElement>('[data-key]')].filter(isUsable);
  return [...usable.filter(isShown), ...usable.filter((element) => !isShown(element))];
}

/** The element that a key of this name acts on. */
export const commandNamed = (name: string): HTMLElement | undefined =>
  commandsOnPage().find((element) => element.dataset.key?.split(' ').includes(name));

const FIELDS = 'textarea, select, input:not([type=hidden]), button';

/** Moves into a field, and opens what hides it. */
function enter(field: HTMLElement): void {
  for (let menu = field.closest('details'); menu !== null; menu = menu.parentElement?.closest('details') ?? null) {
    menu.open = true;
  }
  field.focus();
  field.scrollIntoView({ block: 'nearest' });
}

/** The field that an element stands for: itself, the first one of a menu or a form, or the one to which it leads. */
function fieldOf(element: HTMLElement): HTMLElement | null {
  if (element.matches('textarea, select, input:not([type=checkbox], [type=radio], [type=submit])')) return element;
  const menu = element.matches('details, summary') ? element.closest('details') : null;
  if (menu !== null) {
    menu.open = true;
    return menu.querySelector<HTMLElement>(`:scope > :not(summary) :is(${FIELDS}, a[href])`) ?? element;
  }
  if (element.matches('form, fieldset')) return element.querySelector<HTMLElement>(FIELDS);
  const target = /^#(.+)/.exec(element.getAttribute('href') ?? '')?.[1];
  const field = target === undefined ? null : document.getElementById(target);
  return field?.matches(FIELDS) ? field : null;
}

/** Does with an element what a click does: fields get the focus, menus open, everything else is clicked. */
export function use(element: HTMLElement): void {
  const field = fieldOf(element);
  if (field === null) element.click();
  else enter(field);
}

/** What people read on an element. */
export function labelOf(element: HTMLElement): string {
  const { labels } = element as HTMLElement & { labels?: NodeListOf<HTMLLabelElement> | null };
  const shown = element instanceof HTMLDetailsElement ? element.querySelector('summary') : (labels?.[0] ?? element);
  const text = element.dataset.label ?? element.getAttribute('aria-label') ?? shown?.textContent ?? '';
  return text.replace(/\s+/g, ' ').trim();
}
