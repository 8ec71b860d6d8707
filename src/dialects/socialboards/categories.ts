import type { Context } from '../../calls/action';
import { invalid } from '../../errors';
import { rowExists } from '../../store/rows';

/** Checks that a category exists; null means no category. @throws ApiError (invalid) when it does not exist */
export async function checkCategory({ db }: Context, id: number | null): Promise<number | null> {
  if (id !== null && !(await rowExists(db, 'categories', id))) {
    throw invalid('Parameter "categoryId" must be the id of a category, as /categories lists them');
  }
  return id;
}
