/** Macros, and the list of predefined replies. */
export const MACROS = `
.macros > form { border: 0; padding: 0; } .macros summary { padding: 0; color: var(--ink); font-weight: 600; }
.macros li { margin-top: var(--s1); } .macros button { width: 100%; text-align: start; overflow-wrap: anywhere; } .macros small { display: block; color: var(--quiet); font-weight: 400; }
kbd { padding: 0 .35em; border: 1px solid var(--line); border-radius: var(--s1); background: var(--ground); color: var(--quiet); font: .8125rem/1.4 ui-monospace, monospace; }
.tools:has(text-picker) { position: relative; }
.picker { position: absolute; z-index: 5; inset-inline: 0; top: 100%; max-width: 34rem; margin-inline-start: auto; padding: var(--s2); background: var(--paper); border: 1px solid var(--quiet); border-radius: var(--round); box-shadow: 0 .5rem 1.5rem rgb(0 0 0 / .25); }
.picker ul { max-height: 16rem; margin: var(--s1) 0 0; padding: 0; overflow: auto; list-style: none; }
.picker li { padding: var(--s2); border-radius: var(--s1); cursor: pointer; overflow-wrap: anywhere; } .picker small { display: block; color: var(--quiet); }
.picker [aria-selected=true] { background: var(--ours); outline: 1px solid var(--accent); }
`;
