/** How a text is to be read: as plain text, unless its writer says that it is Markdown. */
export const formatOf = (markdown: boolean | undefined): 'plain' | 'markdown' =>
  markdown === true ? 'markdown' : 'plain';
