const { join, sep } = require('node:path');
const { default: Runtime } = require('jest-runtime');

/** The modules that test files share, for each resolver: a process has one per run. */
const shared = new WeakMap();

/**
 * Loads the modules of the program and of packages once per process, and only those in `test` for each test file: loading
 * everything takes longer than most files' tests. So modules outside `test` must not keep anything that would
 * change the next file's tests, but for caches.
 *
 * Jest loads this file without a transform, so it is JavaScript. It leaves functions in a folder of this name out of
 * stack traces, as its own.
 */
class SharingRuntime extends Runtime {
  constructor(config, environment, resolver, transformer, cacheFS, ...rest) {
    super(config, environment, resolver, transformer, cacheFS, ...rest);
    if (!shared.has(resolver)) {
      shared.set(resolver, new Runtime(config, environment, resolver, transformer, new Map(), ...rest));
    }
    this.shared = shared.get(resolver);
    this.ofTests = join(config.rootDir, 'test') + sep;
    // Stack traces are translated with the maps of one runtime, and lead through the modules of both.
    this.transformCache.sourceMaps = this.shared.transformCache.sourceMaps;
  }

  requireModule(from, moduleName, options, isRequireActual) {
    if (this.isShared(from, moduleName, options)) return this.shared.requireModule(from, moduleName, options);
    return super.requireModule(from, moduleName, options, isRequireActual);
  }

  isShared(from, moduleName, options) {
    if (moduleName === undefined || this._resolution.isCoreModule(moduleName)) return false;
    const path = this._resolution.resolveCjs(from, moduleName);
    // Jest's own modules: those of jest-circus keep the tests of a file.
    if (options?.isInternalModule) return !path.includes(`${sep}jest-circus${sep}`);
    return !path.startsWith(this.ofTests);
  }

  setMock(_from, moduleName) {
    throw new Error(`jest.mock('${moduleName}'): test files share the modules of the program, so none can be replaced`);
  }
}

module.exports = SharingRuntime;
