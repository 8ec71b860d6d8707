type Item = Record<string, unknown>;

/** The items of an answer's list, whatever the names of its two wrappers. */
export function itemsOf(answer: Record<string, unknown>): Item[] {
  const lists = Object.values(answer).flatMap((value) =>
    typeof value === 'object' && value !== null ? Object.values(value).filter(Array.isArray) : [],
  );
  if (lists.length !== 1) throw new Error(`${lists.length} lists in ${Object.keys(answer).join(', ')}`);
  return lists[0] as Item[];
}
