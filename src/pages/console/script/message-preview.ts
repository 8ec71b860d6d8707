/**
 * `<message-preview to empty>` around a message and its button for the preview: the server says what the message will
 * look like, and it is shown below. Without a script, the button opens a page.
 */
export class MessagePreview extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('click', (event) => {
      const button = event.target instanceof Element ? event.target.closest('[data-preview]') : null;
      if (button === null) return;
      event.preventDefault();
      const shown = this.querySelector('output');
      if (shown === null) void this.show();
      else shown.remove();
      button.setAttribute('aria-expanded', String(shown === null));
    });
  }

  private async show(): Promise<void> {
    const { form } = this.querySelector('textarea') ?? {};
    if (form === undefined || form === null) return;
    const given = new FormData(form);
    const body = new URLSearchParams({ part: '1' });
    for (const name of ['proof', 'message', 'markdown']) {
      const value = given.get(name);
      if (typeof value === 'string') body.set(name, value);
    }
    const place = document.createElement('output');
    place.className = 'card preview';
    this.append(place);
    const answer = await fetch(this.getAttribute('to') ?? '', { method: 'POST', body, redirect: 'manual' }).catch(
      () => undefined,
    );
    const part = answer?.ok ? await answer.text() : '';
    // The server has made it safe, as it does on every page that shows the message.
    if (part === '') place.textContent = this.getAttribute('empty');
    else place.innerHTML = part;
  }
}
