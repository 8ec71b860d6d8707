import type { NextFunction, Request, Response } from 'express';
import type { AddressGate } from '../access/address-gate';
import { ADDRESSES } from '../config/addresses';
import { html, when } from '../pages/html';
import { here, PAGE_HEADERS, PLAIN_PORTAL, page } from '../pages/layout';
import { languageFor } from '../pages/texts';
import { guarded } from './explorer';

/** The links have no leading slash, so they work below any prefix of a proxy. */
const pageIn = (folder: string, isForGuests: boolean): string =>
  page(
    {
      ...{ language: languageFor(['english'], ''), portal: PLAIN_PORTAL, place: undefined },
      ...{ timeZone: 'UTC', now: new Date(0), proof: undefined },
    },
    'Hatchdesk',
    html`<p>This is a support-ticket server. Programs call its API, customers have pages to read and answer their tickets, and staff have a console.</p>
${when(isForGuests, () => html`<p><a class="button" href="${here(ADDRESSES.newTicket)}">Open a ticket</a></p>`)}
<ul>
<li><a href="${here(ADDRESSES.console)}">The console for staff</a></li>
<li><a href="docs">Every call, with a form to try it</a></li>
<li><a href="openapi.json">The same for programs, in OpenAPI</a></li>
<li>The API itself: <code>POST ${folder}${ADDRESSES.hatch}</code></li>
</ul>
<p>Calls need a credential. On the server, this makes one: <code>npx hatchdesk credential create</code></p>`,
  );

/**
 * The page at `/`, which tells a person in a browser what this server is and where the documentation is. The allow list
 * applies, as for calls. A program that asks for JSON gets the refusal of any unknown path.
 *
 * @param folder the folder in the desk's public address; empty if there is none
 * @param isForGuests whether guests may open tickets now; the page then links to the form
 */
export function frontPage(addressGate: AddressGate, folder: string, isForGuests: () => Promise<boolean>) {
  const show = guarded(addressGate, async (res) => {
    res.set(PAGE_HEADERS).send(pageIn(folder, await isForGuests()));
  });
  return (req: Request, res: Response, next: NextFunction) =>
    req.accepts(['html', 'json']) === 'html' ? show(req, res) : next();
}
