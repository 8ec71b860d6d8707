import { ADDRESSES } from '../../config/addresses';
import type { Reply } from '../door';
import type { ConsolePage, Desk } from './console-page';
import { answerNew } from './setup/adding';
import { answerItem } from './setup/item';
import { answerList } from './setup/list';
import { answerOverview, DO } from './setup/overview';
import { type Scene, sceneOf } from './setup/scene';
import { answerCommonTask, answerItemTask } from './setup/task';

/** Mail templates and pictures are longer than what people write by hand. */
const FORM_BYTES = 2_000_000;

const FORM = {
  'p[name]': { description: 'A parameter of the action, for each that was entered', isRequired: false },
  'was[name]': { description: 'What the page was told of its value, so that only changes are sent', isRequired: false },
  key: { description: 'Makes one change of a form that is sent twice', isRequired: false },
};

const ANSWERS = {
  200: 'The page, or what the action answered',
  404: 'There is no such page, or nothing of it is allowed',
} as const;

const CHANGED = { ...ANSWERS, 303: 'To the page of what was changed' };

const inScene =
  (answer: (scene: Scene) => Promise<Reply>) =>
  async (desk: Desk): Promise<Reply> =>
    answer(sceneOf(desk));

/**
 * The pages for everything that actions administer. They are made from the schemas of all actions, so a new action has
 * its page at once.
 */
export const SETUP_PAGES: readonly ConsolePage[] = [
  {
    path: ADDRESSES.consoleSetup,
    methods: ['GET', 'HEAD'],
    summary: 'Everything that can be set up',
    fields: { q: { description: 'Only pages with these words', isRequired: false } },
    answers: { 200: 'The page' },
    answer: async (desk) => answerOverview(desk, sceneOf(desk).setUp),
  },
  {
    path: `${ADDRESSES.consoleSetup}:family`,
    methods: ['GET', 'HEAD'],
    summary: 'Everything of one kind, such as all departments',
    fields: { start: { description: 'How many come before the page', isRequired: false }, 'p[name]': FORM['p[name]'] },
    answers: ANSWERS,
    answer: inScene(answerList),
  },
  {
    path: `${ADDRESSES.consoleSetup}:family/:item`,
    methods: ['GET', 'HEAD', 'POST'],
    summary: 'One thing, to see and change; `new` adds one',
    fields: FORM,
    answers: CHANGED,
    mostBytes: FORM_BYTES,
    keepsForms: true,
    answer: inScene(async (scene) => {
      const { family, item = '' } = scene.desk.params;
      if (family === DO) return answerCommonTask({ ...scene, desk: { ...scene.desk, params: { task: item } } });
      return item === 'new' ? answerNew(scene) : answerItem(scene);
    }),
  },
  {
    path: `${ADDRESSES.consoleSetup}:family/:item/:task`,
    methods: ['GET', 'HEAD', 'POST'],
    summary: 'What is done with one thing, such as testing or deleting it',
    fields: FORM,
    answers: CHANGED,
    mostBytes: FORM_BYTES,
    keepsForms: true,
    answer: inScene(answerItemTask),
  },
];
