import { invalid } from '../errors';
import type { Registered } from './registry';

/**
 * Refuses invalid parameters. The refusal is about the first invalid one in the schema's order.
 *
 * @throws ApiError (invalid) with the text published for that parameter (`x-error`), or with `Parameter "<name>" ` and
 *   what it must be
 */
export function assertValid({ schema, validate }: Registered, params: Record<string, unknown>): void {
  const errors = validate(params);
  if (errors.length === 0) return;
  const wrong = new Map<string, string>();
  for (const { keyword, instancePath, params: details, message } of errors) {
    const missing = keyword === 'required' ? [String(details.missingProperty)] : [];
    const [name, ...inner] = [...instancePath.split('/').slice(1), ...missing];
    if (name !== undefined && !wrong.has(name)) {
      const what =
        schema['x-typed'] && (keyword === 'minLength' || details.pattern === NOT_BLANK)
          ? 'must not be empty'
          : plainly(keyword, details, message);
      wrong.set(name, `Parameter "${name}${inner.map(member).join('')}" ${what}`);
    }
  }
  const name = Object.keys(schema.properties).find((property) => wrong.has(property));
  if (name === undefined) throw invalid('The parameters are not valid');
  throw invalid(schema.properties[name]?.['x-error'] ?? wrong.get(name) ?? '');
}

/** The pattern with which schemas require text that is not blank. */
const NOT_BLANK = '\\S';

const member = (name: string): string => (/^\d+$/.test(name) ? `[${name}]` : `.${name}`);

/** Says what a parameter must be when there is no published text. */
function plainly(keyword: string, details: Record<string, unknown>, message = 'is not valid'): string {
  if (keyword === 'required') return 'is required';
  if (keyword === 'type') return `must be ${kindOf([details.type].flat()[0])}`;
  if (keyword === 'enum') return `must be one of ${[details.allowedValues].flat().filter(isNamed).join(', ')}`;
  if (keyword === 'x-instance') return 'must be a date and time';
  if (keyword === 'minItems' || keyword === 'maxItems')
    return `must have ${keyword === 'minItems' ? 'at least' : 'at most'} ${details.limit} entries`;
  if (keyword === 'minimum' || keyword === 'maximum') return 'is out of range';
  if (keyword === 'maxLength') return `may have at most ${details.limit} characters`;
  return message;
}

const isNamed = (value: unknown): boolean => value !== null;

const kindOf = (type: unknown): string =>
  ({ boolean: 'true or false', integer: 'a whole number', array: 'a list', object: 'an object' })[String(type)] ??
  `of type ${String(type)}`;
