import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import type { Action } from './action';
import { readSchema, schemaNames } from './read-schema';
import { type Schema, TOPICS } from './schema';

type Validate = (params: Record<string, unknown>) => ErrorObject[];

export interface Registered {
  /** The file's name. */
  name: string;
  readonly run: Action<Record<string, unknown>, unknown>;
  schema: Schema;
  /** Returns what is wrong with the parameters. */
  validate: Validate;
}

export interface Registry {
  /** @param name in any letter case */
  find(name: string): Registered | undefined;
  all(): Registered[];
}

/**
 * Whether an action belongs to the WHMCS API, called the hatch. A slash in the name marks another API's action, which
 * only that API's door can name.
 */
export const isOfTheHatch = (name: string): boolean => !name.includes('/');

const VOCABULARY = [
  'x-access',
  'x-aliases',
  'x-answer',
  'x-clears',
  'x-date',
  'x-decode',
  'x-error',
  'x-example',
  'x-html',
  'x-multiline',
  'x-optional',
  'x-refusals',
  'x-removes',
  'x-responsetype',
  'x-saturates',
  'x-absent',
  'x-secondary',
  'x-secret',
  'x-text',
  'x-topic',
  'x-typed',
  'x-verbatim',
  'x-clearable',
  'tsType',
];

/**
 * Pairs every file of an actions folder with the file of the same name in a schemas folder.
 *
 * @param when to load actions and compile schemas. Doing all at once takes most of a second, but also finds actions
 *   that don't load and schemas that don't compile
 * @throws Error naming the first incomplete action: one without its schema or action file, without a default export, or
 *   with a schema that lacks a required key. So a mistake stops the start instead of failing a customer's call
 */
export function loadRegistry(
  actionsFolder: string,
  schemasFolder: string,
  when: 'at once' | 'when called' = 'at once',
): Registry {
  const ajv = new Ajv2020({
    ...{ allErrors: true, coerceTypes: false, ownProperties: true, strictTypes: false },
    // Compiling the meta-schema takes as long as compiling ten schemas. A test validates all schemas against it.
    validateSchema: when === 'at once',
  });
  ajv.addVocabulary(VOCABULARY);
  ajv.addKeyword({ keyword: 'x-instance', validate: isInstance, errors: false });

  const actions = new Map<string, Registered>();
  const described = schemaNames(schemasFolder);
  for (const name of namesIn(actionsFolder)) {
    let run: Registered['run'] | undefined;
    const load = () => {
      run ??= loadAction(actionsFolder, name);
      return run;
    };
    if (when === 'at once') load();
    if (!described.includes(name)) throw new Error(`actions/${name} has no schemas/${name}.json`);
    const schema = readSchema(schemasFolder, name);
    for (const key of ['properties', 'x-access', 'x-responsetype', 'x-refusals', 'x-answer'] as const) {
      if (schema[key] === undefined) throw new Error(`schemas/${name}.json has no "${key}"`);
    }
    checkWord(name, 'x-access', schema['x-access'], ['read', 'write']);
    checkWord(name, 'x-responsetype', schema['x-responsetype'], ['list', 'nvp']);
    // The pages and OpenAPI list actions of the hatch by topic, so they would leave one without a topic out.
    if (isOfTheHatch(name)) checkWord(name, 'x-topic', schema['x-topic'], Object.keys(TOPICS));
    actions.set(name.toLowerCase(), {
      name,
      get run() {
        return load();
      },
      schema,
      validate: validator(ajv, name, schema, when),
    });
  }
  for (const name of described) {
    if (!actions.has(name.toLowerCase())) throw new Error(`schemas/${name}.json has no actions/${name}.ts`);
  }
  return { find: (name) => actions.get(name.toLowerCase()), all: () => [...actions.values()] };
}

/** Refuses a schema whose value of a key is none of the known words. */
function checkWord(name: string, key: string, value: string | undefined, known: string[]): void {
  if (value !== undefined && known.includes(value)) return;
  const problem = value === undefined ? `no "${key}"` : `the unknown "${key}" "${value}"`;
  throw new Error(`schemas/${name}.json has ${problem}: it must be one of ${known.join(', ')}`);
}

function loadAction(folder: string, name: string): Registered['run'] {
  const { default: run } = require(join(folder, name)) as { default?: Registered['run'] };
  if (typeof run !== 'function') throw new Error(`actions/${name} has no action as its default export`);
  return run;
}

function validator(ajv: Ajv2020, name: string, schema: Schema, when: 'at once' | 'when called'): Validate {
  let compiled: ValidateFunction | undefined;
  const compile = () => {
    try {
      return ajv.compile(schema);
    } catch (error) {
      throw new Error(`schemas/${name}.json is not a valid schema: ${(error as Error).message}`);
    }
  };
  if (when === 'at once') compiled = compile();
  return (params) => {
    compiled ??= compile();
    return compiled(params) ? [] : (compiled.errors ?? []);
  };
}

/** Validates decoded objects, which JSON Schema's plain types cannot describe. */
function isInstance(kind: string, value: unknown): boolean {
  if (kind === 'Date') return value instanceof Date && !Number.isNaN(value.getTime());
  return Buffer.isBuffer(value);
}

function namesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|js)$/.test(file) && !file.endsWith('.d.ts'))
    .map((file) => file.replace(/\.(ts|js)$/, ''))
    .sort();
}
