/**
 * The queue: views beside the list, and on phones one above the other, with a card for each ticket. What changes the
 * selected tickets shows once one is selected.
 */
export const QUEUE = `
.unseen { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.queue-page { display: grid; grid-template-columns: 14rem minmax(0, 1fr); gap: var(--s4); align-items: start; }
.queue-page h1 { font-size: 1.25rem; }
.views > input, .views label { display: none; }
.views h2 { margin: var(--s3) 0 var(--s1); padding-inline: var(--s2); color: var(--quiet); font-size: .8rem; }
.views ul { margin: 0; padding: 0; list-style: none; }
.views a { display: flex; gap: var(--s2); justify-content: space-between; padding: .2rem var(--s2); color: var(--ink); border-radius: var(--s1);
 text-decoration: none; overflow-wrap: anywhere; min-height: 1.75rem; }
.views a:hover { background: var(--ours); }
.views a[aria-current] { background: var(--ours); color: var(--accent); font-weight: 600; }
.count { flex: none; color: var(--quiet); white-space: nowrap; font-variant-numeric: tabular-nums; font-weight: 400; }
.finding { display: flex; gap: var(--s2); align-items: center; margin-bottom: var(--s2); }
.finding label { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
query-field { position: relative; display: block; flex: 1 1 auto; min-width: 0; }
query-field input:not([type=checkbox]) { width: 100%; min-height: 2.25rem; text-overflow: ellipsis; }
query-field ul { position: absolute; z-index: 3; inset-inline: 0; top: 100%; margin: 2px 0 0; padding: var(--s1); list-style: none; max-height: 20rem;
 overflow-y: auto; background: var(--paper); border: 1px solid var(--quiet); border-radius: var(--s1); box-shadow: 0 .5rem 1.5rem rgb(0 0 0 / .25); }
query-field li { display: flex; gap: var(--s3); justify-content: space-between; padding: .3rem var(--s2); border-radius: var(--s1); cursor: pointer; overflow-wrap: anywhere; }
query-field li[aria-selected=true] { background: var(--accent); color: var(--on-accent); }
query-field li small { opacity: .9; }
.tools { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s2); align-items: center; margin-bottom: var(--s2); }
.found { margin: 0; margin-inline-end: auto; color: var(--quiet); }
.menu { position: relative; margin: 0; }
.menu > summary { display: flex; align-items: center; list-style: none; min-height: 2rem; padding: .2rem var(--s2); color: var(--accent); }
.menu > summary::-webkit-details-marker { display: none; }
.menu > form { position: absolute; z-index: 2; inset-inline-end: 0; width: max-content; max-width: min(20rem, 90vw); padding: var(--s3); background: var(--paper);
 border: 1px solid var(--quiet); border-radius: var(--round); box-shadow: 0 .5rem 1.5rem rgb(0 0 0 / .25); }
.menu .tick, .ticks .tick { min-height: 1.9rem; } .menu .tick input, .ticks .tick input { width: 1.1rem; height: 1.1rem; }
.ticks { display: flex; flex-wrap: wrap; gap: 0 var(--s3); }
.tools > .button { display: flex; align-items: center; min-height: 2rem; padding: .2rem var(--s2); }
table.queue { width: 100%; border-collapse: collapse; background: var(--paper); border: 1px solid var(--line); }
.queue th, .queue td { padding: .4rem .4rem; vertical-align: top; text-align: start; font-weight: 400; overflow-wrap: anywhere; }
.queue thead th { color: var(--quiet); font-size: .85rem; white-space: nowrap; }
.queue thead a { color: inherit; text-decoration: none; } .queue thead a:hover { text-decoration: underline; }
.queue thead [aria-sort] a { color: var(--ink); font-weight: 600; }
.queue tbody tr { border-top: 1px solid var(--line); }
.queue tbody tr:hover, .queue tbody tr:focus-within, .queue tr[data-current] { background: var(--ours); }
.queue tr:has(.pick :checked) { background: var(--ours); box-shadow: inset .25rem 0 var(--accent); }
.queue .subject { min-width: 9rem; width: 45%; }
.queue td:not(.pick, .tags, .requester) { white-space: nowrap; } .queue .requester { min-width: 6.5rem; max-width: 12rem; } .queue .subject a { color: var(--ink); text-decoration: none; padding-block: .15rem; }
.queue .subject a:hover { text-decoration: underline; } .queue .is-new .subject a { font-weight: 700; }
.queue .pick { width: 2rem; padding-inline-end: 0; } .pick label { display: grid; place-items: center; min-width: 1.6rem; min-height: 1.6rem; margin-block: -.05rem; }
.pick input { width: 1.1rem; height: 1.1rem; margin: 0; accent-color: var(--accent); }
.mark { padding: 0 .35rem; color: var(--on-accent); background: var(--accent); border-radius: 1rem; font-size: .75rem; font-weight: 700; }
.queue time { white-space: nowrap; } .queue td.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
.queue td:not(.pick) { color: var(--quiet); font-size: .9rem; }
.pill { display: inline-block; padding: 0 .4rem; border: 1px solid var(--line); border-radius: 1rem; color: var(--ink); font-size: .85rem; white-space: nowrap; max-width: 12rem; overflow: hidden; text-overflow: ellipsis; vertical-align: bottom; }
.pill.closed { color: var(--quiet); } .pill.tag { background: var(--ground); }
.by.customer { color: var(--accent); } .late { color: var(--bad); font-weight: 600; } .quiet { color: var(--quiet); }
#selection:not(:has(.pick :checked)) .bulk-bar { display: none; }
#selection .bulk-bar { position: sticky; z-index: 1; top: 0; padding: var(--s2); background: var(--paper); border: 1px solid var(--line); border-radius: var(--round); }
.empty { padding: var(--s4); background: var(--paper); border: 1px dashed var(--line); border-radius: var(--round); text-align: center; }
nav.pages { display: flex; gap: var(--s3); justify-content: center; padding: var(--s3); }
@media (max-width: 80rem) { .queue-page { grid-template-columns: 11.5rem minmax(0, 1fr); gap: var(--s3); } table.queue { font-size: .93rem; } }
@media (max-width: 60rem) {
 .queue-page { grid-template-columns: minmax(0, 1fr); gap: var(--s2); }
 .views { background: var(--paper); border: 1px solid var(--line); border-radius: var(--round); }
 .views > input { display: block; } .views label { display: flex; justify-content: space-between; gap: var(--s2); margin: 0; padding: var(--s2) var(--s3); min-height: 2.75rem; cursor: pointer; overflow-wrap: anywhere; }
 .views label::after { content: "▾"; } .views :checked + label::after { content: "▴"; }
 .views :focus-visible + label { outline: 3px solid var(--accent); outline-offset: 2px; }
 .views label .count { margin-inline-start: auto; }
 .views > div { display: none; padding: var(--s2); } .views :checked ~ div { display: block; } .views a { min-height: 2.75rem; align-items: center; }
 .queue-page h1 { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
 table.queue, .queue tbody { display: block; } table.queue { border: 0; background: none; }
 .queue thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
 .queue tbody tr { display: flex; flex-wrap: wrap; gap: 0 var(--s2); align-items: center; margin-bottom: var(--s2); padding: var(--s2);
  background: var(--paper); border: 1px solid var(--line); border-radius: var(--round); }
 .queue th, .queue td:not(.pick) { padding: .1rem 0; white-space: normal; } .queue td:empty, .queue td.looking:not(:has(.person)) { display: none; }
 .queue .pick { order: -2; width: auto; } .pick label { min-width: 2.75rem; min-height: 2.75rem; }
 .queue .subject { order: -1; flex: 1 1 70%; width: auto; min-width: 0; font-size: 1rem; } .queue .subject a { min-height: 2.75rem; display: inline-flex; align-items: center; }
 .queue .number::before { content: "#"; } .finding button { min-height: 2.75rem; } query-field input { min-height: 2.75rem; }
}
`;
