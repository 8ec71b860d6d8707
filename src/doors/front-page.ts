import type { NextFunction, Request, Response } from 'express';
import type { AddressGate } from '../access/address-gate';
import { ADDRESSES } from '../config/addresses';
import { html, PAGE_HEADERS, page } from './client-html';
import { guarded } from './explorer';

/** The links have no leading slash, so they work below any prefix of a proxy. */
const pageIn = (folder: string): string =>
  page(
    'Hatchdesk',
    html`<p>This is a support-ticket server for programs. It has no pages for staff, who work with a program that calls the API.</p>
<ul>
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
 */
export function frontPage(addressGate: AddressGate, folder: string) {
  const shown = pageIn(folder);
  const show = guarded(addressGate, (res) => void res.set(PAGE_HEADERS).send(shown));
  return (req: Request, res: Response, next: NextFunction) =>
    req.accepts(['html', 'json']) === 'html' ? show(req, res) : next();
}
