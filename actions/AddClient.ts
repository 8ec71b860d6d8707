import { action, type Context } from '../src/calls/action';
import { checkCountry, checkPhone, personColumns } from '../src/dialects/whmcs/clients';
import { invalid, notFound } from '../src/errors';
import type { AddClient } from '../src/generated/AddClient';
import { addClient, OF_CLIENTS } from '../src/people/clients';
import { rowExists } from '../src/store/rows';
import { type CustomFieldChange, listClientFields } from '../src/store/tickets/custom-fields';
import { isEmail } from '../src/tickets/authors';
import { checkCustomFields } from '../src/tickets/custom-field-rules';
import { filtersOf } from '../src/tickets/spam';

/**
 * Checks in the order of `x-refusals`. The password is checked before everything that is looked up, because it is
 * hashed before the transaction begins.
 */
export default action<AddClient, string | null>(
  async ({ owner_user_id: ownerId, password2 }, { passwords }) =>
    ownerId !== undefined || password2 === undefined ? null : passwords.hash(password2),

  async (params, context, passwordHash) => {
    const { db } = context;
    const { owner_user_id: ownerId, groupid, skipvalidation = false } = params;
    if (ownerId !== undefined && !(await rowExists(db, 'users', ownerId))) throw notFound('Invalid Owner User ID');
    const email = readEntered(params, skipvalidation);
    if (groupid && !(await rowExists(db, 'client_groups', groupid))) throw notFound('Client Group ID Not Found');
    const customFields = await readCustomFields(params, context, skipvalidation);
    const filters = await filtersOf(db, email);
    if (filters.some(({ kind }) => kind === 'sender')) {
      throw invalid('The email address entered is not available for use.');
    }
    const { clientId } = await addClient(context, {
      columns: {
        ...personColumns(params),
        email,
        groupId: groupid || null,
        language: params.language,
        notes: params.notes,
        currencyId: params.currency,
        securityQuestionId: params.securityqid,
        securityAnswer: params.securityqans,
        lastAddress: params.clientip,
        marketingOptIn: params.marketingoptin,
        ssoAllowed: params.allow_sso,
      },
      owner: ownerId === undefined ? { passwordHash } : { userId: ownerId },
      customFields,
      quiet: params.noemail ?? false,
    });
    return { clientid: clientId };
  },
);

/**
 * Checks that nothing required is missing, and returns the e-mail address. It alone is required even with
 * `skipvalidation`.
 */
function readEntered(params: AddClient, skips: boolean): string {
  const need = (text: string | undefined, refusal: string): string => {
    if (!skips && !text?.trim()) throw invalid(refusal);
    return text ?? '';
  };
  need(params.firstname, 'You did not enter your first name');
  need(params.lastname, 'You did not enter your last name');
  const email = params.email.trim();
  if (!email) throw invalid('You did not enter your email address');
  if (!isEmail(email)) throw invalid('The email address you entered was not valid');
  need(params.address1, 'You did not enter your  address line 1');
  need(params.city, 'You did not enter your city');
  need(params.state, 'You did not enter your state');
  need(params.postcode, 'You did not enter your postcode');
  if (!skips) checkCountry(params.country ?? '');
  const phone = need(params.phonenumber, 'You did not enter your phone number');
  if (!skips) checkPhone(phone);
  return email;
}

async function readCustomFields(
  { customfields }: AddClient,
  context: Context,
  skips: boolean,
): Promise<CustomFieldChange[]> {
  const fields = await listClientFields(context.db);
  const needed = skips ? fields.map((field) => ({ ...field, required: false })) : fields;
  return checkCustomFields(context, needed, customfields, true, OF_CLIENTS);
}
