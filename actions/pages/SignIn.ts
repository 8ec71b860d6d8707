import { action } from '../../src/calls/action';
import type { PagesSignIn } from '../../src/generated/pages/SignIn';
import { type PasswordTried, signInByPassword, tryPassword } from '../../src/people/signing-in';

/** A failure is an answer and no refusal, so that the activity log keeps it. */
export default action(
  ({ email = '', password = '' }: PagesSignIn, tools): Promise<PasswordTried> => tryPassword(tools, email, password),
  async ({ browser = '', replaced }, context, tried) => ({
    ...(await signInByPassword(context, tried, { browser, replaced })),
  }),
);
