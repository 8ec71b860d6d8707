import { ADDRESSES } from '../config/addresses';
import { type Html, html, NONE, when } from './html';
import { here, page, type Visit } from './layout';

/** Which of the forms to sign in is shown. */
export type SignInForm = 'password' | 'mail' | 'reset' | 'code';

/** What to show in a form to sign in. */
export interface SignInView {
  form: SignInForm;
  /** The proof that the form was shown to this browser. */
  proof: string;
  /** Where to go afterwards; empty for the first page. */
  goto: string;
  /** What was done, and why something was refused; empty if nothing was. */
  done: string;
  problem: string;
  /** The address that was entered. Passwords are not shown again. */
  email: string;
}

/** `/login.php`. */
export function signInPage(visit: Visit, view: SignInView): string {
  const texts = visit.language.texts.signIn;
  const titles = { password: texts.title, mail: texts.byMail, reset: texts.forgotten, code: texts.codeTitle };
  return page(
    visit,
    titles[view.form],
    html`${told(view)}
${FORMS[view.form](visit, view)}
${otherWays(visit, view)}`,
  );
}

const told = ({ done, problem }: Pick<SignInView, 'done' | 'problem'>): Html =>
  html`${when(done !== '', () => html`<p class="done" role="status">${done}</p>`)}${when(
    problem !== '',
    () => html`<p class="problem" id="problem" role="alert">${problem}</p>`,
  )}`;

const FORMS: Record<SignInForm, (visit: Visit, view: SignInView) => Html> = {
  password: (visit, view) => {
    const texts = visit.language.texts.signIn;
    return form(
      view,
      'password',
      html`${emailField(visit, view, 'username')}
<p class="field"><label for="password">${texts.password}</label>
<input id="password" type="password" name="password" autocomplete="current-password" required${described(view)}></p>
<button>${texts.button}</button>`,
    );
  },
  mail: (visit, view) => {
    const texts = visit.language.texts.signIn;
    return form(
      view,
      'link',
      html`<p>${texts.byMailHint}</p>
${emailField(visit, view, 'email')}
<button>${texts.sendLink}</button>`,
    );
  },
  reset: (visit, view) => {
    const texts = visit.language.texts.signIn;
    return form(
      view,
      'reset',
      html`<p>${texts.forgottenHint}</p>
${emailField(visit, view, 'email')}
<button>${texts.sendLink}</button>`,
    );
  },
  code: (visit, view) => {
    const texts = visit.language.texts.signIn;
    return form(
      view,
      'code',
      html`<p class="field"><label for="code">${texts.code}</label>
<span class="hint" id="code-hint">${texts.codeHint}</span>
<input id="code" name="code" dir="ltr" autocomplete="one-time-code" autocapitalize="characters" spellcheck="false" required autofocus aria-describedby="code-hint${view.problem === '' ? '' : ' problem'}"></p>
<button>${texts.goOn}</button>`,
    );
  },
};

const form = (view: SignInView, task: string, fields: Html): Html =>
  html`<form class="card narrow" method="post" action="${here(ADDRESSES.signIn)}">
<input type="hidden" name="task" value="${task}"><input type="hidden" name="proof" value="${view.proof}">
${when(view.goto !== '', () => html`<input type="hidden" name="goto" value="${view.goto}">`)}
${fields}
</form>`;

const described = ({ problem }: SignInView): Html =>
  problem === '' ? NONE : html` aria-describedby="problem" aria-invalid="true"`;

/** Browsers refuse quotes in a field of the type `email`, and send a domain in the letters of a language in ASCII. */
const emailField = (
  { language: { texts } }: Visit,
  view: SignInView,
  autocomplete: string,
): Html => html`<p class="field"><label for="email">${texts.signIn.email}</label>
<input id="email" inputmode="email" name="email" dir="ltr" value="${view.email}" autocomplete="${autocomplete}" autocapitalize="none" spellcheck="false" required${described(view)}></p>`;

/** The links to the other forms, which keep where to go afterwards. */
function otherWays({ language: { texts } }: Visit, { form: shown, goto }: SignInView): Html {
  const { byMail, forgotten, back, or } = texts.signIn;
  const ways: [form: SignInForm, text: string][] = [
    ['password', back],
    ['mail', byMail],
    ['reset', forgotten],
  ];
  const links = ways
    .filter(([form]) => form !== shown)
    .map(([form, text]) => {
      const query = [form === 'password' ? [] : `by=${form}`, goto === '' ? [] : `goto=${encodeURIComponent(goto)}`];
      const parameters = query.flat().join('&');
      return html`<li><a href="${here(ADDRESSES.signIn)}${parameters === '' ? '' : `?${parameters}`}">${text}</a></li>
`;
    });
  return html`<nav aria-label="${or}"><ul class="ways">
${links}</ul></nav>`;
}

/** The page of a mailed link. Only its button uses the link up, because programs that check mail follow links. */
export function signInLinkPage(visit: Visit, email: string, proof: string, problem: string): string {
  const texts = visit.language.texts.signIn;
  return page(
    visit,
    texts.linkTitle,
    html`${told({ done: '', problem })}
<form class="card narrow" method="post">
<input type="hidden" name="proof" value="${proof}">
<p><bdi>${texts.link(email)}</bdi></p>
<button>${texts.button}</button>
</form>`,
  );
}

/** What somebody wrote whose session has ended. */
export interface KeptText {
  /** Where the form was sent, seen from the page. */
  address: string;
  /** The page to sign in on, seen from the page. */
  signIn: string;
  /** The fields in which something was written. */
  written: readonly (readonly [name: string, text: string])[];
  /** The other fields of the form. */
  others: readonly (readonly [name: string, value: string])[];
  hadFiles: boolean;
}

/** Keeps what somebody wrote whose session has ended, in a form that sends it to the same address. */
export const keptTextPage = (visit: Visit, kept: KeptText): string =>
  page(visit, visit.language.texts.signIn.keptTitle, keptText(visit, kept));

/** What {@link keptTextPage} shows, for pages of another look. */
export function keptText(visit: Visit, { address, signIn, written, others, hadFiles }: KeptText): Html {
  const texts = visit.language.texts.signIn;
  return html`<p class="problem" role="alert">${texts.kept}${when(hadFiles, () => html` ${texts.keptFiles}`)}</p>
<p><a class="button" href="${signIn}" target="_blank" rel="noopener">${texts.keptSignIn}</a></p>
<form class="card" method="post" action="${address}">
${others.map(
  ([name, value]) => html`<input type="hidden" name="${name}" value="${value}">
`,
)}${written.map(
  (
    [name, words],
    at,
  ) => html`<p class="field"><label for="written${at}">${name === 'message' ? texts.keptMessage : visit.language.texts.errors.written}</label>
<textarea id="written${at}" name="${name}" dir="auto" required>
${words}</textarea></p>
`,
)}<button>${texts.keptSend}</button>
</form>`;
}
