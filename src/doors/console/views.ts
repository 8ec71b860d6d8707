import { ADDRESSES } from '../../config/addresses';
import type { ShownView } from '../../pages/console/queue/shown';
import { orderName } from '../../pages/console/queue/shown';
import { type SharingDepartment, type ViewFields, viewPage } from '../../pages/console/queue/view-form';
import { text } from '../pages/page-door';
import { type ConsolePage, type Desk, gone, goTo, orAgain, showConsole } from './console-page';
import { problemOf, readOrder, valuesOf } from './queue';

/** What a form sent. */
function entered({ fields }: Desk): ViewFields {
  return {
    name: text(fields.name),
    query: text(fields.query),
    columns: valuesOf(fields.columns),
    order: text(fields.order),
    isShared: text(fields.shared) !== '',
    departmentIds: valuesOf(fields.deptids).map(Number),
  };
}

/** The same as parameters of AddTicketView and UpdateTicketView. */
function paramsOf({ name, query, columns, order, isShared, departmentIds }: ViewFields): Record<string, unknown> {
  const { orderBy, direction } = readOrder(order) ?? { orderBy: 'lastreply', direction: 'desc' };
  // Lists, because an empty one takes away what was chosen, and empty text means that nothing was sent.
  return { name, query, columns, orderby: orderBy, order: direction, shared: isShared, deptids: departmentIds };
}

async function departmentsFor({ ask }: Desk): Promise<SharingDepartment[]> {
  const { views } = await ask<{ views: { view: ShownView[] } }>('GetTicketViews');
  return views.view
    .filter(({ kind }) => kind === 'department')
    .map(({ id, name }) => ({ id: Number(id.replace('dept-', '')), name }));
}

const add = (desk: Desk) =>
  orAgain(
    desk,
    async () => {
      const { viewid } = await desk.ask<{ viewid: number }>('AddTicketView', paramsOf(entered(desk)));
      return goTo(desk, ADDRESSES.console, { view: String(viewid), done: 'added' });
    },
    async (_problem, error) =>
      viewPage(desk.visit, '', entered(desk), await departmentsFor(desk), problemOf(desk, error)),
  );

async function change(desk: Desk) {
  const { req, ask, visit, params, fields } = desk;
  const id = params.id ?? '';
  const { views } = await ask<{ views: { view: ShownView[] } }>('GetTicketViews', { viewid: id });
  const view = views.view[0];
  if (view?.kind !== 'saved') throw gone(desk);
  if (req.method !== 'POST') return showConsole(viewPage(visit, id, fieldsOf(view), await departmentsFor(desk), ''));
  return orAgain(
    desk,
    async () => {
      if (text(fields.remove) !== '') {
        await ask('DeleteTicketView', { viewid: id });
        return goTo(desk, ADDRESSES.console, { done: 'removed' });
      }
      await ask('UpdateTicketView', { viewid: id, ...paramsOf(entered(desk)) });
      return goTo(desk, ADDRESSES.console, { view: id, done: 'changed' });
    },
    async (_problem, error) => viewPage(visit, id, entered(desk), await departmentsFor(desk), problemOf(desk, error)),
  );
}

const fieldsOf = ({ name, query, columns, orderby, order, shared, deptids }: ShownView): ViewFields => ({
  ...{ name, query, columns, order: orderName(orderby, order), isShared: shared, departmentIds: deptids },
});

const FIELDS = {
  name: { description: 'The name of the view', isRequired: true },
  query: { description: 'What it searches, as GetTickets takes it', isRequired: true },
  columns: { description: 'The columns to show', isRequired: false },
  order: { description: 'The order; with `-` before it, descending', isRequired: false },
  shared: { description: 'Whether others see it too', isRequired: false },
  deptids: { description: 'The departments that see it', isRequired: false },
};

/** The pages that save, change and delete views. */
export const VIEW_PAGES: readonly ConsolePage[] = [
  {
    path: ADDRESSES.consoleViews,
    methods: ['POST'],
    summary: 'Saves a search of tickets as a view',
    fields: FIELDS,
    answers: { 303: 'Leads to the view', 400: 'The view is refused; the form says why' },
    answer: add,
  },
  {
    path: `${ADDRESSES.consoleViews}/:id`,
    methods: ['GET', 'HEAD', 'POST'],
    summary: 'Changes or deletes a saved view',
    fields: { ...FIELDS, remove: { description: 'Deletes the view', isRequired: false } },
    answers: { 200: 'The form', 303: 'Leads to the queue', 400: 'The view is refused; the form says why' },
    answer: change,
  },
];
