import { inLanguage, inWordsOf } from '../texts/problems';
import type { StaffVisit } from './layout';

/** A refusal of an action in the reader's language, or else as it is. The console speaks of tickets in its own words. */
export const inReadersWords = ({ language, texts }: Pick<StaffVisit, 'language' | 'texts'>, refusal: string): string =>
  inWordsOf(texts.problems, refusal) ?? inLanguage(language, refusal);
