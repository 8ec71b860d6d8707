import type { Context } from '../../calls/action';
import { invalid } from '../../errors';
import { rowExists } from '../../store/rows';

/** @throws ApiError (invalid) where there is no such category; null stands for none. */
export async function checkCategory({ db }: Context, id: number | null): Promise<number | null> {
  if (id !== null && !(await rowExists(db, 'categories', id))) {
    throw invalid('Parameter "categoryId" must be the id of a category, as /categories lists them');
  }
  return id;
}
