/** The pages for setting up: lists that become blocks on a phone, and forms made from schemas. */
export const SETUP = `
.trail { margin-block-end: var(--s2); color: var(--quiet); font-size: .9rem; overflow-wrap: anywhere; }
.trail a { display: inline-block; padding-block: var(--s1); }
.quiet { color: var(--quiet); }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.desk p.hint { margin: 0 0 var(--s3); color: var(--quiet); }
.desk .row { display: flex; flex-wrap: wrap; gap: var(--s2); align-items: center; margin-block: 0 var(--s3); }
.desk h2 { margin-block-end: var(--s2); }
.danger { background: var(--bad); border-color: var(--bad); color: var(--paper); }
.finder { max-width: 34rem; margin-block-end: var(--s3); } .finder input { flex: 1; min-width: 10rem; }
.topics { columns: 24rem; column-gap: var(--s3); }
.topics .card { break-inside: avoid; } .topics li { padding-block: var(--s1); } .topics li a { display: inline-block; padding-block: .15rem; }
.topics .hint { display: block; color: var(--quiet); font-size: .875rem; }
.filter { margin-block: 0 var(--s3); } .filter form { padding-block-start: var(--s2); }
.inner { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); gap: 0 var(--s3); align-items: start; } .inner > .whole { grid-column: 1 / -1; }
.setup-form > .inner { grid-template-columns: repeat(auto-fill, minmax(min(100%, 24rem), 1fr)); gap: var(--s1) var(--s4); }
.setup-form .preview-of { display: block; margin-block-start: var(--s3); padding-block-start: var(--s3); border-block-start: 1px solid var(--line); } .setup-form .preview-of output { display: block; }
.small-table { border-collapse: collapse; } .small-table td, .small-table th { padding: .1rem var(--s2) .1rem 0; text-align: start; vertical-align: top; border: 0; font-weight: 400; overflow-wrap: anywhere; } .small-table th { color: var(--quiet); font-size: .85rem; }
.rows-table .small-table thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); } .setup-form > .row { margin-block-end: 0; } .setup-form .field > label { margin: 0; }
.setup-form textarea { min-height: 4.5rem; } .setup-form .hint { font-size: .85rem; color: var(--quiet); }
.setup-form .field > label.tick { min-height: 1.75rem; font-weight: 600; } .setup-form .tick input { width: 1.25rem; height: 1.25rem; } .setup-form .field > .tick + .hint { margin-inline-start: 1.75rem; } .setup-form select { max-width: 24rem; } .setup-form input[type=number], .setup-form input[type=date], .setup-form input[type=datetime-local] { max-width: 16rem; }
.setup-form details > .ticks { padding-inline-start: var(--s3); }
.ticks { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr)); gap: 0 var(--s3); } .ticks .tick { min-height: 1.75rem; overflow-wrap: anywhere; }
.ticks .tick input { width: 1.25rem; height: 1.25rem; }
.rows-table { width: 100%; border-collapse: collapse; background: var(--paper); border: 1px solid var(--line); border-radius: var(--round); margin-block-end: var(--s3); }
.rows-table > * > tr > * { padding: var(--s1) var(--s2); text-align: start; vertical-align: top; border-block-start: 1px solid var(--line); overflow-wrap: anywhere; min-width: 5.5rem; max-width: 34rem; }
.rows-table > * > tr > th { color: var(--quiet); font-size: .85rem; font-weight: 600; border: 0; } .rows-table th[scope=rowgroup] { padding-block-start: var(--s3); color: var(--ink); font-size: 1rem; } .rows-table > tbody > tr:hover { background: var(--ours); }
.rows-table > tbody > tr > td:first-child { font-weight: 600; min-width: 9rem; max-width: 28rem; } .rows-table td > a { display: inline-block; padding-block: .15rem; }
.inline { margin: 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap; gap: var(--s1) var(--s2); } .inline > li:has(dl) { flex-basis: 100%; }
.facts-list { margin: 0; } .facts-list > div { display: grid; grid-template-columns: minmax(8rem, 14rem) 1fr; gap: 0 var(--s3); padding-block: var(--s1); border-block-start: 1px solid var(--line); }
.facts-list > div:first-child { border: 0; } .facts-list dt { color: var(--quiet); } .facts-list dd { margin: 0; min-width: 0; overflow-wrap: anywhere; }
.facts-list .facts-list { padding-inline-start: var(--s2); border-inline-start: 2px solid var(--line); }
.long { margin: 0; white-space: pre-wrap; font: inherit; overflow-wrap: anywhere; }
.removal a.button { color: var(--bad); border-color: var(--bad); } h1 small { font-size: 1rem; font-weight: 400; }
.secret { padding: var(--s1) var(--s2); background: var(--ours); border: 1px solid var(--line); border-radius: var(--s1); font-size: 1rem; user-select: all; overflow-wrap: anywhere; }
.swatch { width: 1rem; height: 1rem; vertical-align: -.15em; }
.click { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s3); align-items: center; margin-block-end: var(--s2); } .click .hint { flex: 1 1 16rem; color: var(--quiet); font-size: .875rem; }
@media (max-width: 44rem) {
  .rows-table > thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .rows-table, .rows-table > tbody, .rows-table > tbody > tr { display: block; }
  .rows-table > tbody > tr { padding-block: var(--s2); border-block-start: 1px solid var(--line); } .rows-table > tbody:first-of-type > tr:first-child { border: 0; }
  .rows-table > tbody > tr > td { display: flex; gap: var(--s2); max-width: none; border: 0; overflow-wrap: anywhere; }
  .rows-table > tbody > tr > td::before { content: attr(data-label); flex: 0 0 34%; color: var(--quiet); font-weight: 400; overflow-wrap: break-word; }
  .rows-table > tbody > tr > td > * { min-width: 0; } .rows-table > tbody > tr > td:has(> .quiet:only-child) { display: none; }
  .rows-table > tbody > tr > th { display: block; }
  .facts-list > div { grid-template-columns: 1fr; }
}
`;
