/** The row that keys act on, the list of keys, the command palette and the dialog of keys. */
export const KEYS = `
[data-row]:focus-within { box-shadow: inset 3px 0 var(--accent); } [dir=rtl] [data-row]:focus-within { box-shadow: inset -3px 0 var(--accent); }
[data-row]:has(input:checked) { background: var(--ours); }
kbd { display: inline-block; min-width: 1.6em; padding: 0 .35em; text-align: center; font: 600 .8125rem/1.5 ui-monospace, monospace; color: var(--ink);
 background: var(--ground); border: 1px solid var(--line); border-bottom-width: 2px; border-radius: var(--s1); }
kbd + kbd { margin-inline-start: var(--s1); }
[data-keys-list] { columns: 24rem; column-gap: var(--s4); } [data-keys-list] h2 { margin: 0; font-size: 1rem; } [data-keys-list] section { break-inside: avoid; margin: 0 0 var(--s4); }
table.keys { width: 100%; margin-top: var(--s1); border-collapse: collapse; background: var(--paper); border: 1px solid var(--line); }
.keys th, .keys td { padding: var(--s1) var(--s2); text-align: start; font-weight: 400; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.keys td { width: 9.5rem; color: var(--quiet); } .keys thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
keys-switch { display: block; margin-block: var(--s3); } keys-switch[hidden] { display: none; }
keys-switch label { display: flex; gap: var(--s2); align-items: center; min-height: 2.75rem; margin: 0; } keys-switch input { width: 1.5rem; height: 1.5rem; margin: 0; accent-color: var(--accent); }
keys-switch p { margin: 0; }
dialog.palette, dialog.keys-help { padding: 0; color: var(--ink); background: var(--paper); border: 1px solid var(--line); border-radius: var(--round);
 box-shadow: 0 1rem 3rem rgb(0 0 0 / .3); }
dialog::backdrop { background: rgb(0 0 0 / .35); }
.palette { width: min(40rem, calc(100vw - 2rem)); margin-block-start: 12vh; }
.palette input { padding: var(--s3); font-size: 1.0625rem; border: 0; border-bottom: 1px solid var(--line); border-radius: 0; outline-offset: -3px; }
.palette ul { max-height: 50vh; margin: 0; padding: var(--s1); overflow-y: auto; list-style: none; }
.palette li { display: flex; gap: var(--s3); align-items: center; justify-content: space-between; min-height: 2.25rem; padding: var(--s1) var(--s2);
 border-radius: var(--s1); cursor: pointer; overflow-wrap: anywhere; }
.palette li[aria-selected=true] { color: var(--on-accent); background: var(--accent); } .palette li:not([aria-selected=true]):hover { background: var(--ours); }
.palette kbd { flex: none; } .palette p { margin: 0; padding: var(--s2) var(--s3); } .palette p:empty { display: none; }
.keys-help { width: min(60rem, calc(100vw - 2rem)); max-height: 85vh; } .keys-help > * { margin: var(--s3); } .keys-help > h2 { font-size: 1.25rem; }
.keys-help form { position: sticky; bottom: 0; margin: 0; padding: var(--s2) var(--s3); background: var(--paper); border-top: 1px solid var(--line); }
`;
