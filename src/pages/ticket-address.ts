import { here } from './layout';

/** How the visitor reaches the ticket: what each link and form needs to lead here again. */
export interface Way {
  number: string;
  /** The access code; empty for a signed-in client. */
  code: string;
}

/** The address of a ticket's page. @param more further parameters, such as `file` */
export function ticketAddress(
  address: string,
  { number, code }: Way,
  more: Record<string, string | number> = {},
): string {
  const parameters = { tid: number, ...(code !== '' && { c: code }), ...more };
  const query = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(value)}`);
  return `${here(address)}?${query.join('&')}`;
}
