import type { Registered } from '../../../calls/registry';
import { fingerprint } from '../../../pages/console/setup/fingerprint';
import type { Answered } from '../../../pages/console/setup/item-page';
import type { Reference, SetupField, Shape } from '../../../pages/console/setup/model';
import { ALPHANUMERIC, drawText } from '../../../text/draw';
import { text } from '../../pages/page-door';
import { type Desk, gone } from '../console-page';
import type { AnswerSchema } from './answers';
import { type Family, setUpOf } from './families';
import { type FormParts, fieldsOf } from './fields';
import { namesOf, type Scene } from './listing';
import { lookUpsOf } from './lookups';
import { type Sent, sentIn } from './sent';

/** What the pages of one request share. */
export function sceneOf(desk: Desk): Scene {
  const setUp = setUpOf(desk.parts.actions);
  return { desk, setUp, lookUps: lookUpsOf(desk, setUp) };
}

/** The family in an address. @throws ApiError (not_found) in the words for a page that does not exist */
export function familyIn({ desk, setUp }: Scene): Family {
  const family = setUp.families.find(({ slug }) => slug === desk.params.family);
  if (family === undefined) throw gone(desk);
  return family;
}

/** The key of a form: its own when it comes back, so that it is one form however often it is sent. */
export const keyOf = ({ fields }: Desk): string => text(fields.key) || drawText(ALPHANUMERIC, 22);

/**
 * Does what a form asks for, once however often it is sent. Sent with other values, it asks for something else: people
 * go back and add the next.
 *
 * @throws ApiError as Desk.ask does
 */
export const askOnce = (
  desk: Desk,
  action: Registered,
  params: Record<string, unknown>,
): Promise<Record<string, unknown>> =>
  desk.ask(action.name, params, { idempotencyKey: `${keyOf(desk)}-${fingerprint(JSON.stringify(params))}` });

/**
 * What is fixed of an action because a page needs it: HTML that it may show, where an action answers that only if it is
 * asked to by a parameter of the same name.
 */
export const shownAs = ({ schema }: Registered): Record<string, string> =>
  Object.fromEntries(
    Object.entries(schema['x-answer'].properties ?? {}).flatMap(([name, member]) =>
      member['x-html'] && name in schema.properties ? [[name, '1']] : [],
    ),
  );

/** Why a form was refused. */
export interface Refused {
  /** In the reader's language. */
  problem?: string | undefined;
  /** As the action words it. */
  refusal?: string | undefined;
}

/** The fields of a form for an action. */
export const formFields = (
  { desk, setUp, lookUps }: Scene,
  {
    problem = '',
    refusal = '',
    ...parts
  }: Pick<FormParts, 'action' | 'fixed' | 'noun'> & Refused & { item?: Record<string, unknown>; sent?: Sent },
): Promise<SetupField[]> =>
  fieldsOf({
    ...{ setUp, lookUps, timeZone: desk.visit.timeZone },
    ...{ sent: sentIn(desk.fields), problem, refusal },
    ...parts,
  });

/** Whether an answer says more than that it was done, and to what. */
export function isTelling({ schema }: Registered): boolean {
  const { properties = {} } = schema['x-answer'];
  return Object.keys(properties).some((name) => name !== 'result' && !/id$/i.test(name));
}

const hasSecret = ({ properties = {} }: AnswerSchema, value: Record<string, unknown>): boolean =>
  Object.entries(properties).some(([name, member]) => member['x-secret'] && Boolean(value[name]));

/** An answer, with names for the ids in it. */
export async function answeredTo(
  scene: Scene,
  action: Registered,
  title: string,
  value: Record<string, unknown>,
  shape: AnswerSchema = action.schema['x-answer'],
): Promise<Answered> {
  const names = Object.keys(value).map(
    async (name): Promise<[string, ReadonlyMap<string, Reference> | undefined]> => [
      name,
      await namesOf(name, action.name, scene),
    ],
  );
  return {
    ...{ title, value, shape: shape as Shape },
    names: Object.fromEntries(await Promise.all(names)),
    hasSecret: hasSecret(shape, value),
  };
}

export type { Scene };
