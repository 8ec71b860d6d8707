import { Parser } from 'htmlparser2';

type Attributes = Record<string, string>;

const HIDING = /(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*hidden|max-height\s*:\s*0(?:px)?\s*(?:;|!|$))/i;
/** The last size counts. `font` sets one too. */
const FONT_SIZES = /(?:^|[;\s])(?:font-size\s*:\s*|font\s*:[^;]{0,100}?(?<![\w.#-])(?=\d))([^;!/\s]{1,20})/gi;
const ZERO = /^0*\.?0*(?:px|pt|r?em|ex|ch|%|v[wh]|[cm]m|in|pc)?$/i;
/** Most mails have nothing of the kind, and need no parser. */
const MAY_BE_SIZELESS = /font(?:-size)?\s{0,9}:[^;"'<>]{0,100}?(?<![\d.])0/i;
/** Parts of the size around, which are nothing of nothing. */
const RELATIVE = /(?:em|ex|ch|%)$|^(?:inherit|unset|larger|smaller)$/i;

const styleOf = (attributes: Attributes): string => (attributes.style ?? '').slice(0, 2_000);

/** Whether the attributes of an element say that nobody sees anything of it. Outlook's `mso-hide` hides from Outlook only. */
export const isHidden = (attributes: Attributes): boolean => HIDING.test(styleOf(attributes)) || 'hidden' in attributes;

/**
 * Whether letters directly inside an element have no size. Newsletters give none to cells, against gaps between pictures,
 * and one to each text inside.
 *
 * @returns undefined if the element has no size of its own
 */
export function hasNoSize(attributes: Attributes): boolean | undefined {
  const size = [...styleOf(attributes).matchAll(FONT_SIZES)].at(-1)?.[1];
  if (size === undefined || (RELATIVE.test(size) && !/rem$/i.test(size) && !ZERO.test(size))) return undefined;
  return ZERO.test(size);
}

/** The numbers, in the order of their tags, of elements that have no size, with no picture and nothing inside that has one. */
export function findSizeless(html: string): Set<number> {
  const found = new Set<number>();
  if (!MAY_BE_SIZELESS.test(html)) return found;
  const open: (number | null)[] = [];
  /** Those of the open ones in which nothing with a size has come yet, so that each is judged once at any depth. */
  const waiting: number[] = [];
  let count = 0;
  const parser = new Parser({
    onopentag: (name, attributes) => {
      const isSizeless = name === 'img' ? false : hasNoSize(attributes);
      if (isSizeless === false) for (const outer of waiting.splice(0)) found.delete(outer);
      if (isSizeless) {
        found.add(count);
        waiting.push(count);
      }
      open.push(isSizeless ? count : null);
      count++;
    },
    onclosetag: () => {
      const closed = open.pop();
      if (waiting.length > 0 && waiting.at(-1) === closed) waiting.pop();
    },
  });
  parser.end(html);
  return found;
}
