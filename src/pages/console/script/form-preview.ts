/** How long somebody must have stopped typing. */
const PAUSE_MS = 600;

/**
 * `<form-preview>` in a form, around the button named `preview`: asks for what the button leads to while somebody
 * types, and shows it in its place. Without a script, the button shows the page with it.
 */
export class FormPreview extends HTMLElement {
  private waiting = 0;
  private asked = 0;

  connectedCallback(): void {
    const form = this.closest('form');
    if (form === null) return;
    form.addEventListener('input', () => {
      clearTimeout(this.waiting);
      this.waiting = window.setTimeout(() => void this.show(form), PAUSE_MS);
    });
    this.addEventListener('click', (event) => {
      if (!(event.target instanceof Element) || event.target.closest('[name=preview]') === null) return;
      event.preventDefault();
      void this.show(form);
    });
  }

  disconnectedCallback(): void {
    clearTimeout(this.waiting);
  }

  private async show(form: HTMLFormElement): Promise<void> {
    this.asked += 1;
    const { asked } = this;
    const body = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') body.append(name, value);
    body.set('preview', '1');
    const answer = await fetch(form.action, { method: 'POST', body, redirect: 'manual' }).catch(() => undefined);
    const page = new DOMParser().parseFromString((await answer?.text()) ?? '', 'text/html');
    // What was typed meanwhile is asked for already.
    if (asked !== this.asked) return;
    const shown = page.querySelector('form-preview > output') ?? undefined;
    const problem = page.querySelector('main > .problem') ?? undefined;
    const place = this.querySelector('output');
    if (place !== null && (problem ?? shown) !== undefined)
      place.replaceChildren(...(problem ? [problem] : (shown?.childNodes ?? [])));
  }
}
