/** `<answer-box>` around the forms of a ticket: its tabs stay open when they are chosen again, and lead into their form. */
export class AnswerBox extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('click', (event) => {
      const summary = event.target instanceof Element ? event.target.closest('summary') : null;
      const tab = summary?.parentElement;
      if (!(tab instanceof HTMLDetailsElement) || tab.name !== 'answer') return;
      event.preventDefault();
      tab.open = true;
      tab.querySelector('textarea')?.focus();
    });
  }
}
