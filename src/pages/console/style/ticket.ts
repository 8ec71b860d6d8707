/** The page of a ticket: the conversation, and beside it, or below it on phones, what is known of the ticket. */
export const TICKET = `
.ticket { display: grid; grid-template-columns: minmax(0, 1fr) 21rem; gap: var(--s3); align-items: start; }
.ticket aside { position: sticky; top: var(--s2); max-height: calc(100vh - var(--s3)); overflow-y: auto; overscroll-behavior: contain; padding: 3px; }
.conversation { max-width: 62rem; width: 100%; margin-inline: auto; }
.ticket-top { margin-bottom: var(--s2); } .ticket-top .row { gap: var(--s1) var(--s3); } .ticket-top h1 { display: inline; margin: 0; font-size: 1.375rem; }
.ticket-top .steps { margin-inline-start: auto; display: flex; gap: var(--s1); } .ticket-top .button { padding-inline: var(--s2); text-decoration: none; }
.ticket-top .quick { display: flex; flex-wrap: wrap; gap: var(--s2); } .ticket-top .quick button, .ticket-top .button { min-height: 2rem; padding-block: 2px; font-size: .9375rem; } .ticket-top .row > a { padding-block: var(--s1); } .to-end { margin-inline-start: auto; }
.ticket-top details.fact > summary { width: fit-content; max-width: 100%; } .ticket-top details.fact form { display: block; max-width: 46rem; }
.entry { padding: var(--s2) var(--s3) var(--s3); margin-bottom: var(--s2); }
.entry h3 { font-size: 1rem; overflow-wrap: anywhere; min-width: 0; } .entry .below { gap: 0 var(--s3); font-size: .875rem; } .entry .below a { padding-block: var(--s1); }
.entry .files a { display: inline-block; padding-block: 2px; } .conversation .pages a { padding-block: var(--s1); } .ticket .tick input { width: 24px; height: 24px; }
.entry .doubt { color: var(--bad); }
.entry.note { --note: #fff7dc; --mark: #8a6200; background: var(--note); border-inline-start: 4px solid var(--mark); }
.entry.note .role { color: var(--mark); } .entry.note .who time, .entry.note .hint { color: var(--ink); }
.mails { margin: var(--s2) 0 0; padding: var(--s1) 0 0; list-style: none; border-top: 1px solid var(--line); font-size: .875rem; color: var(--quiet); overflow-wrap: anywhere; }
.lacks { margin: var(--s2) 0 0; padding: 0; list-style: none; font-size: .875rem; color: var(--bad); overflow-wrap: anywhere; }
.mails .wrong { color: var(--bad); margin: 0; }
.event { margin: 0 0 var(--s2); padding-inline: var(--s3); color: var(--quiet); font-size: .875rem; overflow-wrap: anywhere; }
.event time { white-space: nowrap; } .event > bdi { font-weight: 600; }
aside .card { padding: var(--s2) var(--s3) var(--s3); margin-bottom: var(--s2); } aside section { margin-top: 0; } aside section > h2 { font-size: 1rem; margin-bottom: var(--s1); }
aside h3 { margin-top: var(--s2); font-size: .875rem; color: var(--quiet); }
.fact-form label, .fact, .fact summary { font-size: .875rem; } .fact-form label { margin-bottom: 2px; font-weight: 400; color: var(--quiet); }
.facts-card > .fact-form { margin-top: var(--s1); display: grid; grid-template-columns: 6.5rem minmax(0, 1fr); align-items: center; gap: var(--s1); }
.set { display: flex; gap: var(--s1); min-width: 0; } .set select { min-width: 0; padding: var(--s1); min-height: 2rem; text-overflow: ellipsis; } .set button { min-height: 2rem; padding: 0 var(--s2); }
@media (scripting: enabled) { .set select[data-submits] + button { position: absolute; width: 1px; height: 1px; min-height: 0; padding: 0; overflow: hidden; clip-path: inset(50%); } .set select[data-submits] + button:focus-visible { position: static; width: auto; height: auto; clip-path: none; padding: 0 var(--s2); } }
.fact { margin: var(--s1) 0 0; } p.fact, .fact summary { display: flex; flex-wrap: wrap; gap: 0 var(--s2); align-items: baseline; overflow-wrap: anywhere; }
p.fact > span:first-child, .fact summary > span:first-child { flex: 0 0 6.5rem; min-width: 0; color: var(--quiet); } .fact summary > :nth-child(2), p.fact > :nth-child(2) { flex: 1 1 8rem; min-width: 0; }
.fact summary { position: relative; padding-block: var(--s1); padding-inline-end: var(--s3); width: auto; color: var(--ink); list-style: none; border-radius: var(--s1); } .fact summary::-webkit-details-marker { display: none; }
.fact summary::after { content: '▾'; position: absolute; inset-inline-end: 0; top: var(--s1); color: var(--quiet); } .fact[open] > summary::after { content: '▴'; } .fact summary:hover { background: var(--ground); }
.fact summary > span:first-child:empty { display: none; }
.fact > form, .fact > div { padding: var(--s1) var(--s2) var(--s2); } .fact input:not([type=checkbox]), .fact textarea { margin-bottom: var(--s1); } .fact .hint { margin: 0 0 var(--s1); }
.fact-form:not(.set) .row { gap: var(--s1); } .fact .row button { padding: var(--s1) var(--s2); }
.tag { display: inline-block; max-width: 100%; padding: 0 var(--s2); border: 1px solid var(--line); border-radius: 1rem; font-size: .875rem; overflow-wrap: anywhere; }
.contact > * { display: block; overflow-wrap: anywhere; } .contact { margin: 0; } .contact .tag { display: inline-block; }
.plain-list { margin: 0; padding: 0; list-style: none; font-size: .9375rem; } .plain-list li { padding-block: 3px; overflow-wrap: anywhere; } .plain-list small, .plain-list time { color: var(--quiet); }
.plain-list a { display: inline-block; padding-block: 2px; } .client-note { padding-inline-start: var(--s2) !important; border-inline-start: 3px solid var(--line); }
button.danger { color: #fff; background: #b3261e; border-color: #b3261e; }
@media (prefers-color-scheme: dark) { .entry.note { --note: #2b2512; --mark: #e9c46a; } }
@media (max-width: 60rem) { .ticket { grid-template-columns: minmax(0, 1fr); } .ticket aside { position: static; max-height: none; overflow: visible; } }
@media (max-width: 40rem) { .facts-card > .fact-form { grid-template-columns: 6.5rem minmax(0, 1fr); } .set select, .fact summary { min-height: 2.75rem; } .fact summary { padding-block: var(--s2); } .entry { padding-inline: var(--s2); } main.desk { padding-inline: var(--s2); } .event { padding-inline: var(--s2); } }
`;
