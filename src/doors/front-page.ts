import type { NextFunction, Request, Response } from 'express';
import type { AddressGate } from '../access/address-gate';
import { html, PAGE_HEADERS, page } from './client-html';
import { guarded } from './explorer';
import { HATCH_ADDRESS } from './whmcs';

/** Links without a slash at their beginning work wherever a proxy has the desk. */
const PAGE = page(
  'Hatchdesk',
  html`<p>This is a support-ticket server for programs. It has no pages for staff: whoever looks after tickets does it with a program that calls the API.</p>
<ul>
<li><a href="docs">Every call, with a form to try it</a></li>
<li><a href="openapi.json">The same for programs, in OpenAPI</a></li>
<li>The API itself: <code>POST ${HATCH_ADDRESS}</code></li>
</ul>
<p>Calls need a credential. On the server, this makes one: <code>npx hatchdesk credential create</code></p>`,
);

/**
 * What a person sees who opens the server's address in a browser: what it is, and where to go on. Whoever may call may see
 * it. A program that asks for JSON is answered as on any other path where there is nothing.
 */
export function frontPage(addressGate: AddressGate) {
  const show = guarded(addressGate, (res) => void res.set(PAGE_HEADERS).send(PAGE));
  return (req: Request, res: Response, next: NextFunction) =>
    req.accepts(['html', 'json']) === 'html' ? show(req, res) : next();
}
