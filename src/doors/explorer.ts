import { join } from 'node:path';
import type { Request, Response, Router } from 'express';
import express from 'express';
import type { AddressGate } from '../access/address-gate';
import { ApiError } from '../errors';

/** The viewer's own files, and no others of its package. */
const FILES = ['swagger-ui.css', 'swagger-ui-bundle.js'];

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; font-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** Nothing inline, so that the page runs under a policy that forbids it; addresses are the page’s own, wherever a proxy has it. */
const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Hatchdesk API</title>
<meta name="color-scheme" content="light dark">
<link rel="icon" href="data:,">
<link rel="stylesheet" href="docs/swagger-ui.css">
<link rel="stylesheet" href="docs/page.css">
</head>
<body>
<div id="explorer"></div>
<noscript>The explorer needs JavaScript. The description itself is at /openapi.json.</noscript>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>
</body>
</html>
`;

/** Swagger UI is made for wide windows: a table of parameters and its buttons would make a telephone scroll sideways. */
const STYLE = `body { margin: 0; }
@media (max-width: 640px) {
  .swagger-ui .wrapper { padding: 0 8px; }
  .swagger-ui .opblock-section-header { flex-wrap: wrap; gap: 8px; padding: 8px; }
  .swagger-ui .try-out.btn-group { padding: 0; }
  .swagger-ui .opblock-summary-path { max-width: none; overflow-wrap: anywhere; }
  .swagger-ui .parameters-container table, .swagger-ui .parameters-container tbody,
  .swagger-ui .opblock-section-request-body .table-container > table,
  .swagger-ui .opblock-section-request-body .table-container > table > tbody,
  .swagger-ui tr.parameters, .swagger-ui tr.parameters > td { display: block; width: auto; }
  .swagger-ui .parameters-container thead { display: none; }
  .swagger-ui input, .swagger-ui select, .swagger-ui textarea { box-sizing: border-box; min-width: 0; max-width: 100%; }
  .swagger-ui .dialog-ux .modal-ux { min-width: 0; width: calc(100vw - 16px); }
}
`;

/**
 * Fields of forms begin with the example of the call, and are empty without one: a made-up "string" in each would be
 * refused. What is empty is not sent, so there is nothing to tick for that. The window of credentials shows its first, where the viewer gives the keyboard to its last.
 */
const START = `const dark = matchMedia('(prefers-color-scheme: dark)');
const show = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', show);
show();

function begin(form) {
  for (const [name, property] of Object.entries(form.schema.properties || {})) {
    const example = (form.example || {})[name];
    property.examples = [example !== undefined ? example : property.type === 'array' ? [] : ''];
  }
}

function fill(description) {
  for (const path of Object.values(description.paths)) {
    for (const operation of Object.values(path)) {
      for (const [type, body] of Object.entries((operation.requestBody || {}).content || {})) {
        if (type !== 'application/json') begin(body);
      }
    }
  }
  return description;
}

const firstCredential = (Popup, { React }) =>
  class extends React.Component {
    componentDidMount() {
      const input = document.querySelector('.modal-ux input');
      if (input) input.focus();
      const content = document.querySelector('.modal-ux-content');
      if (content) content.scrollTop = 0;
    }
    render() {
      return React.createElement(Popup, this.props);
    }
  };

window.ui = SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#explorer',
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  defaultModelsExpandDepth: -1,
  tryItOutEnabled: true,
  displayRequestDuration: true,
  persistAuthorization: false,
  validatorUrl: null,
  plugins: [{ wrapComponents: { authorizationPopup: firstCredential, ParameterIncludeEmpty: () => () => null } }],
  responseInterceptor(response) {
    if (new URL(response.url).pathname.endsWith('/openapi.json')) {
      response.text = JSON.stringify(fill(JSON.parse(response.text)));
    }
    return response;
  },
});
`;

/**
 * The description of every door at /openapi.json, and at /docs a page in which a person can try it. Whoever may call may
 * see them.
 *
 * @param description as JSON text, made when it is first asked for.
 * @param assets the folder of the viewer's package.
 */
export function explorer(addressGate: AddressGate, description: () => Promise<string>, assets: string): Router {
  const router = express.Router();
  const open = (answer: Answer) => guarded(addressGate, answer);
  router.get(
    '/openapi.json',
    open(async (res) => void res.type('application/json').send(await description())),
  );
  router.get(
    '/docs',
    open((res) => {
      // With a slash behind it, the page's own addresses would lead elsewhere.
      if (res.req.path.endsWith('/')) res.redirect(301, '../docs');
      else res.setHeader('Content-Security-Policy', POLICY).type('html').send(PAGE);
    }),
  );
  router.get(
    '/docs/start.js',
    open((res) => void res.type('text/javascript').send(START)),
  );
  router.get(
    '/docs/page.css',
    open((res) => void res.type('text/css').send(STYLE)),
  );
  for (const file of FILES) {
    router.get(
      `/docs/${file}`,
      open((res) => res.sendFile(join(assets, file), { cacheControl: false, dotfiles: 'allow' })),
    );
  }
  return router;
}

type Answer = (res: Response) => void | Promise<void>;

/** An answer for those whose address may call; others are refused in JSON. */
export const guarded = (addressGate: AddressGate, answer: Answer) => async (req: Request, res: Response) => {
  try {
    await addressGate.checkAddress(req.ip ?? '', '');
    await answer(res);
  } catch (error) {
    refuse(error, res);
  }
};

function refuse(error: unknown, res: Response): void {
  const known = error instanceof ApiError ? error : undefined;
  if (known === undefined || known.kind === 'unavailable') res.locals.call.failure = error;
  const status = known?.kind === 'forbidden' ? 403 : known?.kind === 'unavailable' ? 503 : 500;
  if (status === 503) res.setHeader('Retry-After', '2');
  res.status(status).json({ result: 'error', message: known?.message ?? 'Internal Server Error' });
}
