/** A field's name, with those within it after dots. */
export const NAME = '[a-z_]\\w*(?:\\.\\w+)*';

/** What is written if it holds. */
export type Condition =
  | { any: Condition[] }
  | { all: Condition[] }
  | { not: Condition }
  | { left: Operand; comparison?: Comparison; right?: Operand };

type Operand = { field: string } | { text: string } | { truth: boolean };

/** The condition of what is written if nothing else is. */
export const ALWAYS: Condition = { left: { truth: true } };

type Value = string | boolean;

const isNumber = (text: Value): text is string => typeof text === 'string' && /^\s*-?\d+(?:\.\d+)?\s*$/.test(text);

/** All fields are text, so that a truth is never compared with another. */
const isIdentical = (left: Value, right: Value): boolean =>
  typeof left === typeof right ? left === right : truthOf(left) === truthOf(right);

/** `9.5` is `9.50`. */
const isAlike = (left: Value, right: Value): boolean =>
  isIdentical(left, right) || (isNumber(left) && isNumber(right) && Number(left) === Number(right));

/** As PHP does it: numbers by their size, and anything else as text. Negative if the left one comes first. */
function order(left: Value, right: Value): number {
  const [one, other] = [left, right].map((value) => (typeof value === 'string' ? value : value ? '1' : '0'));
  if (one === undefined || other === undefined) return 0;
  // Nothing is less than any number, so that a field that is not there counts as 0.
  const isCounted = [one, other].every((text) => text === '' || isNumber(text));
  if (isCounted) return Number(one) - Number(other);
  return one < other ? -1 : Number(one > other);
}

const COMPARISONS = {
  '==': isAlike,
  '!=': (left: Value, right: Value) => !isAlike(left, right),
  '===': isIdentical,
  '!==': (left: Value, right: Value) => !isIdentical(left, right),
  '>': (left: Value, right: Value) => order(left, right) > 0,
  '>=': (left: Value, right: Value) => order(left, right) >= 0,
  '<': (left: Value, right: Value) => order(left, right) < 0,
  '<=': (left: Value, right: Value) => order(left, right) <= 0,
} as const;

type Comparison = keyof typeof COMPARISONS;

/** Other ways to write them. */
const SPELLINGS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ eq: '==', ne: '!=', neq: '!=', '<>': '!=', gt: '>', ge: '>=', gte: '>=', lt: '<', le: '<=', lte: '<=' },
    ...{ and: '&&', or: '||', not: '!' },
  }),
);

const TOKEN = new RegExp(
  `\\s*(?:(\\$${NAME})|("[^"]*"|'[^']*'|-?\\d+(?:\\.\\d+)?)|(&&|\\|\\||===?|!==?|<>|[<>]=?|[!()])|([a-z]+))`,
  'iy',
);

/** The pieces of a condition; undefined if there is something else in it. */
function tokensOf(text: string): string[] | undefined {
  const tokens: string[] = [];
  let at = 0;
  for (TOKEN.lastIndex = 0; at < text.trimEnd().length; at = TOKEN.lastIndex) {
    const found = TOKEN.exec(text);
    if (found === null) return undefined;
    const [, field, literal, sign, word] = found;
    const spelled = (sign ?? word ?? '').toLowerCase();
    tokens.push(field ?? literal ?? SPELLINGS.get(spelled) ?? spelled);
  }
  return tokens;
}

/** Reads a condition. @returns undefined if it is none, or needs more than fields, texts and comparisons */
export function conditionOf(text: string): Condition | undefined {
  const tokens = tokensOf(text);
  if (tokens === undefined) return undefined;
  let at = 0;
  const takes = (token: string): boolean => {
    if (tokens[at] !== token) return false;
    at += 1;
    return true;
  };

  function joined(joint: string, name: 'all' | 'any', part: () => Condition | undefined): Condition | undefined {
    const parts: Condition[] = [];
    do {
      const condition = part();
      if (condition === undefined) return undefined;
      parts.push(condition);
    } while (takes(joint));
    return name === 'any' ? { any: parts } : { all: parts };
  }
  const any = (): Condition | undefined => joined('||', 'any', () => joined('&&', 'all', term));

  function term(): Condition | undefined {
    if (takes('!')) {
      const condition = term();
      return condition && { not: condition };
    }
    if (takes('(')) {
      const condition = any();
      return takes(')') ? condition : undefined;
    }
    const test = tokens?.[at];
    if (test === 'isset' || test === 'empty') {
      const [open, field = '', close] = tokens?.slice(at + 1, at + 4) ?? [];
      if (open !== '(' || close !== ')' || !field.startsWith('$')) return undefined;
      at += 4;
      const condition = { left: { field: field.slice(1) } };
      return test === 'empty' ? { not: condition } : condition;
    }
    const left = operand();
    const comparison = tokens?.[at] ?? '';
    if (left === undefined || !isComparison(comparison)) return left && { left };
    at += 1;
    const right = operand();
    return right && { left, comparison, right };
  }

  function operand(): Operand | undefined {
    const found = operandOf(tokens?.[at] ?? '');
    if (found !== undefined) at += 1;
    return found;
  }

  const condition = any();
  return at === tokens.length ? condition : undefined;
}

const isComparison = (token: string): token is Comparison => Object.hasOwn(COMPARISONS, token);

function operandOf(written: string): Operand | undefined {
  if (written.startsWith('$')) return { field: written.slice(1) };
  if (/^(?:true|false|null)$/.test(written)) return { truth: written === 'true' };
  if (/^["'\d-]/.test(written)) return { text: written.replace(/^(["'])(.*)\1$/s, '$2') };
  return undefined;
}

/** What PHP takes for true. */
const truthOf = (value: Value): boolean => (typeof value === 'string' ? value !== '' && value !== '0' : value);

/** Whether a condition holds, for fields with these texts. */
export function holds(condition: Condition, textOf: (field: string) => string): boolean {
  if ('any' in condition) return condition.any.some((part) => holds(part, textOf));
  if ('all' in condition) return condition.all.every((part) => holds(part, textOf));
  if ('not' in condition) return !holds(condition.not, textOf);
  const valueIn = (operand: Operand): Value =>
    'field' in operand ? textOf(operand.field) : 'text' in operand ? operand.text : operand.truth;
  const { left, comparison, right } = condition;
  if (comparison === undefined || right === undefined) return truthOf(valueIn(left));
  return COMPARISONS[comparison](valueIn(left), valueIn(right));
}
