/** Swagger UI is made for wide windows. Without this, the tables of parameters make a phone scroll sideways. */
export const STYLE = `body { margin: 0; }
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
 * Starts Swagger UI and makes up for what it lacks:
 *
 * - It fills every field of a form with a made-up value, such as "string", and the call is refused. Here a field starts
 *   with the example, or empty. Empty fields are not sent, so the tick box for that is gone.
 * - Each entry of the Authorize window takes the keyboard focus, and the last one keeps it, which scrolls the first one
 *   out of sight. Here the first one has it.
 * - It has a dark theme, but does not ask the browser whether to use it.
 */
export const START = `const dark = matchMedia('(prefers-color-scheme: dark)');
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
