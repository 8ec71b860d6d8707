import { make } from './make';
import { commandNamed, commandsOnPage, isBehindDialog, labelOf } from './page';

const hasRows = (): boolean => document.querySelector('[data-row]') !== null;

/** Whether a key of the list does something on this page. */
const isHere = (name: string, group: string): boolean =>
  /^(anywhere|writing|go)$/.test(group) || (group === 'list' && hasRows()) || commandNamed(name) !== undefined;

/** The keys that the page gives to its own commands, such as macros, as a table like the others. */
function ownKeys(title: string): HTMLElement[] {
  const rows = commandsOnPage()
    .filter(({ dataset }) => dataset.keys !== undefined)
    .map((element) => {
      const [row, name, keys] = [make('tr', {}), make('th', { scope: 'row' }), make('td', {})];
      name.append(make('bdi', {}, labelOf(element)));
      keys.append(make('kbd', {}, element.dataset.keys));
      row.append(name, keys);
      return row;
    });
  const table = make('table', { class: 'keys' });
  const body = make('tbody', {});
  body.append(...rows);
  table.append(body);
  return [make('h2', {}, title), table];
}

/** The list of all keys, as its page has it; undefined if it cannot be had. */
async function listOfKeys(address: string): Promise<HTMLElement | null> {
  const answer = await fetch(address).catch(() => undefined);
  // Whoever was signed out meanwhile gets another page.
  const text = answer?.ok && !answer.redirected ? await answer.text() : '';
  return new DOMParser().parseFromString(text, 'text/html').querySelector<HTMLElement>('[data-keys-list]');
}

/**
 * Shows the keys of this page in a dialog.
 *
 * @param address where the page of all keys is
 * @param close the text of the button that closes the dialog
 */
export async function openHelp(address: string, close: string): Promise<void> {
  const list = await listOfKeys(address);
  if (isBehindDialog()) return;
  if (list === null) return location.assign(address);
  for (const row of list.querySelectorAll<HTMLElement>('[data-command]')) {
    const { command = '', group = '' } = row.dataset;
    if (!isHere(command, group)) row.remove();
  }
  const macros = list.querySelector<HTMLElement>('[data-macros]');
  macros?.append(...ownKeys(macros.dataset.macros ?? ''));
  for (const part of list.querySelectorAll('section')) {
    if (part.querySelector('tbody tr') === null) part.remove();
  }
  const title = list.dataset.title ?? '';
  const dialog = make('dialog', { class: 'keys-help', 'data-by-script': '', 'aria-label': title });
  const form = make('form', { method: 'dialog' });
  form.append(make('button', { class: 'second' }, close));
  dialog.append(make('h2', {}, title), document.adoptNode(list), form);
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
