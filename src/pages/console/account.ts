import { ADDRESSES } from '../../config/addresses';
import { type Html, html, NONE, when } from '../html';
import { timeOf } from '../times';
import { consolePage, form, linkTo, type StaffVisit, told } from './layout';

/** The answer of GetOwnAccount, as the page shows it. */
export interface OwnAccount {
  adminusername: string;
  name: string;
  email: string;
  language: string;
  signature: string;
  secondfactor: 'off' | 'unconfirmed' | 'on';
  recoverycodes: number;
  sessions: { session: OwnSession[] };
}

interface OwnSession {
  sessionid: number;
  address: string;
  browser: string;
  created: Date;
  lastseen: Date;
  iscurrent: boolean;
}

/** The languages to choose from, by WHMCS's names, each in its own words. */
const LANGUAGES: readonly [value: string, name: string][] = [
  ['english', 'English'],
  ['german', 'Deutsch'],
  ['arabic', 'العربية'],
];

/** `/admin/account`: how an administrator signs in, and where else. */
export const ownAccountPage = (
  visit: StaffVisit,
  account: OwnAccount,
  what: { done?: string; problem?: string },
): string =>
  consolePage(visit, {
    title: visit.texts.account.title,
    current: 'account',
    content: html`${told(what)}
<p class="facts"><strong><bdi>${account.name}</bdi></strong> <bdi>${account.adminusername}</bdi> <bdi>${account.email}</bdi></p>
${settingsCard(visit, account)}${passwordCard(visit, account)}${factorCard(visit, account)}${sessionsCard(visit, account)}`,
  });

const card = (id: string, title: string, content: Html): Html =>
  html`<section class="card" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${content}</section>
`;

const task = (visit: StaffVisit, name: string, content: Html): Html =>
  form(visit, {
    to: ADDRESSES.consoleAccount,
    content: html`<input type="hidden" name="task" value="${name}">
${content}`,
  });

function settingsCard(visit: StaffVisit, { language, signature }: OwnAccount): Html {
  const texts = visit.texts.account;
  const shared = visit.language.texts.signIn;
  const options = LANGUAGES.map(
    ([
      value,
      name,
    ]) => html`<option value="${value}"${value === language.toLowerCase() ? html` selected` : NONE}>${name}</option>
`,
  );
  return card(
    'settings',
    texts.settings,
    task(
      visit,
      'settings',
      html`<p class="field"><label for="language">${shared.language}</label>
<select id="language" name="language"><option value="">${shared.noLanguage}</option>
${options}</select></p>
<p class="field"><label for="signature">${texts.signature}</label>
<span class="hint" id="signature-hint">${texts.signatureHint}</span>
<textarea id="signature" name="signature" rows="4" dir="auto" aria-describedby="signature-hint">
${signature}</textarea></p>
<button class="second">${texts.save}</button>
`,
    ),
  );
}

const passwordField = (id: string, label: string, autocomplete: string, name: string): Html =>
  html`<p class="field"><label for="${id}">${label}</label>
<input id="${id}" type="password" name="${name}" autocomplete="${autocomplete}" required></p>
`;

function passwordCard(visit: StaffVisit, { adminusername }: OwnAccount): Html {
  const texts = visit.language.texts.signIn;
  const fields = html`<input name="username" value="${adminusername}" autocomplete="username" hidden readonly>
${passwordField('present', texts.present, 'current-password', 'presentpassword')}${passwordField('password2', texts.newPassword, 'new-password', 'password2')}<p class="hint">${texts.newPasswordHint}</p>
${passwordField('again', texts.again, 'new-password', 'again')}<button class="second">${texts.changePassword}</button>
`;
  return card('password', texts.changePassword, task(visit, 'password', fields));
}

const codeField = (visit: StaffVisit, hint: Html): Html =>
  html`<p class="field"><label for="code">${visit.language.texts.signIn.code}</label>
${hint}<input id="code" name="code" dir="ltr" autocomplete="one-time-code" spellcheck="false" required></p>
`;

