import { hashSync } from 'bcryptjs';
import { decodeHTML } from 'entities';
import { DomUtils, parseDocument } from 'htmlparser2';
import { adminPassword } from '../../src/access/secrets';
import type { HttpAnswer, World } from './world';

type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];

/** A button that sends a form. */
interface Button {
  name: string;
  value: string;
  text: string;
  /** Where it sends the form, if elsewhere. */
  to: string;
  key: string;
}

/** A form as a page shows it. */
export interface ShownForm {
  /** The path that it is sent to. */
  path: string;
  method: string;
  /** What a browser would send if nothing were changed, without the button. */
  values: [name: string, value: string][];
  /** The names of all fields, also of those that send nothing yet. */
  names: Set<string>;
  /** The values that a field offers: options, boxes. */
  offered(name: string): string[];
  buttons: Button[];
}

/** Which form, and which of its buttons: by what a button says or its `data-key`, by a part of an address, or by a field. */
export interface Wanted {
  button?: string | RegExp;
  to?: RegExp;
  field?: string;
}

/** The browser of an administrator, without scripts. It sends what the forms of its page hold, and nothing else. */
export interface ConsoleBrowser {
  /** The page that it shows. */
  shown: HttpAnswer & { path: string };
  /** Opens a page, and follows redirects. */
  open(path: string): Promise<HttpAnswer>;
  forms(): ShownForm[];
  /** The form that is wanted; undefined if the page has none. */
  find(wanted: Wanted): ShownForm | undefined;
  /**
   * Fills in a form and presses a button.
   *
   * @param values an array chooses boxes or several options; `files` are given by name and text
   * @throws Error if the page has no such form, or the form has no such field: then nobody could send that
   */
  send(
    wanted: Wanted,
    values?: Record<string, string | string[]>,
    files?: Record<string, string>,
  ): Promise<HttpAnswer & { path: string }>;
  /** Posts fields as a script does, and stays on the page. @returns the status */
  post(to: string, fields: [name: string, value: string][]): Promise<number>;
  /** Opens a link by what it says or its `data-key`. @throws Error if the page has none */
  click(link: string | RegExp): Promise<HttpAnswer>;
  /** What people read on the page, without spaces that do not matter. */
  words(): string;
}

const is = (name: string, element: Element): boolean => element.name === name;

const attribute = (element: Element, name: string): string => element.attribs[name] ?? '';

const textOf = (element: Element): string => DomUtils.textContent(element).replace(/\s+/g, ' ').trim();

/** The values that a field sends as it stands, as browsers do it. */
function valuesOf(field: Element): string[] {
  const type = attribute(field, 'type');
  // htmlparser2 reads no entities in it.
  if (is('textarea', field)) return [decodeHTML(DomUtils.textContent(field).replace(/^\n/, ''))];
  if (is('select', field)) {
    const options = DomUtils.getElementsByTagName('option', field);
    const chosen = options.filter((option) => 'selected' in option.attribs);
    const first = 'multiple' in field.attribs ? [] : options.slice(0, 1);
    return (chosen.length > 0 ? chosen : first).map(optionValue);
  }
  if (/^(checkbox|radio)$/.test(type)) return 'checked' in field.attribs ? [field.attribs.value ?? 'on'] : [];
  return /^(submit|button|reset|image|file)$/.test(type) ? [] : [attribute(field, 'value')];
}

const optionValue = (option: Element): string => option.attribs.value ?? textOf(option);

function offeredBy(field: Element): string[] {
  if (is('select', field)) return DomUtils.getElementsByTagName('option', field).map(optionValue);
  return /^(checkbox|radio)$/.test(attribute(field, 'type')) ? [field.attribs.value ?? 'on'] : [];
}

/** The element that a disabled fieldset, or the field itself, switches off. */
const isOff = (field: Element): boolean => {
  for (let one: unknown = field; one !== null && one !== undefined; one = (one as Element).parent) {
    if ('attribs' in (one as Element) && 'disabled' in (one as Element).attribs) return true;
  }
  return false;
};

function readForm(document: Element[], form: Element, base: string): ShownForm {
  const id = form.attribs.id;
  const all = ['input', 'textarea', 'select', 'button'].flatMap((name) =>
    DomUtils.getElementsByTagName(name, document).filter((field) => {
      const owner = field.attribs.form;
      if (owner !== undefined) return owner === id;
      for (let one: unknown = field; one !== null && one !== undefined; one = (one as Element).parent) {
        if (one === form) return true;
      }
      return false;
    }),
  );
  const usable = all.filter((field) => !isOff(field));
  const isButton = (field: Element) =>
    is('button', field) ? attribute(field, 'type') !== 'button' : attribute(field, 'type') === 'submit';
  const fields = usable.filter((field) => !is('button', field) && !isButton(field));
  const resolve = (address: string): string => {
    const { pathname, search } = new URL(address, `http://desk${base}`);
    return pathname + search;
  };
  return {
    path: resolve(form.attribs.action ?? base),
    method: attribute(form, 'method').toUpperCase() || 'GET',
    values: fields.flatMap((field) =>
      'name' in field.attribs
        ? valuesOf(field).map((value): [string, string] => [attribute(field, 'name'), value])
        : [],
    ),
    names: new Set(fields.map((field) => attribute(field, 'name'))),
    offered: (name) => fields.filter((field) => attribute(field, 'name') === name).flatMap(offeredBy),
    buttons: usable.filter(isButton).map((button) => ({
      name: attribute(button, 'name'),
      value: attribute(button, 'value'),
      text: attribute(button, 'aria-label') || textOf(button) || attribute(button, 'value'),
      to: button.attribs.formaction === undefined ? '' : resolve(attribute(button, 'formaction')),
      key: attribute(button, 'data-key'),
    })),
  };
}

