/** The symbol keys that keys of the console need, with what they write on a keyboard of the United States. */
const SYMBOLS: Readonly<Record<string, [plain: string, shifted: string]>> = {
  Slash: ['/', '?'],
  Semicolon: [';', ':'],
  Digit8: ['8', '*'],
};

/** What people type for it who write from right to left. */
const MIRRORED: Readonly<Record<string, string>> = { '؟': '?', '٭': '*' };

/**
 * The key that somebody means, in Latin letters. A letter is what it writes on Latin keyboards, such as QWERTZ and AZERTY.
 * Others write no Latin letters, so there its place counts: the key of `r` on a keyboard of the United States.
 */
function meantKey({ key, code, shiftKey }: Pick<KeyboardEvent, 'key' | 'code' | 'shiftKey'>): string {
  const mirrored = MIRRORED[key];
  if (mirrored !== undefined) return mirrored;
  // Arabic and Persian digits stand where the Latin ones do.
  if (/^\p{Nd}$/u.test(key) && /^(Digit|Numpad)\d$/.test(code)) return code.slice(-1);
  const isForeign = key.length === 1 ? key > '~' && !/\p{Script=Latin}/u.test(key) : key === 'Dead';
  if (!isForeign) return key;
  if (/^Key[A-Z]$/.test(code)) return code.slice(-1).toLowerCase();
  return SYMBOLS[code]?.[shiftKey ? 1 : 0] ?? key;
}

/**
 * The press of a key as `tinykeys` must see it: with the key that is meant, and with Shift only where it says more than
 * the key. Which symbols need Shift or AltGr differs between keyboards.
 */
export function meantPress(event: KeyboardEvent): KeyboardEvent {
  const key = meantKey(event);
  const isSymbol = /^[^\p{L}]$/u.test(key);
  const isByAltGraph = isSymbol && event.getModifierState('AltGraph');
  return new KeyboardEvent(event.type, {
    key,
    // Not the place of the key: it would count as well, and is another letter's on some keyboards.
    code: key,
    shiftKey: event.shiftKey && !isSymbol,
    ctrlKey: event.ctrlKey && !isByAltGraph,
    altKey: event.altKey && !isByAltGraph,
    metaKey: event.metaKey,
  });
}
