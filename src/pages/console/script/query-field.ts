interface Suggestion {
  query: string;
  text: string;
  name: string;
}

/** How long to wait for the next letter. */
const PAUSE_MS = 120;

/**
 * Completes the query in a field while somebody types, as a combobox whose list opens below. Arrows move, Enter or Tab take
 * a suggestion, Escape closes. Without a chosen suggestion, Enter sends the form.
 */
export class QueryField extends HTMLElement {
  private list: HTMLUListElement | undefined;
  private chosen = -1;
  private shown: Suggestion[] = [];
  private timer: number | undefined;
  private asking: AbortController | undefined;

  connectedCallback(): void {
    const input = this.querySelector('input');
    if (input === null || this.list !== undefined) return;
    const list = document.createElement('ul');
    list.id = `${input.id}-list`;
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', this.dataset.list ?? '');
    this.append(list);
    this.list = list;
    for (const [name, value] of Object.entries({
      ...{ role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id },
    }))
      input.setAttribute(name, value);
    input.addEventListener('input', () => this.later(input));
    input.addEventListener('keydown', (event) => this.press(input, event));
    input.addEventListener('blur', () => this.close(input));
    // Pressing the mouse would take the focus away before the click arrives.
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => {
      const item = event.target instanceof Element ? event.target.closest('li') : null;
      if (item !== null) this.take(input, [...list.children].indexOf(item));
    });
  }

  disconnectedCallback(): void {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  private later(input: HTMLInputElement): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.ask(input), PAUSE_MS);
  }

  private async ask(input: HTMLInputElement): Promise<void> {
    this.asking?.abort();
    this.asking = new AbortController();
    const { signal } = this.asking;
    const typed = input.value.slice(0, input.selectionStart ?? input.value.length);
    try {
      const response = await fetch(`${this.dataset.complete}?query=${encodeURIComponent(typed)}`, {
        ...{ signal, redirect: 'error' as const },
      });
      if (!response.ok) return this.close(input);
      const { suggestion } = (await response.json()) as { suggestion: Suggestion[] };
      if (!signal.aborted) this.show(input, typed, suggestion);
    } catch {
      // The person types on, is signed out, or the connection is gone: nobody waits for suggestions.
      if (!signal.aborted) this.close(input);
    }
  }

  private show(input: HTMLInputElement, typed: string, suggestions: Suggestion[]): void {
    const { list } = this;
    if (list === undefined || document.activeElement !== input) return;
    this.shown = suggestions.filter(({ query }) => query !== typed);
    this.chosen = -1;
    list.replaceChildren(
      ...this.shown.map(({ text, name }, at) => {
        const item = document.createElement('li');
        item.id = `${list.id}-${at}`;
        item.setAttribute('role', 'option');
        item.setAttribute('aria-selected', 'false');
        const words = document.createElement('bdi');
        words.textContent = text;
        item.append(words);
        if (name !== '')
          item.append(Object.assign(document.createElement('small'), { textContent: name, dir: 'auto' }));
        return item;
      }),
    );
    list.hidden = this.shown.length === 0;
    input.setAttribute('aria-expanded', String(!list.hidden));
    input.removeAttribute('aria-activedescendant');
  }

  private press(input: HTMLInputElement, event: KeyboardEvent): void {
    const isOpen = this.list?.hidden === false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && !isOpen && event.key === 'ArrowDown') {
      void this.ask(input);
      event.preventDefault();
    } else if (step !== undefined && isOpen) {
      this.choose(input, step);
      event.preventDefault();
    } else if (event.key === 'Escape' && isOpen) {
      this.close(input);
      event.preventDefault();
      event.stopPropagation();
    } else if ((event.key === 'Enter' || (event.key === 'Tab' && !event.shiftKey)) && isOpen && this.chosen >= 0) {
      this.take(input, this.chosen);
      event.preventDefault();
    }
  }

  private choose(input: HTMLInputElement, step: number): void {
    const count = this.shown.length;
    this.chosen = this.chosen < 0 && step < 0 ? count - 1 : (this.chosen + step + count) % count;
    [...(this.list?.children ?? [])].forEach((item, at) => {
      item.setAttribute('aria-selected', String(at === this.chosen));
      if (at === this.chosen) {
        input.setAttribute('aria-activedescendant', item.id);
        item.scrollIntoView({ block: 'nearest' });
      }
    });
  }

  private take(input: HTMLInputElement, at: number): void {
    const suggestion = this.shown[at];
    if (suggestion === undefined) return;
    const rest = input.value.slice(input.selectionStart ?? input.value.length);
    const isKey = suggestion.text.endsWith(':');
    const start = isKey || rest.startsWith(' ') ? suggestion.query : `${suggestion.query} `;
    input.value = start + rest;
    input.setSelectionRange(start.length, start.length);
    this.close(input);
    if (isKey) void this.ask(input);
  }

  private close(input: HTMLInputElement): void {
    clearTimeout(this.timer);
    this.asking?.abort();
    if (this.list !== undefined) this.list.hidden = true;
    this.chosen = -1;
    input.setAttribute('aria-expanded', 'false');
    input.removeAttribute('aria-activedescendant');
  }
}
