import { KEY_COMMANDS, pressesOf } from '../keys';
import { make } from './make';
import { commandsOnPage, isBehindDialog, labelOf, use } from './page';

/** Something to choose in the palette. */
interface Choice {
  label: string;
  /** As people read them; empty if it has none. */
  keys: string;
  choose(): void;
}

const SHOWN_AT_MOST = 50;

/** The first key of an element, such as `Shift J`. */
function keysOf(element: HTMLElement): string {
  const own = element.dataset.keys;
  const named = KEY_COMMANDS.find(({ name }) => element.dataset.key?.split(' ').includes(name))?.keys[0];
  const keys = own ?? named;
  return keys === undefined
    ? ''
    : pressesOf(keys)
        .map((press) => press.join(' '))
        .join(' ');
}

/** The links that lead to other pages: those of every `nav`, and what lies under a key. */
const linksOnPage = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('nav a[href]:not([data-key])')];

function choicesOnPage(): Choice[] {
  const found = new Map<string, Choice>();
  for (const element of [...commandsOnPage(), ...linksOnPage()]) {
    const label = labelOf(element);
    // In every row of the queue stands the same command.
    const isOfRow = element.closest('[data-row]') !== null;
    if (label === '' || isOfRow || found.has(label)) continue;
    found.set(label, { label, keys: keysOf(element), choose: () => use(element) });
  }
  return [...found.values()];
}

/** Text as it is compared: without case and accents. */
const plain = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

/** Those with all words of a text, and first those that begin with it. */
function matching(choices: readonly Choice[], text: string): Choice[] {
  const wanted = plain(text).trim();
  const words = wanted.split(/\s+/);
  const found = choices.filter(({ label }) => words.every((word) => plain(label).includes(word)));
  const begins = ({ label }: Choice): number => (plain(label).startsWith(wanted) ? 0 : 1);
  return found.sort((one, other) => begins(one) - begins(other)).slice(0, SHOWN_AT_MOST);
}

/** The texts and addresses of the palette, from the attributes of `<console-keys>`. */
interface PaletteTexts {
  /** What the palette is called. */
  palette: string;
  /** `{number}` is the number of a ticket. */
  ticket: string;
  /** `{text}` is what somebody is looking for. */
  find: string;
  nothing: string;
  /** The address that leads to the ticket of a number, without the number. */
  number: string;
  /** The address of a search without what is looked for. */
  search: string;
}

/** Sets the words in a text, whatever `$` they contain. */
const filled = (text: string, name: string, value: string): string => text.replace(`{${name}}`, () => value);

/** What a text can mean besides a command: the number of a ticket, and something to look for. */
function furtherChoices(text: string, texts: PaletteTexts, go: (address: string) => void): Choice[] {
  const choices: Choice[] = [];
  const [, number] = /^(?:[^\d\s]*\s*#?)(\d{1,15})$/u.exec(text) ?? [];
  if (number !== undefined) {
    const label = filled(texts.ticket, 'number', number);
    choices.push({ label, keys: '', choose: () => go(texts.number + number) });
  }
  if (text !== '' && texts.search !== '') {
    const label = filled(texts.find, 'text', text);
    choices.push({ label, keys: '', choose: () => go(texts.search + encodeURIComponent(text)) });
  }
  return choices;
}

/**
 * Opens the palette: a field, and below it every command of the page that fits what is typed. The focus goes back to where
 * it was before the command acts.
 *
 * @param go follows an address
 * @param typed what is in the field already
 */
export function openPalette(texts: PaletteTexts, go: (address: string) => void, typed: string): void {
  if (isBehindDialog()) return;
  const all = choicesOnPage();
  const dialog = make('dialog', { class: 'palette', 'data-by-script': '', 'aria-label': texts.palette });
  const field = make('input', {
    ...{ type: 'text', role: 'combobox', 'aria-expanded': 'true', 'aria-controls': 'palette-list' },
    ...{ 'aria-autocomplete': 'list', 'aria-label': texts.palette, placeholder: texts.palette },
    ...{ autocomplete: 'off', spellcheck: 'false', dir: 'auto' },
  });
  field.value = typed;
  const list = make('ul', { id: 'palette-list', role: 'listbox', 'aria-label': texts.palette });
  const nothing = make('p', { role: 'status', class: 'hint' });
  dialog.append(field, list, nothing);
  let shown: Choice[] = [];
  let current = 0;

  const mark = (): void => {
    for (const [index, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(index === current));
      if (index === current) option.scrollIntoView({ block: 'nearest' });
    }
    if (shown.length === 0) field.removeAttribute('aria-activedescendant');
    else field.setAttribute('aria-activedescendant', `palette-${current}`);
  };
  const choose = (choice: Choice | undefined): void => {
    if (choice === undefined) return;
    dialog.close();
    choice.choose();
  };
  const show = (): void => {
    const text = field.value.trim();
    shown = [...matching(all, text), ...furtherChoices(text, texts, go)];
    // A number is meant for a ticket.
    current = 0;
    list.replaceChildren(
      ...shown.map((choice, index) => {
        const option = make('li', { id: `palette-${index}`, role: 'option' });
        option.append(make('bdi', {}, choice.label), ...(choice.keys === '' ? [] : [make('kbd', {}, choice.keys)]));
        option.addEventListener('click', () => choose(choice));
        return option;
      }),
    );
    nothing.textContent = shown.length === 0 ? texts.nothing : '';
    mark();
  };
  field.addEventListener('input', show);
  dialog.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      current = (current + step + shown.length) % Math.max(shown.length, 1);
      mark();
    } else if (event.key === 'Enter') {
      event.preventDefault();
      choose(shown[current]);
    }
  });
  // A click beside the palette lands on the dialog itself.
  dialog.addEventListener('click', ({ target }) => target === dialog && dialog.close());
  dialog.addEventListener('close', () => dialog.remove());
  document.body.append(dialog);
  show();
  dialog.showModal();
}
