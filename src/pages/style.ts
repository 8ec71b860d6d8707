import { createHash } from 'node:crypto';

/**
 * What is around the content of a page: colours, spaces and sizes as tokens, the top and the foot. The explorer, whose
 * content has a style of its own, uses it alone.
 */
export const FRAME_STYLE = `
:root { color-scheme: light dark; --paper: #fff; --ground: #f4f5f7; --ink: #1c2430; --quiet: #55606f; --line: #d5dae1;
 --accent: #1656b8; --on-accent: #fff; --ours: #eef4fd; --bad: #b3261e; --good: #1d6b3a; --s1: .25rem; --s2: .5rem;
 --s3: 1rem; --s4: 1.5rem; --round: .5rem; font: 1rem/1.5 system-ui, sans-serif; }
@media (prefers-color-scheme: dark) { :root { --paper: #1b2028; --ground: #12161c; --ink: #e7ebf0; --quiet: #a7b1be;
 --line: #3a4350; --accent: #8db9ff; --on-accent: #0c1c36; --ours: #1d2a40; --bad: #ff9a91; --good: #7fd6a0; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: break-word; }
.wrap { max-width: 46rem; margin: 0 auto; padding-inline: var(--s3); }
.top { background: var(--paper); border-bottom: 1px solid var(--line); }
.top .wrap { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s3); align-items: center; justify-content: space-between;
 padding-block: var(--s2); }
.top a, .top strong { color: var(--ink); font-weight: 600; text-decoration: none; }
.top form { display: inline; }
.top a[aria-current] { box-shadow: 0 2px var(--accent); }
.top nav { gap: var(--s1) var(--s3); } .top nav a { padding-block: var(--s2); } .top img { display: block; max-width: 14rem; max-height: 2.5rem; }
.foot { color: var(--quiet); border-top: 1px solid var(--line); font-size: .875rem; }
.foot .wrap { padding-block: var(--s3); } .foot .row { gap: 0 var(--s4); } .foot nav * { padding-block: .7rem; } .top nav { margin-inline-start: auto; }
main { padding-block: var(--s4); }
h1 { margin: 0 0 var(--s2); font-size: 1.5rem; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 0; font-size: 1rem; }
a { color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.skip { position: absolute; inset-inline-start: -99rem; }
.skip:focus { position: static; display: block; padding: var(--s2) var(--s3); }
`;

/**
 * The style of every page, inside the page: a phone on a slow line then needs one request. All text has a contrast of at
 * least 4.5 to 1, in the dark too.
 */
