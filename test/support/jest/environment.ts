import { constants, createContext } from 'node:vm';
import { ModernFakeTimers } from '@jest/fake-timers';
import NodeEnvironment from 'jest-environment-node';
import { ModuleMocker } from 'jest-mock';

type Options = ConstructorParameters<typeof NodeEnvironment>;
type Global = typeof globalThis & NodeEnvironment['global'] & Record<PropertyKey, unknown>;

/** What Jest keeps on the global object for one file: its tests, and what `jest.setTimeout` and the like have set. */
const OF_ONE_FILE = /^(EVENT_HANDLERS|JEST_STATE_SYMBOL|TEST_TIMEOUT_SYMBOL|\w*RETR(Y|IES)\w*)$/;

let shared: SharedEnvironment | undefined;

/**
 * Gives all test files of a process the same environment, because the modules that they share belong to it. After each
 * file, it puts back what the file has changed: global names, the environment variables and the clock.
 */
export default function environmentOf(...options: Options): NodeEnvironment {
  shared ??= new SharedEnvironment(...options);
  return shared;
}

/**
 * The environment of Node.js with an ordinary global object. That of Jest asks a proxy for every global name, which
 * takes 200 ns.
 */
class SharedEnvironment extends NodeEnvironment {
  private readonly exit: typeof process.exit;
  private readonly env: NodeJS.ProcessEnv;
  private readonly variables: NodeJS.ProcessEnv;
  private names = new Set<string>();

  constructor(...[config, context]: Options) {
    super(config, context);
    const global = createContext(constants.DONT_CONTEXTIFY) as Global;
    copyMissing(this.global, global);
    // Those of the core modules, as in Jest's.
    Object.assign(global, { global, Buffer, ArrayBuffer, Uint8Array });
    global.Error.stackTraceLimit = 100;
    this.context = global;
    this.global = global;
    this.moduleMocker = new ModuleMocker(global);
    this.fakeTimers = null;
    this.fakeTimersModern = new ModernFakeTimers({ config: config.projectConfig, global });
    this.exit = global.process.exit;
    this.env = global.process.env;
    this.variables = { ...this.env };
  }

  override async setup(): Promise<void> {
    this.names = new Set(Object.getOwnPropertyNames(this.global));
  }

  override async teardown(): Promise<void> {
    const global = this.global as Global;
    this.fakeTimersModern?.dispose();
    for (const name of Object.getOwnPropertyNames(global)) if (!this.names.has(name)) delete global[name];
    for (const symbol of Object.getOwnPropertySymbols(global)) {
      if (OF_ONE_FILE.test(symbol.description ?? '')) delete global[symbol];
    }
    global.process.exit = this.exit;
    global.process.env = this.env;
    for (const name of Object.keys(this.env)) if (!Object.hasOwn(this.variables, name)) delete this.env[name];
    Object.assign(this.env, this.variables);
  }
}

/** Copies the properties that an object lacks. Getters compute their value once, as those of Node.js do. */
function copyMissing(from: object, to: object): void {
  for (const key of Reflect.ownKeys(from)) {
    const { get, enumerable = false, ...rest } = Object.getOwnPropertyDescriptor(from, key) ?? {};
    if (Object.hasOwn(to, key)) continue;
    const define = (value: unknown) =>
      Object.defineProperty(to, key, { configurable: true, writable: true, enumerable, value });
    const lazily = {
      get: () => {
        const value: unknown = get?.call(from);
        define(value);
        return value;
      },
      set: define,
      configurable: true,
    };
    Object.defineProperty(to, key, { ...(get === undefined ? rest : lazily), enumerable });
  }
}
