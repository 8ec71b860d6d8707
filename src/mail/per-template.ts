/** A desk has some twenty templates, each with a subject, a body and a plain form. */
const MOST_KEPT = 100;
/** What is sent only once may be a million characters long. */
const LONGEST_KEPT = 100_000;

/**
 * Keeps what is made of templates, because the same few are used again and again.
 *
 * @param make makes something that nobody changes
 * @returns the same function, which makes it anew only for long texts and for those that it has not seen lately
 */
export function perTemplate<Made>(make: (template: string) => Made): (template: string) => Made {
  const kept = new Map<string, Made>();
  return (template) => {
    const known = kept.get(template);
    if (known !== undefined) return known;
    const made = make(template);
    if (template.length > LONGEST_KEPT) return made;
    if (kept.size >= MOST_KEPT) kept.clear();
    kept.set(template, made);
    return made;
  };
}
