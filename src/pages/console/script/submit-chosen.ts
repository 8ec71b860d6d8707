/**
 * Sends the form of a list marked with `data-submits` when something is chosen. With the keyboard, each arrow chooses, so
 * that the form is sent only at Enter, or when the list is left.
 */
export function submitChosen(): void {
  let isByKeyboard = false;
  let changed: HTMLSelectElement | undefined;
  const send = (): void => {
    const form = changed?.form;
    changed = undefined;
    form?.requestSubmit();
  };
  const press = (event: KeyboardEvent): void => {
    const { key, target } = event;
    isByKeyboard = true;
    if (target !== changed) return;
    if (key === 'Enter') {
      // Otherwise it would open the list as well.
      event.preventDefault();
      send();
    }
    // Whoever leaves a list like this wants no change.
    if (key === 'Escape') {
      changed?.form?.reset();
      changed = undefined;
    }
  };
  // Before Escape takes the focus away.
  addEventListener('keydown', press, { capture: true });
  addEventListener('pointerdown', () => {
    isByKeyboard = false;
  });
  addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLSelectElement) || !target.hasAttribute('data-submits')) return;
    changed = target;
    if (!isByKeyboard) send();
  });
  addEventListener('focusout', ({ target }) => {
    if (target === changed) send();
  });
}
