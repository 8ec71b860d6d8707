/** The forms to answer a ticket, and the replies that wait. */
export const REPLY = `
.answer { display: block; scroll-margin-top: var(--s3); }
.tabs-of-forms { display: grid; grid-template-columns: auto 1fr; }
.tabs-of-forms > details { display: contents; }
.tabs-of-forms > details > summary { grid-row: 1; min-height: 2.25rem; padding: var(--s1) var(--s3); list-style: none; font-weight: 600; border: 1px solid transparent; border-bottom: 0; border-start-start-radius: var(--round); border-start-end-radius: var(--round); }
.tabs-of-forms > details > summary::-webkit-details-marker { display: none; }
.tabs-of-forms > details[open] > summary { color: var(--ink); background: var(--paper); border-color: var(--line); }
.tabs-of-forms > details::details-content { grid-row: 2; grid-column: 1 / -1; min-width: 0; }
.tabs-of-forms > details:not([open])::details-content { display: none; }
.tabs-of-forms > details > form { grid-row: 2; grid-column: 1 / -1; min-width: 0; padding-inline-start: var(--s3); border-start-start-radius: 0; }
.answer .note > form { border-inline-start: 4px solid var(--note, #b98600); background: var(--note-ground, #fff8e1); }
@media (prefers-color-scheme: dark) { .answer .note > form { background: var(--note-ground, #2b2618); } }
.answer .tools { justify-content: space-between; margin-bottom: var(--s2); }
.answer message-preview { display: block; margin-bottom: var(--s3); } .answer message-preview .field { margin-bottom: var(--s2); }
.answer draft-keeper:has(button) { margin-bottom: var(--s3); }
.answer .preview { display: block; margin: var(--s2) 0 0; background: var(--ground); }
.answer .options { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr)); gap: 0 var(--s3); }
.answer .later > div { padding-top: var(--s2); } .answer .later > div p { margin-block: 0 var(--s2); }
.undo { position: sticky; inset-block-end: var(--s2); z-index: 2; display: flex; flex-wrap: wrap; gap: var(--s2) var(--s3); align-items: center; justify-content: space-between;
 margin-bottom: var(--s3); padding: var(--s2) var(--s3); color: var(--paper); background: var(--ink); border-radius: var(--round); }
.undo button { color: var(--ink); background: var(--paper); border-color: var(--paper); }
.undo :focus-visible { outline-color: var(--paper); }
.stopped { border-inline-start: 4px solid var(--bad); } .waits { border-inline-start: 4px solid var(--accent); }
.stopped > p[role=alert] { margin: 0 0 var(--s2); color: var(--bad); font-weight: 600; }
p.waits { margin: 0 0 var(--s3); padding: var(--s2) var(--s3); background: var(--paper); }
.stopped > .row form, .waits > .row form { margin: 0; }
`;
