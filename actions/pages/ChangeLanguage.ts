import { action } from '../../src/calls/action';
import { signedInUser } from '../../src/dialects/pages/signed-in';
import type { PagesChangeLanguage } from '../../src/generated/pages/ChangeLanguage';
import { changeUser } from '../../src/people/users';

export default action<PagesChangeLanguage>(async ({ language = '' }, context) => {
  await changeUser(context, signedInUser(context.caller).userId, { language });
  return {};
});