const matches = (wanted: string | RegExp, text: string, key: string): boolean =>
  typeof wanted === 'string' ? text === wanted || key.split(' ').includes(wanted) : wanted.test(text);

const buttonOf = (form: ShownForm, { button }: Wanted): Button | undefined =>
  button === undefined
    ? form.buttons.find(({ to }) => to === '')
    : form.buttons.find(({ text, key }) => matches(button, text, key));

/** @param password of the administrator; signing in takes a form like everything else */
export async function consoleBrowser(world: World, username: string, password: string): Promise<ConsoleBrowser> {
  const cookies = new Map<string, string>();

  async function ask(path: string, init: RequestInit = {}): Promise<HttpAnswer & { path: string }> {
    const headers = {
      'User-Agent': 'Mozilla/5.0 (X11; Linux) Firefox/140.0',
      'Accept-Language': 'en',
      Cookie: Array.from(cookies, ([name, value]) => `${name}=${value}`).join('; '),
    };
    const answer = await world.send(path, { redirect: 'manual', ...init, headers });
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    const to = answer.headers.get('location');
    if (answer.status !== 303 || to === null) return { ...answer, path };
    const { pathname, search } = new URL(to, `http://desk${path}`);
    return ask(pathname + search);
  }

  /** Reading a page takes as long as asking for it. */
  let read: { shown: HttpAnswer; forms: ShownForm[] } | undefined;

  const browser: ConsoleBrowser = {
    shown: { status: 0, headers: new Headers(), text: '', json: undefined, path: '/admin/' },
    async open(path) {
      browser.shown = await ask(path);
      return browser.shown;
    },
    forms() {
      const { shown } = browser;
      if (read?.shown === shown) return read.forms;
      const document = parseDocument(browser.shown.text).childNodes as Element[];
      return DomUtils.getElementsByTagName('form', document).map((form) =>
        readForm(document, form, browser.shown.path),
      );
    },
    find: (wanted) =>
      browser
        .forms()
        .find(
          (form) =>
            (wanted.to === undefined || wanted.to.test(buttonOf(form, wanted)?.to || form.path)) &&
            (wanted.field === undefined || form.names.has(wanted.field)) &&
            (wanted.button === undefined || buttonOf(form, wanted) !== undefined),
        ),
    async send(wanted, values = {}, files = {}) {
      const form = browser.find(wanted);
      const name = JSON.stringify({ ...wanted, to: String(wanted.to), button: String(wanted.button) });
      if (form === undefined) throw new Error(`${browser.shown.path} has no form ${name}`);
      const missing = [...Object.keys(values), ...Object.keys(files)].filter((field) => !form.names.has(field));
      if (missing.length > 0) throw new Error(`form ${name} of ${browser.shown.path} has no field ${missing.join()}`);
      const button = buttonOf(form, wanted);
      const sent = form.values.filter(([field]) => values[field] === undefined);
      for (const [field, value] of Object.entries(values)) for (const one of [value].flat()) sent.push([field, one]);
      if (button !== undefined && button.name !== '') sent.push([button.name, button.value]);
      const target = button?.to || form.path;
      if (form.method === 'GET') {
        browser.shown = await ask(`${target.split('?')[0]}?${new URLSearchParams(sent).toString()}`);
        return browser.shown;
      }
      const body = Object.keys(files).length === 0 ? new URLSearchParams(sent) : new FormData();
      if (body instanceof FormData) {
        for (const [field, value] of sent) body.append(field, value);
        for (const [field, text] of Object.entries(files)) body.append(field, new Blob([text]), 'file.txt');
      }
      browser.shown = await ask(target, { method: 'POST', body });
      return browser.shown;
    },
    async post(to, fields) {
      const { pathname, search } = new URL(to.replaceAll('&amp;', '&'), `http://desk${browser.shown.path}`);
      return (await ask(pathname + search, { method: 'POST', body: new URLSearchParams(fields) })).status;
    },
    click(link) {
      const found = DomUtils.getElementsByTagName('a', parseDocument(browser.shown.text)).find((one) =>
        matches(link, textOf(one), attribute(one, 'data-key')),
      );
      if (found === undefined) throw new Error(`${browser.shown.path} has no link ${String(link)}`);
      const { pathname, search } = new URL(attribute(found, 'href'), `http://desk${browser.shown.path}`);
      return browser.open(pathname + search);
    },
    words: () => decodeHTML(DomUtils.textContent(parseDocument(browser.shown.text))).replace(/\s+/g, ' '),
  };
  await browser.open('/admin/');
  await browser.send({ field: 'password' }, { username, password });
  return browser;
}

/** An administrator with a password. @returns their id */
export const agentWith = (world: World, username: string, password: string): Promise<number> =>
  world.admin(username, { passwordHash: hashSync(adminPassword(password), 4), email: `${username}@desk.example` });
