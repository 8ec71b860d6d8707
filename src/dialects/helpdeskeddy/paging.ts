/** The fixed page size of this API. */
const PER_PAGE = 30;

/** Older clients count pages from 0, so anything below 1 is the first page. */
const numberOf = (page = 1): number => Math.max(1, page);

/** The rows of a page. */
export const rowsOf = (page?: number): { offset: number; limit: number } => ({
  offset: (numberOf(page) - 1) * PER_PAGE,
  limit: PER_PAGE,
});

/** The rows of a list that has only one page, for programs that read pages until one is empty. */
export const onlyPage = <Row>(rows: Row[], page?: number): Row[] => (numberOf(page) === 1 ? rows : []);

/** The `pagination` object of this API. An empty list has one page. */
export const pagination = (total: number, page?: number) => ({
  total,
  per_page: PER_PAGE,
  current_page: numberOf(page),
  total_pages: Math.max(1, Math.ceil(total / PER_PAGE)),
});
