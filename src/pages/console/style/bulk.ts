/** Changes of many tickets, merging and splitting. */
export const BULK = `
.bulk-bar { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s3); align-items: end; margin: 0; padding: var(--s2) 0; border: 0; }
.bulk-fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(14rem, 100%), 1fr)); gap: var(--s2) var(--s3); margin-bottom: var(--s2); }
.bulk-fields.one { grid-template-columns: minmax(0, 40rem); }
.bulk-field { display: block; min-width: 0; } .bulk-bar .bulk-field { flex: 0 1 11rem; }
.bulk-field label { font-size: .875rem; } .bulk-field input, .bulk-field select { width: 100%; min-height: 2.25rem; padding: var(--s1) var(--s2); }
.bulk-count { margin: 0 0 var(--s3); overflow-wrap: anywhere; }
.desk .danger { border-color: var(--bad); color: var(--bad); background: none; }
.bulk-progress progress { width: 100%; height: .75rem; margin-block: var(--s3) var(--s2); accent-color: var(--accent); }
.bulk-counts { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s4); margin: 0 0 var(--s2); }
.bulk-counts dt { color: var(--quiet); font-size: .875rem; } .bulk-counts dd { margin: 0; font-size: 1.25rem; font-weight: 600; }
.bulk-failures { width: 100%; border-collapse: collapse; } .bulk-failures th, .bulk-failures td { padding: var(--s1) var(--s2); border-bottom: 1px solid var(--line); text-align: start; overflow-wrap: anywhere; }
.bulk-list { margin: 0 0 var(--s3); padding: 0; list-style: none; } .bulk-list > li { padding-block: var(--s2); border-bottom: 1px solid var(--line); }
.bulk-list .tick { align-items: start; } .bulk-list .tick > span { min-width: 0; overflow-wrap: anywhere; } .bulk-list .excerpt { display: block; white-space: normal; color: var(--quiet); font-size: .875rem; overflow-wrap: anywhere; }
.bulk-list > li > form { margin-inline-start: auto; } .bulk-list > .row { justify-content: space-between; }
.bulk-list > li:target { background: var(--ours); }
@media (max-width: 40rem) { .bulk-bar .bulk-field { flex: 1 1 100%; } .bulk-field input, .bulk-field select { min-height: 2.75rem; } }
`;
