import { type Html, html, page } from './client-html';

interface Field {
  name: string;
  label: string;
  type: 'text' | 'password';
  /** The HTML attribute: what a browser may fill in by itself. */
  autocomplete: string;
}

const NEW_PASSWORD: Field[] = [
  { name: 'password', label: 'New password', type: 'password', autocomplete: 'new-password' },
  { name: 'password_again', label: 'Repeat the password', type: 'password', autocomplete: 'new-password' },
];

const NEW_USER: Field[] = [
  { name: 'firstname', label: 'First name', type: 'text', autocomplete: 'given-name' },
  { name: 'lastname', label: 'Last name', type: 'text', autocomplete: 'family-name' },
  ...NEW_PASSWORD,
];

const OWN_PASSWORD: Field[] = [
  { name: 'password', label: 'Your password', type: 'password', autocomplete: 'current-password' },
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
function form(fields: Field[], button: string, { problem, entered }: Refilled): Html {
  const inputs = fields.map(({ name, label, type, autocomplete }) => {
    const value = type === 'password' ? '' : (entered[name] ?? '');
    return html`<label>${label} <input type="${type}" name="${name}" value="${value}" autocomplete="${autocomplete}" required></label>
`;
  });
  return html`<form method="post">
${problem === '' ? '' : html`<p class="problem" role="alert">${problem}</p>`}
${inputs}<button>${button}</button>
</form>`;
}

/** The form to choose a new password. */
export const passwordPage = (refilled: Refilled): string =>
  page('Choose another password', form(NEW_PASSWORD, 'Set the password', refilled));

/** The part of GetInvite's answer that the page shows. */
export interface ShownInvite {
  client_name: string;
  email: string;
  is_user: boolean;
}

/** An invitation with the form to accept it. It asks users for their password, and new users for a name too. */
export function invitePage({ client_name, email, is_user }: ShownInvite, refilled: Refilled): string {
  const what = is_user
    ? 'Please enter the password that you sign in with.'
    : 'This address has no sign-in yet. Please enter your name and choose a password.';
  return page(
    'You are invited',
    html`<p><bdi>${client_name}</bdi> gives you, <bdi>${email}</bdi>, access to their account.</p>
<p>${what}</p>
${form(is_user ? OWN_PASSWORD : NEW_USER, 'Accept the invitation', refilled)}`,
  );
}
