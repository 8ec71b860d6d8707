/**
 * `<file-limits count bytes total types too-many too-large too-much wrong-type>` around an input for files: says beside it
 * which file would be refused, and keeps the form from being sent with it. `{name}` in a text becomes the file's name.
 */
export class FileLimits extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('change', () => this.check());
    // The fields of a form are emptied only after its event.
    this.closest('form')?.addEventListener('reset', () => setTimeout(() => this.check()));
  }

  private check(): void {
    const input = this.querySelector('input');
    if (input === null) return;
    const problem = this.problemOf([...(input.files ?? [])]);
    input.setCustomValidity(problem);
    input.setAttribute('aria-invalid', String(problem !== ''));
    const place = this.querySelector('[role=status]');
    if (place === null) return;
    place.classList.toggle('problem', problem !== '');
    place.textContent = problem;
  }

  private problemOf(files: File[]): string {
    if (files.length > Number(this.getAttribute('count'))) return this.text('too-many');
    const types = (this.getAttribute('types') ?? '').toLowerCase().split(',');
    const wrong = files.find(({ name }) => !types.includes(`.${name.toLowerCase().split('.').at(-1)}`));
    if (wrong !== undefined && types[0] !== '') return this.text('wrong-type', wrong.name);
    const large = files.find(({ size }) => size > Number(this.getAttribute('bytes')));
    if (large !== undefined) return this.text('too-large', large.name);
    const sum = files.reduce((bytes, { size }) => bytes + size, 0);
    return sum > Number(this.getAttribute('total')) ? this.text('too-much') : '';
  }

  private text(name: string, file = ''): string {
    // A function, because a file's name may contain `$&`.
    return (this.getAttribute(name) ?? '').replace('{name}', () => file);
  }
}
