/** How many entries a page of this API has. */
const PER_PAGE = 30;

/** Which rows a page shows. */
export const rowsOf = (page = 1): { offset: number; limit: number } => ({
  offset: (page - 1) * PER_PAGE,
  limit: PER_PAGE,
});

/** What this API says of the page that it shows; a list of nothing has one page. */
export const pagination = (total: number, page = 1) => ({
  total,
  per_page: PER_PAGE,
  current_page: page,
  total_pages: Math.max(1, Math.ceil(total / PER_PAGE)),
});
