/** What is around every page of the console, and how it is denser than the pages for customers. */
export const FRAME = `
:root { font-size: 93.75%; }
body { min-height: 100vh; }
.top .bar { display: flex; flex-wrap: wrap; gap: 0 var(--s3); align-items: center; padding: 0 var(--s3); }
.top .bar nav { display: flex; flex-wrap: wrap; gap: 0 var(--s3); margin-inline: 0 auto; }
.top .bar a, .top .bar strong { display: inline-block; padding-block: var(--s2); }
.top .bar button { min-height: 2rem; padding: var(--s1) var(--s2); }
main.desk { max-width: 64rem; margin: 0 auto; padding: var(--s3); }
main.desk.wide { max-width: 160rem; }
main.desk.narrow { max-width: 28rem; }
.desk button, .desk .button { min-height: 2.25rem; padding: var(--s1) var(--s3); }
@media (max-width: 40rem) { .desk button, .desk .button { min-height: 2.75rem; } .top .bar nav { order: 0; flex: 1 1 auto; width: auto; }
 .top .bar > strong { display: none; } .top .bar form { margin-inline-start: auto; } }
`;
