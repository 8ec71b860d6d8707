import { initialsOf, labelOf, type PersonHere, sentenceOf } from '../../presence-words';
import { type Source, source } from './source';

/** How often a page that somebody looks at says so. The server forgets it after 45 seconds. */
const SAY_EVERY_MS = 20_000;
/** The same while somebody types, after 12 seconds. */
const TYPING_EVERY_MS = 6_000;
/** How long after the last letter somebody is writing. */
const STILL_TYPING_MS = 8_000;
/** How soon a page says again what the server does not know. */
const CORRECT_AFTER_MS = 500;

/** The forms to answer a ticket and to add notes. */
const WRITING = '[data-live-ticket] form[data-kind]';

type State = 'viewing' | 'typing' | 'away';

/** The ticket that others were told of last, and what they were told. */
let told: { ticket: string; state: State; at: number } | undefined;
let typedAt = Number.NEGATIVE_INFINITY;
let stillTyping: number | undefined;

/** The ticket that the page is about. */
const ticketHere = (): string | undefined =>
  document.querySelector<HTMLElement>('[data-live-ticket]')?.dataset.liveTicket;

const isTyping = (): boolean => performance.now() < typedAt + STILL_TYPING_MS;

/** Tells the others, also when the page is about to go. */
function say(ticket: string, state: State): void {
  const from = source();
  if (from === undefined) return;
  told = state === 'away' ? undefined : { ticket, state, at: performance.now() };
  const body = new URLSearchParams({ proof: from.proof, tickets: `${ticket}:${state}` });
  fetch(from.to, { method: 'POST', body, keepalive: true }).catch(() => {});
}

/** Says what is new about this page, or nothing if others know it. */
function sayIfNew(): void {
  const ticket = ticketHere();
  if (told !== undefined && told.ticket !== ticket) say(told.ticket, 'away');
  if (ticket === undefined || document.hidden) return;
  const state = isTyping() ? 'typing' : 'viewing';
  const every = state === 'typing' ? TYPING_EVERY_MS : SAY_EVERY_MS;
  // A quarter less, because the timer that leads here is not exact.
  if (told?.state === state && performance.now() < told.at + 0.75 * every) return;
  say(ticket, state);
}

/** Tells others which ticket this page shows, and whether somebody writes in it. Call it once. */
export function tellPresence(): void {
  document.addEventListener('input', ({ target, isTrusted }) => {
    if (!isTrusted || !(target instanceof Element) || target.closest(WRITING) === null) return;
    typedAt = performance.now();
    clearTimeout(stillTyping);
    stillTyping = window.setTimeout(sayIfNew, STILL_TYPING_MS + 100);
    sayIfNew();
  });
  // What was written is sent: the page that follows is only looked at.
  document.addEventListener('submit', ({ target }) => {
    if (target instanceof Element && target.matches(WRITING)) typedAt = Number.NEGATIVE_INFINITY;
  });
  document.addEventListener('visibilitychange', sayIfNew);
  document.addEventListener('turbo:load', sayIfNew);
  window.addEventListener('pagehide', () => told !== undefined && say(told.ticket, 'away'));
  window.addEventListener('pageshow', ({ persisted }) => persisted && sayIfNew());
  window.setInterval(sayIfNew, SAY_EVERY_MS);
  // Turbo may have said already that the page is loaded.
  sayIfNew();
}

/** Who is where, as far as the stream has said so. */
let known: { tickets: Record<string, PersonHere[]>; isAll: boolean } = { tickets: {}, isAll: false };

/** Notes who is at some tickets, and shows it. @param isAll whether nobody is at any other */
export function showPeople(tickets: Record<string, PersonHere[]>, isAll: boolean): void {
  known = isAll ? { tickets, isAll } : { ...known, tickets: { ...known.tickets, ...tickets } };
  const from = source();
  if (from === undefined) return;
  render(from, tickets, isAll);
  correct(from, tickets, isAll);
}

/** Shows on a page that was loaded meanwhile what the stream said before it came. */
export function showPeopleAgain(): void {
  const from = source();
  if (from !== undefined) render(from, known.tickets, known.isAll);
}

/** Without the stream, pages know better. */
export function forgetPeople(): void {
  known = { tickets: {}, isAll: false };
}

/** Shows who is where, in lists and on the page of a ticket. */
function render(from: Source, tickets: Record<string, PersonHere[]>, isAll: boolean): void {
  const others = (ticket = '') => (tickets[ticket] ?? []).filter(({ id }) => id !== from.staff);
  const isNamed = (ticket = '') => isAll || tickets[ticket] !== undefined;
  for (const cell of document.querySelectorAll<HTMLElement>('[data-presence]')) {
    const { presence } = cell.dataset;
    if (isNamed(presence)) cell.replaceChildren(...others(presence).map((person) => chip(from, person)));
  }
  for (const sentence of document.querySelectorAll<HTMLElement>('[data-presence-sentence]')) {
    const { presenceSentence } = sentence.dataset;
    const text = sentenceOf(from, others(presenceSentence));
    // Screen readers would say the same again.
    if (isNamed(presenceSentence) && sentence.textContent !== text) sentence.textContent = text;
  }
}

/** The same as `presenceOf` renders on the server. */
function chip(words: Source, person: PersonHere): HTMLElement {
  const made = document.createElement('span');
  made.className = 'person';
  made.setAttribute('role', 'img');
  made.dataset.state = person.state;
  made.setAttribute('aria-label', labelOf(words, person));
  made.title = labelOf(words, person);
  made.textContent = initialsOf(person.name);
  return made;
}

let correction: number | undefined;

/** Another page of the same person may have left the ticket, but this one is still there. */
function correct({ staff }: Source, tickets: Record<string, PersonHere[]>, isAll: boolean): void {
  const ticket = ticketHere();
  if (ticket === undefined || (!isAll && tickets[ticket] === undefined)) return;
  clearTimeout(correction);
  if (tickets[ticket]?.some(({ id }) => id === staff)) return;
  // Not at once: what this page has just said may only be on its way.
  correction = window.setTimeout(() => {
    told = undefined;
    sayIfNew();
  }, CORRECT_AFTER_MS);
}
