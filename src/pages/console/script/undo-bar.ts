import { visit } from '@hotwired/turbo';

/** The server looks for what is due twice a second. */
const SENT_AFTER_MS = 1_500;

/**
 * `<undo-bar left counting sending>`: counts down the seconds until a reply is sent, and then shows the page as it is by
 * then, unless that would disturb somebody who is writing. `{seconds}` in a text becomes their number.
 */
export class UndoBar extends HTMLElement {
  private timer: number | undefined;

  connectedCallback(): void {
    const until = Date.now() + Number(this.getAttribute('left')) * 1000;
    this.timer = window.setInterval(() => this.count(until), 250);
  }

  disconnectedCallback(): void {
    clearInterval(this.timer);
  }

  private count(until: number): void {
    const left = Math.ceil((until - Date.now()) / 1000);
    const text = this.getAttribute(left > 0 ? 'counting' : 'sending') ?? '';
    const place = this.querySelector('[role=status]');
    const shown = text.replace('{seconds}', String(left));
    if (place !== null && place.textContent !== shown) place.textContent = shown;
    if (Date.now() < until + SENT_AFTER_MS) return;
    clearInterval(this.timer);
    if (!isWriting()) visit(location.href, { action: 'replace' });
  }
}

const isWriting = (): boolean =>
  [...document.querySelectorAll('textarea')].some(({ value, defaultValue }) => value !== defaultValue);
