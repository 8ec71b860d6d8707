import { type Draft, findDraft, forgetDraft, keepDraft, onSentElsewhere, type Place } from './drafts';
import { empty } from './empty';
import { type FetchRequest, onTurbo, type SubmitEnd } from './events';

/** Kept on the server this long after the last key was pressed. */
const QUIET_MS = 2_000;
/** Sending a form waits this long for a draft that is being saved, lest it arrive after the reply. */
const PATIENCE_MS = 3_000;

/** Browsers refuse to keep more than 64 KB alive. */
const KEEPALIVE_BYTES = 60_000;

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isChoice = (field: Field): field is HTMLInputElement =>
  field instanceof HTMLInputElement && /^(checkbox|radio)$/.test(field.type);

/**
 * `<draft-keeper name place now saved to restored discard>` in a form: keeps what is written there in the browser, and
 * with `to` on the server. It is gone once the form was sent.
 *
 * - `name`: which form of which ticket
 * - `place`: `browser`, or `tab` for what the next person at this computer must not find
 * - `now`: the server's time, in milliseconds
 * - `saved`: when the server has kept the draft that it shows in the form; absent if it shows none
 * - `settled`: present if the form shows what was refused, which no draft may replace
 * - `to`: the address to which drafts are posted
 */
export class DraftKeeper extends HTMLElement {
  private form: HTMLFormElement | null = null;
  /** How far the server's clock is ahead of the browser's. */
  private ahead = 0;
  private timer: number | undefined;
  private saving: Promise<unknown> | undefined;
  /** Removes the listeners when the page goes. */
  private listening = new AbortController();
  private isSending = false;

  connectedCallback(): void {
    this.form = this.closest('form');
    const { form } = this;
    if (form === null) return;
    this.ahead = Number(this.getAttribute('now')) - Date.now();
    this.restore();
    this.listening = new AbortController();
    const { signal } = this.listening;
    form.addEventListener('input', () => this.keep(), { signal });
    onSentElsewhere(this.name, (sent) => this.keepOther(sent), { signal });
    document.addEventListener('visibilitychange', () => document.hidden && this.saveNow(), { signal });
    onTurbo<FetchRequest>('before-fetch-request', form, (event) => this.beforeSending(event), { signal });
    onTurbo<SubmitEnd>('submit-end', form, ({ detail }) => this.afterSending(detail), { signal });
  }

  disconnectedCallback(): void {
    this.saveNow();
    this.listening.abort();
  }

  private get name(): string {
    return this.getAttribute('name') ?? '';
  }

  private get place(): Place {
    return this.getAttribute('place') === 'tab' ? 'tab' : 'browser';
  }

  /** The fields that people fill in. Files and passwords are never kept. */
  private get fields(): Field[] {
    const kinds = 'textarea[name], select[name], input[name]:not([type=hidden], [type=password], [type=file])';
    return [...(this.form?.querySelectorAll<Field>(kinds) ?? [])];
  }

  private get values(): Draft['fields'] {
    const values: Draft['fields'] = {};
    for (const field of this.fields) {
      const { name } = field;
      if (isChoice(field) && !field.checked) continue;
      const chosen = field instanceof HTMLSelectElement ? [...field.selectedOptions] : [field];
      values[name] = [...(values[name] ?? []), ...chosen.map(({ value }) => value)];
    }
    return values;
  }

  private fill(values: Draft['fields']): void {
    for (const field of this.fields) {
      const kept = values[field.name] ?? [];
      if (isChoice(field)) field.checked = kept.includes(field.value);
      else if (field instanceof HTMLSelectElement) {
        for (const option of field.options) option.selected = kept.includes(option.value);
      } else field.value = kept[0] ?? field.value;
    }
  }

  /** Whether nothing is written, whatever is chosen. */
  private get isEmpty(): boolean {
    return this.fields.every(
      (field) => field instanceof HTMLSelectElement || isChoice(field) || field.value.trim() === '',
    );
  }

  private get message(): string {
    return this.form?.querySelector<HTMLTextAreaElement>('textarea[name=message]')?.value ?? '';
  }

