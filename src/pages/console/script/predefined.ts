/** A key that is being written: after a slash at the beginning of a word. */
const WRITTEN = /(?:^|\s)\/([\p{L}\p{N}][\p{L}\p{N}._-]{0,31})$/u;

const WAIT_MS = 150;

/**
 * `<text-picker for from label none>` around a link to the predefined replies. The link opens a list with a field to
 * search, and so does writing `/` and the beginning of a key in the message. What is chosen goes where the cursor is.
 */
export class TextPicker extends HTMLElement {
  private readonly list = document.createElement('ul');
  private readonly box = document.createElement('div');
  private readonly search = document.createElement('input');
  private active = 0;
  private asked = 0;
  private waiting: ReturnType<typeof setTimeout> | undefined;
  /** The part of the message that is replaced. */
  private range: [start: number, end: number] = [0, 0];

  connectedCallback(): void {
    const message = this.message();
    if (message === undefined || this.box.isConnected) return;
    this.box.className = 'picker';
    this.box.hidden = true;
    const name = this.getAttribute('label') ?? '';
    Object.assign(this.search, { type: 'search', autocomplete: 'off', placeholder: name });
    this.search.setAttribute('aria-label', name);
    this.list.id = `${this.getAttribute('for')}-texts`;
    this.list.setAttribute('role', 'listbox');
    this.list.setAttribute('aria-label', name);
    this.box.append(this.search, this.list);
    this.append(this.box);
    for (const field of [this.search, message]) {
      field.setAttribute('aria-controls', this.list.id);
      field.addEventListener('keydown', this.onKey);
    }
    this.querySelector('[data-pick]')?.addEventListener('click', (event) => {
      event.preventDefault();
      this.range = [message.selectionStart, message.selectionEnd];
      this.search.hidden = false;
      this.search.value = '';
      this.list.replaceChildren();
      // What is hidden takes no focus.
      this.box.hidden = false;
      this.search.focus();
      this.find('');
    });
    this.search.addEventListener('input', () => this.find(this.search.value));
    message.addEventListener('input', this.onWritten);
    message.addEventListener('blur', this.onBlur);
    // A click on an option must not take the focus away first.
    this.list.addEventListener('mousedown', (event) => event.preventDefault());
    this.list.addEventListener('click', (event) => {
      const option = event.target instanceof Element ? event.target.closest('[role=option]') : null;
      if (option !== null) this.choose(option);
    });
  }

  disconnectedCallback(): void {
    clearTimeout(this.waiting);
    const message = this.message();
    message?.removeEventListener('keydown', this.onKey);
    message?.removeEventListener('input', this.onWritten);
    message?.removeEventListener('blur', this.onBlur);
    this.box.remove();
  }

  private message(): HTMLTextAreaElement | undefined {
    const found = document.getElementById(this.getAttribute('for') ?? '');
    return found instanceof HTMLTextAreaElement ? found : undefined;
  }

  private readonly onBlur = (): void => {
    if (this.search.hidden) this.close();
  };

  private readonly onWritten = (): void => {
    const message = this.message();
    if (message === undefined) return;
    const end = message.selectionEnd;
    const key = WRITTEN.exec(message.value.slice(0, end))?.[1];
    if (key === undefined) this.close();
    else {
      this.range = [end - key.length - 1, end];
      this.search.hidden = true;
      this.find(key);
    }
  };

  private readonly onKey = (event: Event): void => {
    if (!(event instanceof KeyboardEvent) || this.box.hidden || event.isComposing) return;
    const options = this.options();
    const { key } = event;
    if (key === 'Escape') this.close('back');
    else if (key === 'ArrowDown' || key === 'ArrowUp') {
      this.mark((this.active + (key === 'ArrowDown' ? 1 : -1) + options.length) % Math.max(options.length, 1));
    } else if ((key === 'Enter' || key === 'Tab') && !event.ctrlKey && !event.metaKey && options[this.active]) {
      this.choose(options[this.active] as Element);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };

  private options(): Element[] {
    return [...this.list.querySelectorAll('[role=option]')];
  }

  private find(words: string): void {
    clearTimeout(this.waiting);
    const question = ++this.asked;
    this.waiting = setTimeout(() => void this.ask(words, question), WAIT_MS);
  }

  private async ask(words: string, question: number): Promise<void> {
    const query = new URLSearchParams({ q: words, part: '1' });
    const answer = await fetch(`${this.getAttribute('from')}?${query.toString()}`, { redirect: 'manual' }).catch(
      () => undefined,
    );
    const part = answer?.ok ? await answer.text() : '';
    // Something else was asked, or the list was closed, meanwhile.
    if (question !== this.asked) return;
    const { body } = new DOMParser().parseFromString(part, 'text/html');
    this.list.replaceChildren(...body.children);
    const isFound = this.options().length > 0;
    // Most words after a slash are no keys.
    if (!isFound && this.search.hidden) return this.close();
    if (!isFound) this.list.textContent = this.getAttribute('none');
    this.box.hidden = false;
    this.mark(0);
  }

  private mark(active: number): void {
    this.active = active;
    const options = this.options();
    for (const [at, option] of options.entries()) option.setAttribute('aria-selected', String(at === active));
    const id = options[active]?.id ?? '';
    for (const field of [this.search, this.message()]) field?.setAttribute('aria-activedescendant', id);
    options[active]?.scrollIntoView({ block: 'nearest' });
  }

  private choose(option: Element): void {
    const message = this.message();
    const text = option.getAttribute('data-text') ?? '';
    this.close('back');
    if (message === undefined) return;
    message.setRangeText(text, ...this.range, 'end');
    message.dispatchEvent(new Event('input', { bubbles: true }));
  }

  private close(focus?: 'back'): void {
    clearTimeout(this.waiting);
    this.asked++;
    this.box.hidden = true;
    for (const field of [this.search, this.message()]) field?.removeAttribute('aria-activedescendant');
    if (focus === 'back') this.message()?.focus();
  }
}
