import type { News } from './live/news';
import { forgetPeople, showPeople, showPeopleAgain, tellPresence } from './live/people';
import { refreshWithin, watchRefreshes } from './live/refresh';
import { shareStream } from './live/shared';
import { source } from './live/source';

/** A page of a ticket is shown by few, who wait for it. */
const TICKET_WITHIN_MS = 250;
/** A list is shown by everybody. */
const LIST_WITHIN_MS = 1_000;
/** Tickets that are not on the page may change its counts, and its order. */
const COUNTS_WITHIN_MS = 3_000;

/** Keeps the pages of the console up to date, and tells others who is where. Call it once. */
export function startLive(): void {
  watchRefreshes();
  tellPresence();
  for (const name of ['hatchdesk:refreshed', 'turbo:load']) document.addEventListener(name, showPeopleAgain);
  const begin = (): boolean => {
    const from = source();
    if (from === undefined) return false;
    shareStream(from.events, hasEnded, act);
    return true;
  };
  // Nobody is signed in on the first page that some see.
  if (begin()) return;
  const later = () => begin() && document.removeEventListener('turbo:load', later);
  document.addEventListener('turbo:load', later);
}

/** Whether the session has ended: pages then lead to the sign-in. */
async function hasEnded(): Promise<boolean> {
  const from = source();
  if (from === undefined) return true;
  const { type, status } = await fetch(from.to, { redirect: 'manual', cache: 'no-store' });
  return type === 'opaqueredirect' || status === 401 || status === 403;
}

function act(news: News): void {
  if (news.kind === 'presence') showPeople(news.tickets, news.all);
  else if (news.kind === 'connection') showConnection(news.state);
  else if (news.kind === 'reset') refreshWithin(LIST_WITHIN_MS);
  else refreshFor(news);
}

function refreshFor({ tickets, counts }: Extract<News, { kind: 'changed' }>): void {
  const shown = document.querySelector<HTMLElement>('[data-live-ticket]')?.dataset.liveTicket;
  if (shown !== undefined) {
    if (tickets.includes(Number(shown))) refreshWithin(TICKET_WITHIN_MS);
    return;
  }
  const list = document.querySelector('[data-live-queue]');
  if (list === null) return;
  const isListed = tickets.some((id) => list.querySelector(`[data-ticket="${id}"], [data-row="${id}"]`) !== null);
  if (isListed) refreshWithin(LIST_WITHIN_MS);
  else if (counts) refreshWithin(COUNTS_WITHIN_MS);
}

function showConnection(state: 'open' | 'lost' | 'ended'): void {
  const from = source();
  if (from === undefined) return;
  if (state !== 'open') forgetPeople();
  const text = state === 'open' ? '' : from[state];
  if (from.box.textContent !== text) from.box.textContent = text;
}
