import { visit } from '@hotwired/turbo';
import { createKeybindingsHandler } from 'tinykeys';
import { onTurbo } from '../../script/events';
import { KEY_COMMANDS, type KeyCommand } from '../keys';
import { openHelp } from './help';
import { commandNamed, commandsOnPage, isBehindDialog, isTyping, use } from './page';
import { openPalette } from './palette';
import { meantPress } from './press';
import { focusedRow, moveRow, openRow, selectAll, selectFocused, selectRange, toggleRow } from './rows';
import { areKeysOn } from './switch';

/** How long the second key of two may take. Not everybody is quick. */
const SEQUENCE_MS = 3_000;

/** `<console-keys palette ticket find nothing close queue number help>`: the texts and addresses that keys need. */
export class ConsoleKeys extends HTMLElement {
  text(name: string): string {
    return this.getAttribute(name) ?? '';
  }
}

const texts = (): ConsoleKeys | null => document.querySelector<ConsoleKeys>('console-keys');

/** Sends the form in which somebody writes. */
function send(target: EventTarget | null): void {
  const form = target instanceof Element ? target.closest('form') : null;
  const button =
    form?.querySelector<HTMLElement>('[data-key~=send]') ??
    form?.querySelector<HTMLElement>('button:not([type=button], [formaction])');
  if (button) form?.requestSubmit(button);
}

/** Leaves a field, or closes the menu in which it is. Of several with one name, one stays open: they are like tabs. */
function leave(target: EventTarget | null): void {
  if (!(target instanceof HTMLElement)) return;
  const menu = target.closest('details[open]:not([name])');
  if (menu instanceof HTMLDetailsElement) {
    menu.open = false;
    menu.querySelector('summary')?.focus();
  } else target.blur();
}

function palette(typed = ''): void {
  const part = texts();
  if (part === null) return;
  const [words, nothing] = [part.text('palette'), part.text('nothing')];
  const addresses = { number: part.text('number'), search: `${part.text('queue')}?q=` };
  openPalette(
    { palette: words, ticket: part.text('ticket'), find: part.text('find'), nothing, ...addresses },
    visit,
    typed,
  );
}

function help(): void {
  const part = texts();
  if (part !== null) void openHelp(part.text('help'), part.text('close'));
}

/** What the script does by itself. */
const OWN: Readonly<Record<string, (target: EventTarget | null) => void>> = {
  'next-row': () => moveRow(1),
  'previous-row': () => moveRow(-1),
  open: openRow,
  select: toggleRow,
  'select-range': () => selectRange(),
  'select-all': () => selectAll(true),
  'select-none': () => selectAll(false),
  send,
  leave,
  palette: () => palette(),
  help,
};

/** Whether the element with the focus needs the key itself: Enter presses a button, arrows choose and scroll. */
function isNeeded(press: string, target: EventTarget | null): boolean {
  if (press === 'Enter') {
    // In a form, Enter on the box of a row would send it.
    const isBox = target instanceof HTMLInputElement && focusedRow() !== undefined;
    return !isBox && target !== document.body;
  }
  return press.startsWith('Arrow') && focusedRow() === undefined;
}

const isEmpty = (target: EventTarget | null): boolean => target instanceof HTMLTextAreaElement && target.value === '';

/** Does what a command is for. @returns whether it did anything that the browser must not do as well */
function run({ name, group, byScript, to }: KeyCommand, press: string, target: EventTarget | null): boolean {
  // In a field, Ctrl+Z takes back what was typed. After sending, the focus is in the same field, and nothing is in it.
  if (name === 'undo' && isTyping(target) && !isEmpty(target)) return false;
  const act = byScript && OWN[name];
  if (act) {
    if (isNeeded(press, target) || (group === 'list' && document.querySelector('[data-row]') === null)) return false;
    act(target);
    return name !== 'leave';
  }
  const unselect = group === 'ticket' ? selectFocused() : undefined;
  const element = commandNamed(name);
  if (element !== undefined) {
    use(element);
    return true;
  }
  unselect?.();
  const part = texts();
  if (to === undefined || part === null) return false;
  visit(part.text('queue') + to);
  return true;
}

const isSequence = (press: string): boolean => press.includes(' ');

/** The first key of a sequence, or the only one. Letters count in either case. */
const firstOf = (press: string): string => press.replace(/ .*/, '').toLowerCase();

/** Every key of this page: those of all pages, and those that this one gives to its own commands. */
function keysOfPage(act: (command: KeyCommand, press: string) => void): Record<string, () => void> {
  const own = commandsOnPage().flatMap(({ dataset }): KeyCommand[] => {
    const [press, name] = [dataset.keys?.trim(), dataset.key?.split(' ')[0]];
    return press && name ? [{ name, keys: [press], group: 'ticket' }] : [];
  });
  const all = [...KEY_COMMANDS, ...own].flatMap((command) => command.keys.map((press) => ({ command, press })));
  // The second of two keys often has a meaning of its own, and the first match counts.
  all.sort((one, other) => Number(isSequence(other.press)) - Number(isSequence(one.press)));
  const beginnings = new Set(all.flatMap(({ press }) => (isSequence(press) ? [firstOf(press)] : [])));
  const found: Record<string, () => void> = {};
  for (const { command, press } of all) {
    // With a macro on `g`, none of the sequences that begin with it could be typed.
    if (isSequence(press) || !beginnings.has(firstOf(press))) found[press] ??= () => act(command, press);
  }
  return found;
}

/** Whether a press can mean a command where it happened. Without Ctrl, it means letters in fields. */
function mayAct(meant: KeyboardEvent, target: EventTarget | null): boolean {
  if (isBehindDialog() || /^(Shift|Control|Alt|AltGraph|Meta)$/.test(meant.key)) return false;
  if (meant.ctrlKey || meant.metaKey || meant.key === 'Escape') return true;
  return areKeysOn() && !isTyping(target);
}

/** Lets the keys act. */
export function watchKeys(): void {
  // Holds which keys of a sequence were pressed. It is made again after each command, because the page has changed then.
  let handler: EventListener | undefined;
  let pressed: KeyboardEvent | undefined;
  let pressedAt = 0;
  const act = (command: KeyCommand, press: string): void => {
    // tinykeys goes on to the other matches of the same press.
    if (handler === undefined) return;
    handler = undefined;
    if (pressed && run(command, press, pressed.target)) pressed.preventDefault();
  };
  // What is typed into the palette must not become commands because another page has arrived.
  let typed: string | undefined;
  onTurbo('before-render', document, () => {
    typed = document.querySelector<HTMLInputElement>('dialog.palette input')?.value;
  });
  onTurbo('render', document, () => {
    if (typed !== undefined) palette(typed);
  });
  document.addEventListener('keydown', (event) => {
    if (event.defaultPrevented || event.isComposing) return;
    if (event.repeat && !/^(j|k|Arrow.*)$/.test(event.key)) return;
    const meant = meantPress(event);
    if (!mayAct(meant, event.target)) return;
    // A page that arrives between two keys must not make a command of the second.
    if (event.timeStamp > pressedAt + SEQUENCE_MS) handler = undefined;
    pressedAt = event.timeStamp;
    handler ??= createKeybindingsHandler(keysOfPage(act), { timeout: SEQUENCE_MS });
    pressed = event;
    handler(meant);
  });
}
