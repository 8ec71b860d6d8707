const OFF = 'hatchdesk-keys-off';

/** Without storage, a choice lasts as long as the page. */
let isOff: boolean | undefined;

/** Whether keys without Ctrl act. Whoever speaks to the computer, or presses keys by accident, switches them off. */
export function areKeysOn(): boolean {
  try {
    isOff ??= localStorage.getItem(OFF) !== null;
  } catch {}
  return isOff !== true;
}

function setKeys(areOn: boolean): void {
  isOff = !areOn;
  try {
    if (areOn) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, 'yes');
  } catch {}
}

/** `<keys-switch>` around a checkbox, which is hidden without script: whether keys without Ctrl act in this browser. */
export class KeysSwitch extends HTMLElement {
  connectedCallback(): void {
    const box = this.querySelector('input');
    if (box === null) return;
    this.hidden = false;
    box.checked = areKeysOn();
    box.addEventListener('change', () => setKeys(box.checked));
  }
}