function factorCard(visit: StaffVisit, { secondfactor, recoverycodes }: OwnAccount): Html {
  const texts = visit.language.texts.signIn;
  if (secondfactor !== 'on') {
    const start = html`<button class="second">${texts.factorStart}</button>`;
    return card(
      'factor',
      texts.factor,
      html`<p>${texts.factorOff}</p>
${task(visit, 'totpStart', start)}`,
    );
  }
  const hint = html`<span class="hint">${texts.codeHint}</span>
`;
  const fields = html`${passwordField('factor-password', texts.present, 'current-password', 'presentpassword')}${codeField(visit, hint)}<button class="second">${texts.factorEnd}</button>
`;
  return card(
    'factor',
    texts.factor,
    html`<p>${texts.factorOn(recoverycodes)}</p>
<details><summary>${texts.factorEnd}</summary>${task(visit, 'totpEnd', fields)}</details>`,
  );
}

function sessionsCard(visit: StaffVisit, { sessions: { session: sessions } }: OwnAccount): Html {
  const texts = visit.language.texts.signIn;
  const rows = sessions.map(({ sessionid, browser: name, address, created, lastseen, iscurrent }) => {
    const browser = name === '' ? texts.unknownBrowser : name;
    const end = html`<input type="hidden" name="sessionid" value="${sessionid}"><button class="second" aria-label="${texts.endThat(browser)}">${texts.end}</button>`;
    return html`<li><div><strong><bdi>${browser}</bdi></strong>${when(iscurrent, () => html` <span class="state">${texts.thisBrowser}</span>`)}
<div class="hint"><bdi>${address}</bdi></div>
<div class="hint">${texts.since}: ${timeOf(visit, created)}</div>
<div class="hint">${texts.lastSeen}: ${timeOf(visit, lastseen)}</div></div>
${iscurrent ? NONE : task(visit, 'session', end)}</li>
`;
  });
  const others = html`<button class="second">${texts.endOthers}</button>`;
  return card(
    'sessions',
    texts.sessions,
    html`<ul class="rows">${rows}</ul>
${when(sessions.length > 1, () => task(visit, 'others', others))}`,
  );
}

/** The page to turn on the second factor. @param enrolment the answer of GetOwnSecondFactor */
export function enrolPage(
  visit: StaffVisit,
  { secret, address }: { secret: string; address: string },
  problem: string,
): string {
  const texts = visit.language.texts.signIn;
  const groups = secret.match(/.{1,4}/g) ?? [];
  const fields = html`<p>${texts.enrolCode}</p>
${codeField(visit, NONE)}${passwordField('factor-password', texts.present, 'current-password', 'presentpassword')}<button>${texts.confirm}</button>
`;
  return consolePage(visit, {
    ...{ title: texts.enrolTitle, current: 'account' },
    content: html`${told({ problem })}
<div class="card narrow"><p>${texts.enrol}</p>
<p><a class="button" href="${address}">${texts.enrolLink}</a></p>
<p><strong>${texts.enrolKey}</strong><br><code class="secret" dir="ltr">${groups.join(' ')}</code></p>
${task(visit, 'totpConfirm', fields)}</div>
${toAccount(visit)}`,
  });
}

const toAccount = (visit: StaffVisit): Html =>
  html`<p><a href="${linkTo(visit, ADDRESSES.consoleAccount)}">${visit.texts.account.title}</a></p>`;

/** The page that shows recovery codes, once. */
export function recoveryPage(visit: StaffVisit, codes: readonly string[]): string {
  const texts = visit.language.texts.signIn;
  return consolePage(visit, {
    ...{ title: texts.recoveryTitle, current: 'account' },
    content: html`<p class="done" role="status">${texts.recovery}</p>
<ul class="card codes" dir="ltr">${codes.map(
      (code) => html`<li><code>${code}</code></li>
`,
    )}</ul>
${toAccount(visit)}`,
  });
}
