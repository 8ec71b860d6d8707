/** The row that had the focus last, by its ticket. It comes back when the queue is shown again. */
const LAST_ROW = 'hatchdesk-row';

const rows = (): HTMLElement[] =>
  [...document.querySelectorAll<HTMLElement>('[data-row]')].filter((row) => row.getClientRects().length > 0);

const boxOf = (row: HTMLElement): HTMLInputElement | null =>
  row.querySelector<HTMLInputElement>('input[type=checkbox]');

const linkOf = (row: HTMLElement): HTMLElement | null =>
  row.querySelector<HTMLElement>('[data-key~=open]') ?? row.querySelector<HTMLElement>('a[href]');

const rowNamed = (name: string | null): HTMLElement | undefined =>
  rows().find(({ dataset }) => dataset.ticket === name);

/** The storage may be switched off. Then the queue begins at its top. */
function lastRow(): string | null {
  try {
    return sessionStorage.getItem(LAST_ROW);
  } catch {
    return null;
  }
}

function remember(row: HTMLElement): void {
  try {
    sessionStorage.setItem(LAST_ROW, row.dataset.ticket ?? '');
  } catch {}
}

const rowWith = (element: Element | null): HTMLElement | undefined =>
  element?.closest<HTMLElement>('[data-row]') ?? undefined;

/** The row in which the focus is; undefined if it is elsewhere. */
export const focusedRow = (): HTMLElement | undefined => rowWith(document.activeElement);

/** The row that keys act on: the one with the focus, or else the last one that had it. */
const currentRow = (): HTMLElement | undefined => focusedRow() ?? rowNamed(lastRow());

function focusRow(row: HTMLElement | undefined): void {
  if (row === undefined) return;
  (linkOf(row) ?? row).focus({ preventScroll: true });
  row.scrollIntoView({ block: 'nearest' });
  remember(row);
}

/** Moves the focus to the next row, or the one before. The first move goes to the row that had it last. */
export function moveRow(step: 1 | -1): void {
  const all = rows();
  const focused = focusedRow();
  focusRow(focused === undefined ? (currentRow() ?? all[0]) : all[all.indexOf(focused) + step]);
}

/** Opens the row that keys act on. */
export function openRow(): void {
  const row = currentRow();
  if (row === undefined) return;
  remember(row);
  linkOf(row)?.click();
}

/** Where a range of selected rows begins. */
let firstOfRange: string | undefined;

function check(row: HTMLElement, isChecked: boolean): void {
  const box = boxOf(row);
  if (box === null || box.checked === isChecked || box.disabled) return;
  box.checked = isChecked;
  box.dispatchEvent(new Event('input', { bubbles: true }));
  box.dispatchEvent(new Event('change', { bubbles: true }));
}

const isChecked = (row: HTMLElement): boolean => boxOf(row)?.checked === true;

/** Selects the row that keys act on, or no longer. */
export function toggleRow(): void {
  const row = currentRow();
  if (row === undefined) return;
  if (focusedRow() === undefined) focusRow(row);
  check(row, !isChecked(row));
  firstOfRange = row.dataset.ticket;
}

/** Selects all rows from the one that was selected last up to this one. */
export function selectRange(row = currentRow()): void {
  if (row === undefined) return;
  const all = rows();
  const [from, to] = [all.findIndex(({ dataset }) => dataset.ticket === firstOfRange), all.indexOf(row)];
  const [first, last] = from === -1 ? [to, to] : [Math.min(from, to), Math.max(from, to)];
  for (const one of all.slice(first, last + 1)) check(one, true);
  firstOfRange = row.dataset.ticket;
}

/** The box above the list that selects all rows. */
const boxOfAll = (): HTMLInputElement | null => document.querySelector('input[type=checkbox][data-key~=select-all]');

export function selectAll(areSelected: boolean): void {
  for (const row of rows()) check(row, areSelected);
}

/**
 * Selects the row with the focus if none is selected, so that a key for selected rows acts on it.
 *
 * @returns undoes it; undefined if nothing was selected
 */
export function selectFocused(): (() => void) | undefined {
  const row = focusedRow();
  if (row === undefined || rows().some(isChecked)) return undefined;
  check(row, true);
  return () => check(row, false);
}

/** Shows how many rows are selected, wherever the page wants to. */
function countSelected(): void {
  const count = String(rows().filter(isChecked).length);
  for (const place of document.querySelectorAll('[data-selected-count]')) {
    if (place.textContent !== count) place.textContent = count;
  }
  const box = boxOfAll();
  if (box !== null) box.checked = rows().length > 0 && rows().every(isChecked);
}

/** Where in the list a row is. */
interface Place {
  name: string;
  index: number;
}

const placeOf = (row: HTMLElement | undefined): Place | undefined =>
  row && { name: row.dataset.ticket ?? '', index: rows().indexOf(row) };

/** The row that has the focus, or had it when its element went; undefined while the focus is elsewhere. */
let lastFocused: Place | undefined;

/** What is selected, while the page is changed in place. */
let selected = new Set<string>();

/** Remembers what is selected, before the page is changed in place. */
export function keepRows(): void {
  selected = new Set(
    rows()
      .filter(isChecked)
      .map(({ dataset }) => dataset.ticket ?? ''),
  );
}

/**
 * Restores the list after the page was changed in place: what was selected, and the focus if its row has gone. It then goes
 * to the row that took the place.
 */
export function restoreRows(): void {
  for (const row of rows()) if (selected.has(row.dataset.ticket ?? '')) check(row, true);
  selected = new Set();
  const isLost = document.activeElement === null || document.activeElement === document.body;
  if (lastFocused !== undefined && isLost) {
    const { name, index } = lastFocused;
    focusRow(rowNamed(name) ?? rows()[index] ?? rows().at(-1));
  }
  countSelected();
}

/** Puts the focus where it was when the queue was left. @returns whether it is there now */
export function returnToRow(): boolean {
  const row = rowNamed(lastRow());
  focusRow(row);
  countSelected();
  return row !== undefined;
}

/** Follows what people select with a mouse: Shift makes a range. */
export function watchRows(): void {
  document.addEventListener('click', (event) => {
    const row = event.target instanceof HTMLInputElement ? rowWith(event.target) : undefined;
    if (row === undefined || event.target !== boxOf(row)) return;
    if (event.shiftKey && isChecked(row)) selectRange(row);
    else firstOfRange = row.dataset.ticket;
  });
  document.addEventListener('change', ({ target }) => {
    if (target instanceof HTMLInputElement && target === boxOfAll()) selectAll(target.checked);
    if (target instanceof Element && target.closest('[data-row]') !== null) countSelected();
  });
  document.addEventListener('focusin', ({ target }) => {
    const row = target instanceof Element ? rowWith(target) : undefined;
    if (row !== undefined) remember(row);
    lastFocused = placeOf(row);
  });
}
