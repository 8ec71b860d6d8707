/** A field's name, with those within it after dots. */
export const NAME = '[a-z_]\\w*(?:\\.\\w+)*';

/** Conditions that are joined by `or`, each of terms that are joined by `and`. */
export type Condition = Term[][];

interface Term {
  isNegated: boolean;
  left: Operand;
  right?: Operand;
}

type Operand = { field: string } | { text: string } | { truth: boolean };

/** The condition of what is written if nothing else is. */
export const ALWAYS: Condition = [[{ isNegated: false, left: { truth: true } }]];

const OPERAND = `\\$${NAME}|"[^"]*"|'[^']*'|-?\\d+(?:\\.\\d+)?|true|false|null`;
const TERM = new RegExp(
  `^\\s*((?:!|not\\s)?)\\s*(?:(isset|empty)\\(\\s*\\$(${NAME})\\s*\\)|(${OPERAND})(?:\\s*(===?|!==?|<>|\\beq\\b|\\bneq?\\b)\\s*(${OPERAND}))?)\\s*(&&|\\|\\||\\band\\b|\\bor\\b|$)`,
  'i',
);

/** Reads a condition. @returns undefined if it is none, or needs more than fields, texts and comparisons */
export function conditionOf(text: string): Condition | undefined {
  const condition: Condition = [[]];
  for (let rest = text; ; ) {
    const match = TERM.exec(rest);
    if (match === null) return undefined;
    const [whole, not = '', test, tested, left = '', comparison = '', right, joint = ''] = match;
    const isUnequal = /^(?:!|<>|ne)/i.test(comparison);
    const isNegated = (not !== '') !== (isUnequal || test?.toLowerCase() === 'empty');
    const term: Term = { isNegated, left: tested === undefined ? operandOf(left) : { field: tested } };
    condition.at(-1)?.push(right === undefined ? term : { ...term, right: operandOf(right) });
    if (joint === '') return condition;
    if (joint === '||' || joint.toLowerCase() === 'or') condition.push([]);
    rest = rest.slice(whole.length);
  }
}

function operandOf(written: string): Operand {
  if (written.startsWith('$')) return { field: written.slice(1) };
  if (/^(?:true|false|null)$/i.test(written)) return { truth: written.toLowerCase() === 'true' };
  return { text: written.replace(/^(["'])(.*)\1$/s, '$2') };
}

/** What PHP takes for true. */
const isTrue = (text: string): boolean => text !== '' && text !== '0';

/** Whether a condition holds, for fields with these texts. */
export function holds(condition: Condition, textOf: (field: string) => string): boolean {
  const valueIn = (operand: Operand): string | boolean =>
    'field' in operand ? textOf(operand.field) : 'text' in operand ? operand.text : operand.truth;
  const truthOf = (value: string | boolean): boolean => (typeof value === 'string' ? isTrue(value) : value);
  return condition.some((terms) =>
    terms.every(({ isNegated, left, right }) => {
      const value = valueIn(left);
      if (right === undefined) return truthOf(value) !== isNegated;
      const other = valueIn(right);
      const isAlike =
        typeof value === 'string' && typeof other === 'string' ? value === other : truthOf(value) === truthOf(other);
      return isAlike !== isNegated;
    }),
  );
}