  /** Shows the newer of the browser's draft and the server's, which is in the form already. */
  private restore(): void {
    if (this.hasAttribute('settled')) return;
    const draft = findDraft(this.place, this.name);
    const saved = Number(this.getAttribute('saved') ?? 0);
    if (draft !== undefined) {
      // The server had it and has it no more: it was sent, from here or elsewhere.
      const isSent = draft.isSaved && saved === 0;
      if (isSent || saved > draft.at) this.forget();
      else this.show(draft);
    }
    if (saved > 0 || findDraft(this.place, this.name) !== undefined) this.say('restored');
  }

  private show({ fields, key }: Draft): void {
    this.fill(fields);
    if (key === undefined) return;
    // It was sent and no answer came. With the same key, it arrives once if it is sent again.
    const input = this.form?.querySelector<HTMLInputElement>('input[name=key]');
    if (input) input.value = key;
  }

  private say(text: 'restored' | ''): void {
    const place = this.querySelector('[role=status]');
    if (place === null) return;
    place.textContent = text === '' ? '' : this.getAttribute(text);
    this.querySelector('button')?.remove();
    if (text === '') return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'second';
    button.textContent = this.getAttribute('discard');
    button.addEventListener('click', () => this.discard());
    this.append(button);
  }

  private discard(): void {
    if (this.form !== null) empty(this.form);
    this.forget();
    this.say('');
    void this.save('');
    this.form?.querySelector('textarea')?.focus();
  }

  private forget(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    forgetDraft(this.place, this.name);
  }

  private keep(): void {
    const before = findDraft(this.place, this.name);
    const draft = { at: Date.now() + this.ahead, fields: this.values, isSaved: false };
    if (this.isEmpty) forgetDraft(this.place, this.name);
    else keepDraft(this.place, this.name, before?.key === undefined ? draft : { ...draft, key: before.key });
    if (!this.hasAttribute('to')) return;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.saveNow(), QUIET_MS);
  }

  /** All tabs of a browser have one draft. What this one says besides would be gone with what another tab has sent. */
  private keepOther(sent: Draft): void {
    const isSame = JSON.stringify(sent.fields) === JSON.stringify(this.values);
    if (!this.isEmpty && !isSame && !this.isSending) this.keep();
  }

  private saveNow(): void {
    if (this.timer === undefined || this.isSending) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    void this.save(this.message);
  }

  /** Posts the draft to the server. If that fails, the browser still has it. */
  private async save(message: string): Promise<void> {
    const address = this.getAttribute('to');
    if (address === null || this.form === null) return;
    const body = new URLSearchParams({ message });
    for (const { name, value } of this.form.querySelectorAll<HTMLInputElement>('input[type=hidden]')) {
      if (name !== 'task' && name !== 'key') body.set(name, value);
    }
    // With keepalive, it arrives although the page goes, unless it is too large for that.
    const saving = fetch(address, {
      method: 'POST',
      body,
      keepalive: body.toString().length < KEEPALIVE_BYTES,
      redirect: 'manual',
    });
    // A redirect, which is not `ok`, leads somebody whose session has ended to the page to sign in.
    this.saving = saving.catch(() => undefined);
    const answer = await saving.catch(() => undefined);
    const draft = findDraft(this.place, this.name);
    if (answer?.ok && draft !== undefined && draft.fields.message?.[0] === message) {
      keepDraft(this.place, this.name, { ...draft, isSaved: true });
    }
  }

  private beforeSending(event: CustomEvent<FetchRequest>): void {
    this.isSending = true;
    clearTimeout(this.timer);
    const key = this.form?.querySelector<HTMLInputElement>('input[name=key]')?.value;
    const draft = { at: Date.now() + this.ahead, fields: this.values, isSaved: false };
    keepDraft(this.place, this.name, key === undefined ? draft : { ...draft, key });
    if (this.saving === undefined) return;
    event.preventDefault();
    const late = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
    void Promise.race([this.saving, late]).then(() => event.detail.resume());
  }

  private afterSending({ success, fetchResponse }: SubmitEnd): void {
    this.isSending = false;
    if (success === true) {
      this.forget();
      this.say('');
    } else if (fetchResponse?.clientError) {
      // It was refused, so it has not arrived.
      const draft = findDraft(this.place, this.name);
      if (draft !== undefined) keepDraft(this.place, this.name, { ...draft, key: undefined });
    }
  }
}
