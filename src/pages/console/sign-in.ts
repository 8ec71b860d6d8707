import { ADDRESSES } from '../../config/addresses';
import { html, NONE, when } from '../html';
import type { Visit } from '../layout';
import { type KeptText, keptText } from '../sign-in';
import { linkTo, strangersPage, told } from './layout';
import type { ConsoleTexts } from './texts';

/** What to show in a form to sign in. */
export interface StaffSignInView {
  form: 'password' | 'code';
  /** The proof that the form was shown to this browser. */
  proof: string;
  /** Where to go afterwards; empty for the queue. */
  goto: string;
  done: string;
  problem: string;
  /** The user name that was entered. Passwords are not shown again. */
  username: string;
}

/** `/admin/sign-in`. */
export function staffSignInPage(visit: Visit, texts: ConsoleTexts, view: StaffSignInView): string {
  const { frame } = texts;
  const shared = visit.language.texts.signIn;
  const described = view.problem === '' ? NONE : html` aria-invalid="true"`;
  const fields = {
    password: html`<p class="field"><label for="username">${frame.username}</label>
<input id="username" name="username" dir="ltr" value="${view.username}" autocomplete="username" autocapitalize="none" spellcheck="false" required${described}></p>
<p class="field"><label for="password">${frame.password}</label>
<input id="password" type="password" name="password" autocomplete="current-password" required${described}></p>
<button>${frame.signInButton}</button>`,
    code: html`<p class="field"><label for="code">${shared.code}</label>
<span class="hint" id="code-hint">${shared.codeHint}</span>
<input id="code" name="code" dir="ltr" autocomplete="one-time-code" spellcheck="false" required autofocus aria-describedby="code-hint"${described}></p>
<button>${shared.goOn}</button>`,
  };
  return strangersPage(visit, texts, {
    title: view.form === 'password' ? frame.signIn : shared.codeTitle,
    kind: 'narrow',
    content: html`${told(view)}
<form class="card" method="post" action="${linkTo(visit, ADDRESSES.consoleSignIn)}">
<input type="hidden" name="task" value="${view.form}"><input type="hidden" name="proof" value="${view.proof}">
${when(view.goto !== '', () => html`<input type="hidden" name="goto" value="${view.goto}">`)}
${fields[view.form]}
</form>
${when(view.form === 'code', () => html`<p><a href="${linkTo(visit, ADDRESSES.consoleSignIn)}">${shared.back}</a></p>`)}`,
  });
}

/** What an administrator wrote whose session has ended. The script shows it in place, as it looks like the form's page. */
export const staffKeptTextPage = (visit: Visit, texts: ConsoleTexts, kept: KeptText): string =>
  strangersPage(visit, texts, {
    title: visit.language.texts.signIn.keptTitle,
    content: keptText(visit, kept),
  });
