/** A body as it is sent, and what its header says that it is. */
export interface UpstreamForm {
  contentType: string;
  body: Buffer;
}

/** Fields that say who calls, and what. The client itself writes them. */
const OWN = /^(action|identifier|secret|username|password|accesskey|responsetype)$/i;

/** What the client itself says with each call. */
interface Opening {
  action: string;
  credentials: [name: string, value: string][];
  responsetype: string | undefined;
}

/**
 * Writes a call as a form. Fields that would say another action, format or caller are left out.
 *
 * @param fields names and values in their order; a name may repeat
 */
export function formOf(
  { action, credentials, responsetype }: Opening,
  fields: readonly (readonly [name: string, value: string])[],
): UpstreamForm {
  const form = new URLSearchParams([
    ['action', action],
    ...credentials,
    ...fields.filter(([name]) => !OWN.test(name)).map(([name, value]): [string, string] => [name, value]),
    ...(responsetype === undefined ? [] : [['responsetype', responsetype] as [string, string]]),
  ]);
  return { contentType: 'application/x-www-form-urlencoded', body: Buffer.from(form.toString()) };
}
