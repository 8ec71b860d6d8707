import { isDeepStrictEqual } from 'node:util';
import { isPlainObject } from '../../src/wire/plain-object';
import { contentOf, patternOf, type Refusal, schemaOf } from './refusals';
import type { World } from './world';

type Params = Record<string, unknown>;

/** One thing that is wrong with a call. */
export interface Fault extends Pick<Refusal, 'message' | 'because'> {
  /**
   * How the call differs from a right one; undefined takes a parameter away. Several ways, where one of them leaves room
   * for a fault that another keeps out.
   */
  params: Params | Params[] | (() => Params | Params[]);
  /** The parameter that is wrong in itself, so that nothing is looked up: it is refused where the schema lists it. */
  parameter?: string;
  /** It cannot even be decoded, which is found out before any parameter is judged. */
  undecodable?: true;
}

export interface RefusalOrder {
  /** A call that nothing is wrong with. */
  right: () => Params;
  /** One fault for each text of `x-refusals`, and more where a text is refused at two stages. */
  faults: Fault[];
  /** The pairs that no call can have, by the name of one fault and of the others, and why. */
  apart: { why: string; one: string; others: string[] }[];
  /** How many pairs are left. Whoever adds a fault counts again, so that none is lost in silence. */
  pairs: number;
}

/**
 * Tests that of two faults in one call the first in `x-refusals` is answered, for every two that a call can have, and that
 * such a call changes nothing.
 *
 * A parameter that is wrong in itself is refused before anything is looked up. Where the same text is used at both stages,
 * `x-refusals` lists what is looked up; the fault of the parameter is the row that says `because`.
 */
export function testRefusalOrder(world: World, action: string, { right, faults, apart, pairs }: RefusalOrder): void {
  const schema = schemaOf(action);
  const texts = schema['x-refusals'];
  const parameters = Object.keys(schema.properties);
  const placeOf = ({ message }: Fault): number => texts.findIndex((text) => patternOf(text).test(message));
  const stageOf = ({ parameter, undecodable }: Fault): number =>
    parameter === undefined ? parameters.length : parameters.indexOf(parameter) - (undecodable ? parameters.length : 0);
  /** Rows without `because` stand as the schema lists them, whatever their stage is. */
  const comesFirst = (one: Fault, other: Fault): boolean => {
    const isListed = one.because === undefined && other.because === undefined;
    const order = (isListed ? 0 : stageOf(one) - stageOf(other)) || placeOf(one) - placeOf(other);
    return order < 0;
  };
  const setApart = new Set(apart.flatMap(({ one, others }) => others.map((other) => pairOf(one, other))));
  const pairsOf = (fault: Fault) =>
    faults
      .filter((other) => other.message !== fault.message && comesFirst(fault, other))
      .map((last) => ({ last, name: pairOf(nameOf(fault), nameOf(last)) }));
  const testedWith = (fault: Fault) => pairsOf(fault).filter(({ name }) => !setApart.has(name));

  const answerTo = async (different: Params): Promise<string> =>
    String((await world.call(action, { ...right(), ...different })).message);
  /** The text of the list that an answer is: beside other files, one is another one's number. */
  const textOf = (answer: string): string => texts.find((text) => patternOf(text).test(answer)) ?? answer;

  describe('refuses in the order of the schema', () => {
    test('has one fault for every text, and pairs that are all tested or set apart', () => {
      const listed = faults.filter(({ because }) => because === undefined);
      expect(listed.map(placeOf).sort((one, other) => one - other)).toEqual(texts.map((_, index) => index));

      const all = new Set(faults.flatMap((fault) => pairsOf(fault).map(({ name }) => name)));
      expect([...setApart].filter((pair) => !all.has(pair))).toEqual([]);
      expect(all.size - setApart.size).toBe(pairs);
    });

    test.each(faults.map((fault) => ({ fault, name: nameOf(fault) })))('$name', async ({ fault }) => {
      const content = await contentOf(world);
      const [alone = {}] = waysOf(fault);
      expect(await answerTo(alone)).toBe(fault.message);
      const answers: [why: string, text: string][] = [];
      for (const { last, name } of testedWith(fault)) {
        const both = together(fault, last);
        if (both === undefined) throw new Error(`no call has both: ${name}`);
        answers.push([`before ${nameOf(last)}`, textOf(await answerTo(both))]);
      }
      expect(answers).toEqual(answers.map(([why]) => [why, texts[placeOf(fault)]]));
      expect(await contentOf(world)).toEqual(content);
    });
  });
}

const nameOf = ({ message, because }: Fault): string => (because === undefined ? message : `${message} (${because})`);

const pairOf = (one: string, other: string): string => [one, other].sort().join(' | ');

function waysOf({ params }: Fault): Params[] {
  const ways = typeof params === 'function' ? params() : params;
  return Array.isArray(ways) ? ways : [ways];
}

/**
 * What is sent to have both faults in one call; undefined where they need one parameter to be two things. What is to be
 * refused last is sent first.
 */
function together(first: Fault, last: Fault): Params | undefined {
  for (const one of waysOf(last)) {
    for (const other of waysOf(first)) {
      const both = merged(one, other);
      if (both !== undefined) return both;
    }
  }
  return undefined;
}

/** Lists are joined and objects merged; undefined where a value would have to be two. */
function merged(one: Params, other: Params): Params | undefined {
  const both: Params = { ...one };
  for (const [name, value] of Object.entries(other)) {
    if (!Object.hasOwn(one, name) || isDeepStrictEqual(one[name], value)) {
      both[name] = value;
      continue;
    }
    const joined = joinedValues(one[name], value);
    if (joined === undefined) return undefined;
    both[name] = joined;
  }
  return both;
}

function joinedValues(one: unknown, other: unknown): unknown {
  if (Array.isArray(one) && Array.isArray(other)) return [...one, ...other];
  return isPlainObject(one) && isPlainObject(other) ? merged(one, other) : undefined;
}
