import { type ApiError, invalid } from '../../errors';

/** The refusal for a missing category. */
export const noCategory = (): ApiError =>
  invalid('Parameter "categoryId" must be the id of a category, as /categories lists them');
