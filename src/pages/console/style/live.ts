/** Who else is at a ticket, and the state of the connection. */
export const LIVE = `
.people { display: inline-flex; flex-wrap: wrap; gap: var(--s1); }
.person { display: inline-block; min-width: 1.5rem; padding: 0 var(--s1); border: 1px solid; border-radius: .75rem; color: var(--quiet);
 font-size: .75rem; font-weight: 600; line-height: 1.375rem; text-align: center; }
.person[data-state=typing] { color: var(--accent); }
.person[data-state=typing]::after { content: " …"; }
.present { margin: 0; color: var(--accent); font-weight: 600; }
.present:empty, .connection:empty { display: none; }
.connection { position: sticky; inset-block-start: 0; z-index: 2; margin: 0; padding: var(--s1) var(--s3); background: var(--paper);
 border-bottom: 1px solid var(--line); color: var(--quiet); text-align: center; }
`;
