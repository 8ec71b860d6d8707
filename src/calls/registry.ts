import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import type { Action } from './action';
import { readSchema, schemaNames } from './read-schema';
import { type Schema, TOPICS } from './schema';

export type Validate = (params: Record<string, unknown>) => ErrorObject[];

export interface Registered {
  /** As the file is named. */
  name: string;
  readonly run: Action<Record<string, unknown>, unknown>;
  schema: Schema;
  /** What is wrong with parameters. */
  validate: Validate;
}

export interface Registry {
  /** @param name in any letter case. */
  find(name: string): Registered | undefined;
  all(): Registered[];
}

/** Whether a name is one of WHMCS's; with a slash it is another API's, and only that API's door can say it. */
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
  'x-optional',
  'x-refusals',
  'x-responsetype',
  'x-absent',
  'x-secret',
  'x-text',
  'x-topic',
  'x-typed',
  'tsType',
];

/**
 * Pairs every file of an actions folder with its namesake in a schemas folder.
 *
 * @param when actions are loaded and schemas compiled, which takes the better part of a second for all of them together; at
 * once, a wrong one of either stops the start too.
 * @throws Error naming the first half-made action: a file without its twin, without a default export, or whose schema
 * does not say how it is answered or, at the hatch, what it is about. It stops the server at its start, not a customer.
 */
export function loadRegistry(
  actionsFolder: string,
  schemasFolder: string,
  when: 'at once' | 'when called' = 'at once',
): Registry {
  const ajv = new Ajv2020({
    ...{ allErrors: true, coerceTypes: false, ownProperties: true, strictTypes: false },
    // Compiling what schemas are held against takes as long as compiling ten of them; a test holds them all.
    validateSchema: when === 'at once',
  });
  ajv.addVocabulary(VOCABULARY);
  ajv.addKeyword({ keyword: 'x-instance', validate: isInstance, errors: false });

  const actions = new Map<string, Registered>();
  const described = schemaNames(schemasFolder);
  for (const name of namesIn(actionsFolder)) {
    const load = () => loadAction(actionsFolder, name);
    if (when === 'at once') load();
    if (!described.includes(name)) throw new Error(`actions/${name} has no schemas/${name}.json`);
    const schema = readSchema(schemasFolder, name);
    for (const key of ['properties', 'x-access', 'x-responsetype', 'x-refusals', 'x-answer'] as const) {
      if (schema[key] === undefined) throw new Error(`schemas/${name}.json has no "${key}"`);
    }
    if (isOfTheHatch(name)) checkTopic(name, schema['x-topic']);
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

/** The pages and the description list actions by topic, so one without would be in neither. */
function checkTopic(name: string, topic: string | undefined): void {
  if (topic !== undefined && Object.hasOwn(TOPICS, topic)) return;
  const problem = topic === undefined ? 'no "x-topic"' : `the unknown "x-topic" "${topic}"`;
  throw new Error(`schemas/${name}.json has ${problem}: it must be one of ${Object.keys(TOPICS).join(', ')}`);
}

/** Node keeps what was loaded once. */
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

/** Values that were decoded into objects, where JSON Schema knows only plain types. */
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
