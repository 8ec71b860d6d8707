import { type Html, html, page } from './client-html';

interface Field {
  name: string;
  label: string;
  type: 'text' | 'password';
  /** What a browser may fill in by itself. */
  autocomplete: string;
}

const NEW_PASSWORD: Field[] = [
  { name: 'password', label: 'New password', type: 'password', autocomplete: 'new-password' },
  { name: 'password_again', label: 'The same again', type: 'password', autocomplete: 'new-password' },
];

const NEW_USER: Field[] = [
  { name: 'firstname', label: 'First name', type: 'text', autocomplete: 'given-name' },
  { name: 'lastname', label: 'Last name', type: 'text', autocomplete: 'family-name' },
  ...NEW_PASSWORD,
];

const OWN_PASSWORD: Field[] = [
  { name: 'password', label: 'Your password', type: 'password', autocomplete: 'current-password' },
];

/** What a form is shown with once more, after it was refused. */
export interface Refilled {
  /** Why it was refused; empty the first time. */
  problem: string;
  /** What was entered, by name: passwords are not shown again. */
  entered: Record<string, string>;
}

/** Sent to the address that shows it, in which the token is. No length is limited: a browser would cut a password short. */
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

/** The form in which another password is chosen. */
export const passwordPage = (refilled: Refilled): string =>
  page('Choose another password', form(NEW_PASSWORD, 'Set the password', refilled));

/** An invitation, as the action tells of it. */
export interface ShownInvite {
  client_name: string;
  email: string;
  is_user: boolean;
}

/** An invitation with the form that accepts it: it asks a user for their password, and somebody new for a name too. */
export function invitePage({ client_name, email, is_user }: ShownInvite, refilled: Refilled): string {
  const what = is_user
    ? 'Please enter the password that you sign in with.'
    : 'Nobody signs in with this address yet: please say who you are, and choose a password.';
  return page(
    'You are invited',
    html`<p><bdi>${client_name}</bdi> gives you, <bdi>${email}</bdi>, access to their account.</p>
<p>${what}</p>
${form(is_user ? OWN_PASSWORD : NEW_USER, 'Accept the invitation', refilled)}`,
  );
}
