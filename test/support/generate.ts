import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { compile, type JSONSchema } from 'json-schema-to-typescript';
import { readSchema, schemaNames } from '../../src/calls/read-schema';
import { isOfTheHatch, loadRegistry } from '../../src/calls/registry';
import type { AnswerSchema, Property, Schema } from '../../src/calls/schema';
import { describeActions } from '../../src/description/action-pages';
import { describeEvents } from '../../src/description/events';

const STYLE = { style: { singleQuote: true, printWidth: 120 } } as const;

/**
 * Makes the files of src/generated. Each action has the type of its parameters as it receives them. Actions of the
 * hatch also have the types of a call and its answer as localAPI has them, and an index of these.
 *
 * @returns the text of every file by its path below the folder.
 */
async function generateTypes(schemasFolder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const path of schemaNames(schemasFolder)) {
    const schema = readSchema(schemasFolder, path);
    const title = path.replaceAll('/', ' ');
    const banner = `/** Made by \`npm run generate\` from schemas/${path}.json; changes belong there. */`;
    const handled = await typeOf({ ...schema, title } as unknown as JSONSchema, basename(path), banner);
    const parts = isOfTheHatch(path)
      ? [handled, await callType(path, schema), await answerType(path, schema)]
      : [handled];
    files.set(`${path}.ts`, parts.join('\n'));
  }
  files.set('index.ts', index([...files.keys()].map((file) => file.replace(/\.ts$/, ''))));
  return files;
}

const typeOf = (schema: JSONSchema, name: string, bannerComment = ''): Promise<string> =>
  compile(schema, name, { ...STYLE, bannerComment });

const callType = (name: string, schema: Schema): Promise<string> => {
  const properties = Object.fromEntries(
    Object.entries(schema.properties).map(([key, property]) => [key, asCalled(property)]),
  );
  const title = `${name}Call`;
  const description = `What ${name} is called with`;
  return typeOf(
    { title, description, type: 'object', properties, required: schema.required ?? [], additionalProperties: false },
    title,
  );
};

/** A number, or its digits as text, as in a form. */
const WHOLE_NUMBER = ['number | `', '{number}`'].join('$');
const FILES = '{ name?: string; filename?: string; data: string | ArrayBuffer | ArrayBufferView }[] | string';

/** The type in which a JavaScript program passes a parameter. */
function asCalled(property: Property): JSONSchema {
  const { description } = property as { description?: string };
  const described = description === undefined ? {} : { description };
  const decode = property['x-decode'];
  if (decode === 'attachments') return { ...described, tsType: FILES };
  if (decode === 'customfields' || decode === 'values')
    return { ...described, tsType: 'Record<string, unknown> | string' };
  if (decode === 'date') return { ...described, tsType: 'string | Date' };
  if (property.type === 'integer') return { ...described, tsType: WHOLE_NUMBER };
  if (property.type === 'boolean') return { ...described, type: 'boolean' };
  if (property.type === 'string') return { ...described, type: 'string' };
  return { ...described, tsType: 'unknown' };
}

const answerType = (name: string, schema: Schema): Promise<string> => {
  const { result: _envelope, ...properties } = schema['x-answer'].properties ?? {};
  const title = `${name}Answer`;
  const answer = asAnswered({ ...schema['x-answer'], properties });
  return typeOf({ ...answer, title, description: `What ${name} answers` }, title);
};

function asAnswered(answer: AnswerSchema): JSONSchema {
  const { properties, items, additionalProperties } = answer;
  const names = Object.keys(properties ?? {});
  const members = Object.fromEntries(
    Object.entries(properties ?? {}).map(([name, inner]) => [name, asAnswered(inner)]),
  );
  return {
    type: answer.type as 'object',
    ...(properties !== undefined && {
      properties: members,
      required: names.filter((name) => !properties[name]?.['x-optional']),
      additionalProperties: false,
    }),
    ...(items !== undefined && { items: asAnswered(items) }),
    ...(typeof additionalProperties === 'object' && { additionalProperties: asAnswered(additionalProperties) }),
  };
}

function index(paths: string[]): string {
  const names = paths.filter(isOfTheHatch);
  const imports = names.map((name) => `import type { ${name}Answer, ${name}Call } from './${name}';`);
  const members = names.map((name) => `  ${name}: { call: ${name}Call; answer: ${name}Answer };`);
  return `/** Made by \`npm run generate\` from schemas; changes belong there. */

${imports.join('\n')}

/** Every action of the hatch: what it is called with and what it answers. */
export interface Actions {
${members.join('\n')}
}
`;
}

/** Writes src/generated, docs/actions and docs/EVENTS.md, here or below the folder that is given. */
async function main(): Promise<void> {
  const root = join(__dirname, '..', '..');
  const target = process.argv[2] ?? root;
  // Comes before anything is written, because it refuses an incomplete action and names the file.
  const actions = loadRegistry(join(root, 'actions'), join(root, 'schemas')).all();
  const written: [folder: string, files: Map<string, string>][] = [
    ['src/generated', await generateTypes(join(root, 'schemas'))],
    ['docs/actions', describeActions(actions)],
  ];
  for (const [folder, files] of written) {
    rmSync(join(target, folder), { recursive: true, force: true });
    for (const [file, text] of files) {
      const path = join(target, folder, file);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, text);
    }
  }
  writeFileSync(join(target, 'docs', 'EVENTS.md'), describeEvents());
}

main().catch((error: unknown) => {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
});
