/** A name without accents, for comparing the few names that a desk gives to things. Searches compare texts in SQL. */
export const withoutAccents = (name: string): string => name.normalize('NFD').replace(/[\u0300-\u036f]/g, '');
