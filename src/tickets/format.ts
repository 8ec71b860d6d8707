/** The format of a text: plain, unless its writer says that it is Markdown. */
export const formatOf = (markdown: boolean | undefined): 'plain' | 'markdown' =>
  markdown === true ? 'markdown' : 'plain';
