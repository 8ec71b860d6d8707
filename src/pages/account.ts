import { ADDRESSES } from '../config/addresses';
import { type Html, html, NONE, when } from './html';
import { here, page, type Visit } from './layout';
import { timeOf } from './times';

/** The answer of pages/GetAccount, as the page shows it. */
export interface ShownAccount {
  has_user: boolean;
  name: string;
  email: string;
  language: string;
  has_password: boolean;
  second_factor: 'off' | 'unconfirmed' | 'on';
  recovery_codes: number;
  accounts: { id: number; name: string; is_current: boolean }[];
  sessions: ShownSession[];
}

interface ShownSession {
  id: number;
  way: 'sso' | 'password' | 'link';
  address: string;
  browser: string;
  created_at: Date;
  last_seen_at: Date;
  is_current: boolean;
}

/** The languages to choose from, by WHMCS's names, each in its own words. */
const LANGUAGES: readonly [value: string, name: string][] = [
  ['english', 'English'],
  ['german', 'Deutsch'],
  ['arabic', 'العربية'],
];

/** What was done, and why something was refused; empty if nothing was. */
interface AccountTold {
  done: string;
  problem: string;
}

const NOTHING_TOLD: AccountTold = { done: '', problem: '' };

/** `/account.php`: how somebody signs in, and where else. */
export function accountPage(visit: Visit, account: ShownAccount, told: AccountTold = NOTHING_TOLD): string {
  const texts = visit.language.texts.signIn;
  return page(
    visit,
    texts.account,
    html`${tell(told)}
${when(account.has_user, () => html`<p class="facts"><strong><bdi>${account.name}</bdi></strong> <bdi>${account.email}</bdi></p>`)}
${when(account.accounts.length > 1, () => card('accounts', texts.accounts, accountChoice(visit, account, '')))}
${account.has_user ? html`${passwordCard(visit, account)}${factorCard(visit, account)}${languageCard(visit, account)}` : html`<p>${texts.noUser}</p>`}
${sessionsCard(visit, account)}`,
  );
}

/** The page to choose an account after signing in. @param goto where to go afterwards */
export const accountsPage = (visit: Visit, account: ShownAccount, goto: string): string =>
  page(
    visit,
    visit.language.texts.signIn.accounts,
    html`<div class="card">${accountChoice(visit, account, goto)}</div>`,
  );

const tell = ({ done, problem }: AccountTold): Html =>
  html`${when(done !== '', () => html`<p class="done" role="status">${done}</p>`)}${when(
    problem !== '',
    () => html`<p class="problem" role="alert">${problem}</p>`,
  )}`;

/** A form of the page. */
const form = ({ proof }: Visit, task: string, fields: Html, more = NONE): Html =>
  html`<form method="post" action="${here(ADDRESSES.account)}"${more}>
<input type="hidden" name="proof" value="${proof ?? ''}"><input type="hidden" name="task" value="${task}">
${fields}</form>`;

const card = (id: string, title: string, content: Html): Html =>
  html`<section class="card" aria-labelledby="${id}"><h2 id="${id}">${title}</h2>
${content}</section>
`;

function accountChoice(visit: Visit, { accounts }: ShownAccount, goto: string): Html {
  const texts = visit.language.texts.signIn;
  const forms = accounts.map(({ id, name, is_current }) => {
    const fields = html`<input type="hidden" name="account" value="${id}"><input type="hidden" name="goto" value="${goto}">
<button class="second"><bdi>${texts.choose(name)}</bdi></button>${when(is_current, () => html` <span class="hint">${texts.current}</span>`)}`;
    return html`<li>${form(visit, 'account', fields)}</li>
`;
  });
  return html`<p>${texts.accountsHint}</p>
<ul class="rows">${forms}</ul>`;
}

const passwordField = (id: string, label: string, autocomplete: string, name: string, more = NONE): Html =>
  html`<p class="field"><label for="${id}">${label}</label>
<input id="${id}" type="password" name="${name}" autocomplete="${autocomplete}" required${more}></p>
`;

function passwordCard(visit: Visit, { has_password, email }: ShownAccount): Html {
  const texts = visit.language.texts.signIn;
  if (!has_password) {
    return card(
      'password-title',
      texts.changePassword,
      html`<p>${texts.noPassword} <a href="${here(ADDRESSES.signIn)}?by=reset">${texts.noPasswordLink}</a></p>`,
    );
  }
  const fields = html`<input type="email" name="username" value="${email}" autocomplete="username" hidden readonly>
${passwordField('present', texts.present, 'current-password', 'present_password')}${passwordField(
  'password',
  texts.newPassword,
  'new-password',
  'password',
  html` aria-describedby="password-hint"`,
)}<p class="hint" id="password-hint">${texts.newPasswordHint}</p>
${passwordField('again', texts.again, 'new-password', 'password_again')}<button>${texts.changePassword}</button>
`;
  return card('password-title', texts.changePassword, form(visit, 'password', fields));
}

