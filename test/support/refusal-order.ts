import { isDeepStrictEqual } from 'node:util';
import { isPlainObject } from '../../src/wire/plain-object';
import { contentOf, patternOf, type Refusal, schemaOf } from './refusals';
import type { World } from './world';

type Params = Record<string, unknown>;

/** One fault of a call. */
export interface Fault extends Pick<Refusal, 'message' | 'because'> {
  /**
   * How the call differs from a valid one; undefined removes a parameter. A fault can have several ways, because one of
   * them may combine with a second fault that another excludes.
   */
  params: Params | Params[] | (() => Params | Params[]);
  /**
   * The parameter that is invalid by itself, without any lookup. It is refused in the order of the schema's parameters.
   */
  parameter?: string;
  /** Set if the parameter cannot be decoded. That is refused before any parameter is validated. */
  undecodable?: true;
}

export interface RefusalOrder {
  /** A valid call. */
  right: () => Params;
  /** Makes a call and returns the text of its refusal. By default, the program itself calls. */
  answerTo?: (params: Params) => Promise<string>;
  /** One fault for each text of `x-refusals`, and further ones for texts that are used at two stages. */
  faults: Fault[];
  /** The pairs of faults that no single call can have, and why. */
  apart: { why: string; one: string; others: string[] }[];
  /** The texts that no call of this test can get, and why. */
  never?: { why: string; texts: string[] }[];
  /** How many pairs are left. Count again when you add a fault, so that no pair gets lost unnoticed. */
  pairs: number;
}

/**
 * Tests that a call with two faults is answered with the one that comes first in `x-refusals` and changes nothing, for
 * every pair that a call can have.
 *
 * A parameter that is invalid by itself is refused before anything is looked up. If both stages use the same text,
 * `x-refusals` lists the lookup, and the invalid parameter is the row with `because`.
 */
export function testRefusalOrder(
  world: World,
  action: string,
  { right, answerTo: ask = directly(world, action), faults, apart, never = [], pairs }: RefusalOrder,
): void {
  const schema = schemaOf(action);
  const texts = schema['x-refusals'];
  const parameters = Object.keys(schema.properties);
  const placeOf = ({ message }: Fault): number => texts.findIndex((text) => patternOf(text).test(message));
  const stageOf = ({ parameter, undecodable }: Fault): number =>
    parameter === undefined ? parameters.length : parameters.indexOf(parameter) - (undecodable ? parameters.length : 0);
  /** Rows without `because` follow the order of the schema, whatever their stage. */
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

  const answerTo = (different: Params): Promise<string> => ask({ ...right(), ...different });
  /** The listed text of an answer. They can differ, because a file's number changes when other files are sent too. */
  const textOf = (answer: string): string => texts.find((text) => patternOf(text).test(answer)) ?? answer;

  describe('refuses in the order of the schema', () => {
    test('has one fault for every text, and pairs that are all tested or set apart', () => {
      const listed = faults.filter(({ because }) => because === undefined);
      const others = never.flatMap(({ texts: those }) => those);
      expect(others.filter((text) => !texts.includes(text))).toEqual([]);
      expect(listed.map((fault) => texts[placeOf(fault)]).sort()).toEqual(
        texts.filter((text) => !others.includes(text)).sort(),
      );

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

const directly =
  (world: World, action: string) =>
  async (params: Params): Promise<string> =>
    String((await world.call(action, params)).message);

const nameOf = ({ message, because }: Fault): string => (because === undefined ? message : `${message} (${because})`);

const pairOf = (one: string, other: string): string => [one, other].sort().join(' | ');

function waysOf({ params }: Fault): Params[] {
  const ways = typeof params === 'function' ? params() : params;
  return Array.isArray(ways) ? ways : [ways];
}

/**
 * Combines two faults in one call; undefined if one parameter would need two values. The fault to be refused last is
 * sent first.
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

/** Joins lists and merges objects; undefined if a parameter would need two values. */
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
