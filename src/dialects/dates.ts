/** Answers have whole seconds. A caller who sends one as the end of a range means the whole second. */
export const endOfSecond = (date: Date): Date => new Date(Math.floor(date.getTime() / 1000) * 1000 + 999);
