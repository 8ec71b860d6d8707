/** The kinds of mail that people can turn on or off. */
const MAIL_KINDS = ['general', 'product', 'domain', 'invoice', 'support', 'affiliate'] as const;

type MailKind = (typeof MAIL_KINDS)[number];
export type MailPreferences = Record<MailKind, boolean>;

/** Preferences as they are stored or sent: some kinds may be missing. */
type Kept = { [Kind in MailKind]?: boolean | undefined };

const preferencesOf =
  (unless: boolean) =>
  (kept: Kept): MailPreferences => {
    const of = (kind: MailKind) => kept[kind] ?? unless;
    return {
      general: of('general'),
      product: of('product'),
      domain: of('domain'),
      invoice: of('invoice'),
      support: of('support'),
      affiliate: of('affiliate'),
    };
  };

/** Clients get every kind that they did not turn off. */
export const clientPreferences = preferencesOf(true);

/**
 * Contacts get only kinds that were turned on for them: being named in somebody else's account is no request for mail.
 */
export const contactPreferences = preferencesOf(false);

/** The preferences to store after a change; kinds that it does not name stay. Undefined without a change. */
export function changedPreferences(kept: Kept, change: Kept | undefined): Record<string, boolean> | undefined {
  if (change === undefined) return undefined;
  const kinds = MAIL_KINDS.filter((kind) => change[kind] !== undefined || kept[kind] !== undefined);
  return Object.fromEntries(kinds.map((kind) => [kind, (change[kind] ?? kept[kind]) === true]));
}
