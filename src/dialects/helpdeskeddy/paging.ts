/** The fixed page size of this API. */
const PER_PAGE = 30;

/** The rows of a page. */
export const rowsOf = (page = 1): { offset: number; limit: number } => ({
  offset: (page - 1) * PER_PAGE,
  limit: PER_PAGE,
});

/** The `pagination` object of this API. An empty list has one page. */
export const pagination = (total: number, page = 1) => ({
  total,
  per_page: PER_PAGE,
  current_page: page,
  total_pages: Math.max(1, Math.ceil(total / PER_PAGE)),
});