function factorCard(visit: Visit, account: ShownAccount): Html {
  const texts = visit.language.texts.signIn;
  if (account.second_factor !== 'on') {
    const start = html`<button class="second">${texts.factorStart}</button>
`;
    return card(
      'factor',
      texts.factor,
      html`<p>${texts.factorOff}</p>
${form(visit, 'totpStart', start)}`,
    );
  }
  const fields = html`${passwordField('factor-password', texts.present, 'current-password', 'present_password')}${codeField(visit)}<button class="second">${texts.factorEnd}</button>
`;
  return card(
    'factor',
    texts.factor,
    html`<p>${texts.factorOn(account.recovery_codes)}</p>
<details><summary>${texts.factorEnd}</summary>${form(visit, 'totpEnd', fields)}</details>`,
  );
}

const codeField = ({ language: { texts } }: Visit): Html =>
  html`<p class="field"><label for="code">${texts.signIn.code}</label>
<span class="hint" id="code-hint">${texts.signIn.codeHint}</span>
<input id="code" name="code" dir="ltr" autocomplete="one-time-code" spellcheck="false" required aria-describedby="code-hint"></p>
`;

function languageCard(visit: Visit, { language }: ShownAccount): Html {
  const texts = visit.language.texts.signIn;
  const isChosen = (value: string) => value === language.toLowerCase();
  const options = LANGUAGES.map(
    ([value, name]) => html`<option value="${value}"${isChosen(value) ? html` selected` : NONE}>${name}</option>
`,
  );
  const fields = html`<p class="field"><select name="language" aria-labelledby="language-title" aria-describedby="language-hint"><option value="">${texts.noLanguage}</option>
${options}</select>
<span class="hint" id="language-hint">${texts.languageHint}</span></p>
<button class="second">${texts.save}</button>
`;
  return card('language-title', texts.language, form(visit, 'language', fields));
}

function sessionsCard(visit: Visit, { sessions }: ShownAccount): Html {
  const texts = visit.language.texts.signIn;
  const rows = sessions.map((session) => {
    const browser = session.browser === '' ? texts.unknownBrowser : session.browser;
    const end = html`<input type="hidden" name="id" value="${session.id}"><button class="second" aria-label="${texts.endThat(browser)}">${texts.end}</button>
`;
    return html`<li><div><strong><bdi>${browser}</bdi></strong>${when(session.is_current, () => html` <span class="state">${texts.thisBrowser}</span>`)}
<div class="hint"><bdi>${session.address}</bdi> · ${texts.ways[session.way]}</div>
<div class="hint">${texts.since}: ${timeOf(visit, session.created_at)}</div>
<div class="hint">${texts.lastSeen}: ${timeOf(visit, session.last_seen_at)}</div></div>
${session.is_current ? NONE : form(visit, 'end', end)}</li>
`;
  });
  const others = html`<button class="second">${texts.endOthers}</button>
`;
  return card(
    'sessions',
    texts.sessions,
    html`<ul class="rows">${rows}</ul>
${when(sessions.length > 1, () => form(visit, 'endOthers', others))}`,
  );
}

/** What a device needs to know: the answer of pages/GetTotp. */
export interface ShownEnrolment {
  secret: string;
  address: string;
}

/** The page to turn on the second factor. */
export function enrolPage(
  visit: Visit,
  { secret, address, has_password }: ShownEnrolment & Pick<ShownAccount, 'has_password'>,
  problem: string,
): string {
  const texts = visit.language.texts.signIn;
  const groups = secret.match(/.{1,4}/g) ?? [];
  const fields = html`<p>${texts.enrolCode}</p>
<p class="field"><label for="code">${texts.code}</label>
<input id="code" name="code" dir="ltr" inputmode="numeric" autocomplete="one-time-code" required></p>
${when(has_password, () => passwordField('factor-password', texts.present, 'current-password', 'present_password'))}<button>${texts.confirm}</button>
`;
  return page(
    visit,
    texts.enrolTitle,
    html`${tell({ done: '', problem })}
<div class="card narrow"><p>${texts.enrol}</p>
<p><a class="button" href="${address}">${texts.enrolLink}</a></p>
<p><strong>${texts.enrolKey}</strong><br><code class="secret" dir="ltr">${groups.join(' ')}</code></p>
${form(visit, 'totpConfirm', fields)}</div>
<p><a href="${here(ADDRESSES.account)}">${texts.account}</a></p>`,
  );
}

/** The page that shows recovery codes, once. */
export function recoveryPage(visit: Visit, codes: string[]): string {
  const texts = visit.language.texts.signIn;
  return page(
    visit,
    texts.recoveryTitle,
    html`<p class="done" role="status">${texts.recovery}</p>
<ul class="card codes" dir="ltr">${codes.map(
      (code) => html`<li><code>${code}</code></li>
`,
    )}</ul>
<p><a href="${here(ADDRESSES.account)}">${texts.account}</a></p>`,
  );
}
