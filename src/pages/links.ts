import { type Html, html, isolated } from './html';
import { page, type Visit } from './layout';
import type { Texts } from './texts';

interface Field {
  name: string;
  label: keyof Texts['links'] & ('newPassword' | 'repeatPassword' | 'firstName' | 'lastName' | 'ownPassword');
  type: 'text' | 'password';
  /** The HTML attribute: what a browser may fill in by itself. */
  autocomplete: string;
}

const NEW_PASSWORD: Field[] = [
  { name: 'password', label: 'newPassword', type: 'password', autocomplete: 'new-password' },
  { name: 'password_again', label: 'repeatPassword', type: 'password', autocomplete: 'new-password' },
];

const NEW_USER: Field[] = [
  { name: 'firstname', label: 'firstName', type: 'text', autocomplete: 'given-name' },
  { name: 'lastname', label: 'lastName', type: 'text', autocomplete: 'family-name' },
  ...NEW_PASSWORD,
];

const OWN_PASSWORD: Field[] = [
  { name: 'password', label: 'ownPassword', type: 'password', autocomplete: 'current-password' },
];

/** What to show in a form that was refused. */
export interface Refilled {
  /** Why it was refused; empty the first time. */
  problem: string;
  /** The values entered, by name. Passwords are not shown again. */
  entered: Record<string, string>;
}

/**
 * A form that posts to its own address, which contains the token. Inputs have no length limit, because a browser would
 * silently cut a long password.
 */
function form({ language: { texts } }: Visit, fields: Field[], button: string, { problem, entered }: Refilled): Html {
  const inputs = fields.map(({ name, label, type, autocomplete }) => {
    const value = type === 'password' ? '' : (entered[name] ?? '');
    return html`<p class="field"><label>${texts.links[label]} <input type="${type}" name="${name}" value="${value}" autocomplete="${autocomplete}" required></label></p>
`;
  });
  return html`<form method="post">
${problem === '' ? '' : html`<p class="problem" role="alert">${problem}</p>`}
${inputs}<button>${button}</button>
</form>`;
}

/** The form to choose a new password. */
export const passwordPage = (visit: Visit, refilled: Refilled): string =>
  page(
    visit,
    visit.language.texts.links.choosePassword,
    form(visit, NEW_PASSWORD, visit.language.texts.links.setPassword, refilled),
  );

/** The part of GetInvite's answer that the page shows. */
export interface ShownInvite {
  client_name: string;
  email: string;
  is_user: boolean;
}

/** An invitation with the form to accept it. It asks users for their password, and new users for a name too. */
export function invitePage(visit: Visit, { client_name, email, is_user }: ShownInvite, refilled: Refilled): string {
  const { links } = visit.language.texts;
  return page(
    visit,
    links.invited,
    html`<p>${links.invitation(isolated(client_name), isolated(email))}</p>
<p>${is_user ? links.enterOwnPassword : links.enterNewUser}</p>
${form(visit, is_user ? OWN_PASSWORD : NEW_USER, links.accept, refilled)}`,
  );
}
