/**
 * `<file-limits count bytes total types too-many too-large too-much wrong-type>` around an input for files: takes the files
 * that are pasted into the form or dropped on it, too, says which file would be refused, and keeps the form from being sent
 * with it. `{name}` in a text becomes the file's name.
 */
export class FileLimits extends HTMLElement {
  /** Removes the listeners when the page goes. */
  private listening = new AbortController();

  connectedCallback(): void {
    this.listening = new AbortController();
    const { signal } = this.listening;
    const form = this.closest('form');
    this.addEventListener('change', () => this.check(), { signal });
    // The fields of a form are emptied only after its event.
    form?.addEventListener('reset', () => setTimeout(() => this.check()), { signal });
    form?.addEventListener('paste', (event) => this.paste(event), { signal });
    form?.addEventListener('dragover', (event) => this.dragOver(event), { signal });
    form?.addEventListener('drop', (event) => this.drop(event), { signal });
  }

  disconnectedCallback(): void {
    this.listening.abort();
  }

  private get input(): HTMLInputElement | null {
    return this.querySelector('input');
  }

  private paste(event: ClipboardEvent): void {
    // Word processors copy a picture of the text beside it.
    if (event.clipboardData?.types.includes('text/plain')) return;
    this.add(event, event.clipboardData);
  }

  /** Browsers let files be dropped only where this event is taken. Elsewhere they leave the page and open the file. */
  private dragOver(event: DragEvent): void {
    if (event.dataTransfer?.types.includes('Files')) event.preventDefault();
  }

  private drop(event: DragEvent): void {
    // The input takes what is dropped on it by itself.
    if (event.target !== this.input) this.add(event, event.dataTransfer);
  }

  private add(event: Event, data: DataTransfer | null): void {
    const { input } = this;
    const files = [...(data?.files ?? [])];
    if (input === null || files.length === 0) return;
    event.preventDefault();
    const all = new DataTransfer();
    for (const file of [...(input.files ?? []), ...files]) all.items.add(file);
    input.files = all.files;
    this.check();
  }

  private check(): void {
    const { input } = this;
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
