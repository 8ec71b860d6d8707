import { morphElements } from '@hotwired/turbo';
import { onTurbo } from '../../../script/events';
import { keepRows } from '../rows';

/** The least time between two refreshes of a page. */
const LEAST_PAUSE_MS = 1_000;
/** So many times as long as a refresh took, the page rests after it: a slow server must not be kept busy by this. */
const REST = 5;

/** What is shown under way must be finished first. */
let isBusy = false;
let isWanted = false;
let isRunning = false;
let timer: number | undefined;
let notBefore = 0;

/** Brings the page up to date after at most this time: a random part of it, so that browsers don't all ask at once. */
export function refreshWithin(mostMs: number): void {
  isWanted = true;
  if (document.hidden || timer !== undefined) return;
  timer = window.setTimeout(run, Math.max(notBefore - performance.now(), 0) + Math.random() * mostMs);
}

/** Keeps pages up to date that were hidden when something changed. Call it once. */
export function watchRefreshes(): void {
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden && isWanted) refreshWithin(0);
  });
  onTurbo('submit-start', document, () => {
    isBusy = true;
  });
  onTurbo('submit-end', document, () => {
    isBusy = false;
  });
  // Another page has everything new already.
  onTurbo('load', document, () => {
    isWanted = false;
  });
}

async function run(): Promise<void> {
  timer = undefined;
  if (document.hidden || isRunning) return;
  if (isBusy) return refreshWithin(LEAST_PAUSE_MS);
  isWanted = false;
  isRunning = true;
  const began = performance.now();
  try {
    await refresh();
  } catch {
    // The stream says that the connection is lost, and afterwards that everything may have changed.
  }
  isRunning = false;
  const ended = performance.now();
  notBefore = ended + Math.max(LEAST_PAUSE_MS, REST * (ended - began));
  if (isWanted) refreshWithin(0);
}

/** Loads the page once more, and changes what differs in its marked parts. Without any, all of it may change. */
async function refresh(): Promise<void> {
  const address = location.href;
  const marked = partsOf(document);
  const [parts, find] = marked.size > 0 ? [marked, partsOf] : [contentOf(document), contentOf];
  const headers = { Accept: 'text/html', 'X-Hatchdesk-Live': '1' };
  const response = await fetch(address, { headers, cache: 'no-store' });
  const text = await response.text();
  // The answer may be the sign-in, or the page another one by now.
  if (!response.ok || response.redirected || location.href !== address) return;
  keepRows();
  const fresh = find(new DOMParser().parseFromString(text, 'text/html'));
  for (const [name, part] of parts) {
    const next = fresh.get(name);
    if (next !== undefined && part.isConnected) {
      morphElements(part, next, { callbacks: { beforeNodeMorphed: (node) => !isOfThePerson(node) } });
    }
  }
  document.dispatchEvent(new CustomEvent('hatchdesk:refreshed'));
}

type Parts = ReadonlyMap<string, HTMLElement>;

const partsOf = (page: Document): Parts =>
  new Map(Array.from(page.querySelectorAll<HTMLElement>('[data-live]'), (part) => [part.dataset.live ?? '', part]));

const contentOf = (page: Document): Parts =>
  new Map(Array.from(page.querySelectorAll<HTMLElement>('#content'), (part) => ['', part]));

/** What somebody is in must stay as it is, even before they change it. `keeping.ts` keeps what they have changed. */
const isOfThePerson = (node: Node): boolean =>
  node instanceof HTMLElement &&
  (node.hasAttribute('data-live-keep') || node.isContentEditable || (node === document.activeElement && isField(node)));

const isField = (node: Element): boolean =>
  node instanceof HTMLInputElement || node instanceof HTMLTextAreaElement || node instanceof HTMLSelectElement;
