import { type Html, html } from '../html';
import { KEY_GROUPS, KEYS, pressesOf } from './keys';
import { consolePage, type StaffVisit } from './layout';

/** Keys as people read them, each of them marked. Keys are written from left to right in every language. */
function shownKeys(visit: StaffVisit, all: readonly string[]): Html {
  const one = (keys: string): Html => {
    const presses = pressesOf(keys).map((press) => press.map((key) => html`<kbd>${key}</kbd>`));
    return html`<bdi dir="ltr">${presses.flatMap((press, index) => [...(index === 0 ? [] : [html` `]), ...press])}</bdi>`;
  };
  return html`${all.flatMap((keys, index) => [...(index === 0 ? [] : [html` ${visit.texts.keys.or} `]), one(keys)])}`;
}

/** Every key, in groups. The script takes those of a page from here. */
function keyList(visit: StaffVisit): Html {
  const { texts } = visit;
  const { commands, groups, hereTitle, macros, does, key } = texts.keys;
  const head = html`<thead><tr><th scope="col">${does}</th><th scope="col">${key}</th></tr></thead>`;
  const sections = KEY_GROUPS.map((group) => {
    const rows = KEYS.filter((command) => command.group === group).map(
      ({
        name,
        keys,
      }) => html`<tr data-command="${name}" data-group="${group}"><th scope="row">${commands[name]}</th><td>${shownKeys(visit, keys)}</td></tr>
`,
    );
    return html`<section><h2>${groups[group]}</h2>
<table class="keys">${head}<tbody>
${rows}</tbody></table></section>
`;
  });
  // Operators give keys to macros, so only the page of a ticket knows them.
  return html`<div data-keys-list data-title="${hereTitle}">
${sections}<section data-macros="${macros}"></section></div>`;
}

/** The page of all keys, and the switch for those without Ctrl. */
export function keysPage(visit: StaffVisit): string {
  const { title, intro, onMac, switch: words, switchHint } = visit.texts.keys;
  const content = html`<p>${intro} ${onMac}</p>
<keys-switch hidden><label><input type="checkbox" aria-describedby="switch-hint"> ${words}</label>
<p class="hint" id="switch-hint">${switchHint}</p></keys-switch>
${keyList(visit)}`;
  return consolePage(visit, { title, current: 'keys', content });
}
