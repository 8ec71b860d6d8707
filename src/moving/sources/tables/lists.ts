/** Adds to a list in a map, unless it is there. */
export function addTo(lists: Map<string, string[]>, key: string | null, value: string | null): void {
  if (key === null || value === null) return;
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else if (!list.includes(value)) list.push(value);
}