export const STYLE = `${FRAME_STYLE}.facts { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s3); margin: 0 0 var(--s4); color: var(--quiet); overflow-wrap: anywhere; }
.state { padding: 0 var(--s2); border: 1px solid; border-radius: 1rem; color: var(--accent); font-weight: 600; }
.state.answered { color: var(--good); }
.state.closed { color: var(--quiet); }
.card { margin: 0 0 var(--s3); padding: var(--s3); background: var(--paper); border: 1px solid var(--line);
 border-radius: var(--round); }
.card.ours { background: var(--ours); border-inline-start: 4px solid var(--accent); }
.who { display: flex; flex-wrap: wrap; gap: 0 var(--s2); align-items: baseline; margin-bottom: var(--s2); }
.who time, .hint, .files small { color: var(--quiet); font-size: .875rem; } .hint { overflow-wrap: anywhere; }
.who h2 { overflow-wrap: anywhere; } .who time { margin-inline-start: auto; }
.role { padding: 0 var(--s2); border: 1px solid; border-radius: 1rem; color: var(--accent); font-size: .875rem; }
.text { overflow-wrap: anywhere; overflow-x: auto; } .text img { max-width: 100%; height: auto; }
.text > :first-child { margin-top: 0; } .text > :last-child { margin-bottom: 0; }
.text pre { white-space: pre-wrap; padding: var(--s2); background: var(--ground); border-radius: var(--round); }
.text table { border-collapse: collapse; display: block; overflow-x: auto; } .text td, .text th { padding: var(--s1) var(--s2); border: 1px solid var(--line); }
.text blockquote { margin-inline: 0; padding-inline-start: var(--s3); border-inline-start: 3px solid var(--line); color: var(--quiet); }
.files { margin: var(--s3) 0 0; padding: 0; list-style: none; }
.files li { margin-top: var(--s1); overflow-wrap: anywhere; }
.files img { display: block; max-width: 100%; max-height: 16rem; margin-top: var(--s1); border: 1px solid var(--line); }
details { margin-block: var(--s2) 0; } .text details { margin-bottom: var(--s2); } summary { width: fit-content; padding-block: var(--s2); cursor: pointer; color: var(--quiet); }
details > :not(summary) { margin: 0; padding-inline-start: var(--s3); border-inline-start: 3px solid var(--line); }
.printed .text a[href^=http]:not(.said)::after { content: " (" attr(href) ")"; }
label, legend { display: block; margin: 0 0 var(--s1); font-weight: 600; }
.field { margin: 0 0 var(--s3); }
input, select, textarea, button { font: inherit; color: inherit; }
input:not([type=checkbox], [type=radio]), select, textarea { width: 100%; padding: var(--s2); background: var(--paper);
 border: 1px solid var(--quiet); border-radius: var(--s1); }
textarea { min-height: 9rem; resize: vertical; }
button, .button { display: inline-block; min-height: 2.75rem; padding: var(--s2) var(--s3); color: var(--on-accent); background: var(--accent);
 border: 1px solid var(--accent); border-radius: var(--s1); font-weight: 600; cursor: pointer; text-decoration: none; }
button.second, .button.second { color: var(--accent); background: none; }
.optional { color: var(--quiet); font-weight: 400; }
.field .hint, .wrong { display: block; margin-bottom: var(--s1); }
.wrong { color: var(--bad); font-weight: 600; overflow-wrap: anywhere; }
.bad { padding-inline-start: var(--s3); border-inline-start: 4px solid var(--bad); }
fieldset { min-width: 0; margin: 0; padding: 0; border: 0; } legend { padding: 0; } textarea[rows="2"] { min-height: 4rem; }
.tick { display: flex; gap: var(--s2); align-items: center; min-height: 2.75rem; margin: 0; font-weight: 400; }
.tick input { flex: none; width: 1.5rem; height: 1.5rem; margin: 0; accent-color: var(--accent); }
.trap { position: absolute; inset-inline-start: -99rem; width: 1px; height: 1px; overflow: hidden; }
.plain { margin: 0; padding: 0; list-style: none; } .plain a { display: block; font-weight: 600; } .plain p { margin: 0; }
.problem { margin-block-end: var(--s3); } .problem ul { margin: var(--s1) 0 0; padding-inline-start: var(--s3); font-weight: 400; } .problem a { color: var(--bad); }
.line { margin-bottom: var(--s3); } .line > :first-child { flex: 1 1 11rem; width: auto; }
.row.choices { gap: 0 var(--s4); } .said { margin: 0; } .lines { white-space: pre-line; } textarea.short { min-height: 5rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.stars { display: flex; } .stars label { position: relative; margin: 0; font-size: 1.75rem; line-height: 2.75rem; color: var(--quiet); cursor: pointer; }
.stars label > span:first-of-type { display: block; min-width: 2.75rem; text-align: center; opacity: .45; }
.stars input { position: absolute; inset: 0; width: 100%; height: 100%; margin: 0; opacity: 0; cursor: pointer; }
.stars label:has(:checked), .stars label:has(~ label :checked) { color: var(--accent); }
.stars label:has(:checked) > span, .stars label:has(~ label :checked) > span { opacity: 1; }
.stars label:has(:focus-visible) { outline: 3px solid var(--accent); border-radius: var(--s1); }
.row { display: flex; flex-wrap: wrap; gap: var(--s2); align-items: center; }
.problem { padding: var(--s2) var(--s3); border-inline-start: 4px solid var(--bad); background: var(--paper); font-weight: 600; }
.done { padding: var(--s2) var(--s3); border-inline-start: 4px solid var(--good); background: var(--paper); }
.list { width: 100%; border-collapse: collapse; background: var(--paper); }
.list th, .list td { padding: var(--s2) var(--s3); text-align: start; vertical-align: top; border-bottom: 1px solid var(--line); }
.list td { overflow-wrap: anywhere; } .list small, .list time { display: block; color: var(--quiet); font-size: .875rem; }
.list th { color: var(--quiet); font-size: .875rem; } .list .state { white-space: nowrap; }
.list tbody tr { position: relative; } .list tbody tr:hover { background: var(--ours); }
.list a { font-weight: 600; text-decoration: none; } .list tr:hover a { text-decoration: underline; } .list a::after { content: ''; position: absolute; inset: 0; }
.list .new a::before { content: ''; display: inline-block; width: .6rem; height: .6rem; margin-inline-end: var(--s2); background: var(--accent); border-radius: 50%; }
.search { margin-bottom: var(--s3); } .search input, .search select { flex: 1 1 12rem; width: auto; min-width: 0; }
.tabs { display: flex; flex-wrap: wrap; gap: var(--s1) var(--s3); margin-bottom: var(--s3); border-bottom: 1px solid var(--line); }
.tabs a { padding: .625rem 0; text-decoration: none; } .tabs [aria-current] { color: var(--ink); font-weight: 600; box-shadow: 0 2px var(--accent); }
section { margin-top: var(--s4); } section > h2 { margin-bottom: var(--s2); font-size: 1.25rem; } h3 { margin: 0; font-size: 1rem; }
.pages { display: flex; gap: var(--s3); justify-content: space-between; margin-top: var(--s3); }
.narrow { max-width: 28rem; }
.narrow > button, .narrow form > button { width: 100%; }
.narrow > p { margin-top: 0; } .card > div > p:first-child, .card > p:first-child { margin-top: 0; }
.ways { margin: 0; padding: 0; list-style: none; } .ways a { display: inline-block; padding-block: var(--s2); }
.rows { margin: 0; padding: 0; list-style: none; } .rows li { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s3);
 align-items: center; justify-content: space-between; padding-block: var(--s2); border-bottom: 1px solid var(--line); } .rows li:last-child { border: 0; }
.card > h2 { margin-bottom: var(--s2); } .card > form { margin-top: var(--s3); }
.codes { display: grid; grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); list-style: none; }
.codes, .secret { font-size: 1.125rem; overflow-wrap: anywhere; }
@media (max-width: 40rem) { .who time { flex-basis: 100%; } .top nav { order: 1; width: 100%; gap: 0 var(--s3); font-size: .9375rem; } .top nav a, .top .brand { padding-block: .7rem; } .top .brand img { margin-block: -.4rem; } .list thead { display: none; } .list, .list tbody, .list tr, .list td { display: block; }
 .list { background: none; } .list tr { margin-bottom: var(--s2); padding: var(--s2) var(--s3); background: var(--paper);
 border: 1px solid var(--line); border-radius: var(--round); } .list td { padding: var(--s1) 0; border: 0; } }
draft-keeper, file-limits { display: block; } p[role=status]:empty { margin: 0; }
.unsent { margin-top: var(--s3); } .unsent p { margin-top: 0; } .turbo-progress-bar { background: var(--accent); }
@media print { :root { color-scheme: light; --paper: #fff; --ground: #fff; --ink: #000; --quiet: #444; --line: #bbb; --accent: #124a9c; --ours: #fff; --good: #000; }
 .top, .foot, form, .skip, .pages, .unprinted { display: none !important; } .who, .files li { break-inside: avoid; }
 details::details-content { content-visibility: visible; block-size: auto; }
 .text a[href^=http]:not(.said)::after { content: " (" attr(href) ")"; } }
`;

/** What the content security policy allows: this style and no other. */
export const STYLE_HASH = `sha256-${createHash('sha256').update(STYLE).digest('base64')}`;

/** The same of the style that Turbo adds for its progress bar. It changes with Turbo's version. */
export const PROGRESS_STYLE_HASH = 'sha256-WAyOw4V+FqDc35lQPyRADLBWbuNK8ahvYEaQIYF1+Ps=';
