import { ADDRESSES } from '../../config/addresses';
import { type Comparison, comparisonPage } from '../../pages/console/reports/comparison';
import type { Reply } from '../door';
import { text } from '../pages/page-door';
import { type ConsolePage, type Desk, goTo, showConsole } from './console-page';

/** How many differences are shown of each action, and of one alone. */
const FEW = 8;
const MANY = 200;

/** `/admin/reports/comparison`: says how alike the old desk and this one are, or forgets it. */
async function comparison(desk: Desk): Promise<Reply> {
  const action = text(desk.fields.action).trim().slice(0, 100);
  const actionname = action === '' ? {} : { actionname: action };
  if (desk.req.method === 'POST') {
    await desk.ask('ResetComparison', actionname);
    return goTo(desk, ADDRESSES.consoleComparison, { done: 'reset' });
  }
  const answer = await desk.ask<Comparison>('GetComparison', { ...actionname, limitnum: action === '' ? FEW : MANY });
  const isReset = text(desk.fields.done) === 'reset';
  return showConsole(comparisonPage(desk.visit, { comparison: answer, action, isReset }));
}

export const COMPARISON_PAGES: readonly ConsolePage[] = [
  {
    path: ADDRESSES.consoleComparison,
    methods: ['GET', 'HEAD', 'POST'],
    summary: "How alike the old desk's answers and ours are; POST forgets what was found",
    fields: {
      action: { description: 'Only this action', isRequired: false },
      done: { description: 'What was just done', isRequired: false },
    },
    answers: {
      200: 'The page',
      303: 'Forgotten, or not signed in: redirects to the sign-in',
      403: 'The administrator may not call GetComparison',
    },
    answer: comparison,
  },
];
