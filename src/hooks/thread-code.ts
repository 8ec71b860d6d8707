/**
 * What runs in a hook's thread: plain JavaScript in a string, so that it runs from the sources and from the compiled
 * files. It loads the file, tells what it holds, and then runs what it is told. It has no way to the database: the desk
 * is asked by messages.
 */
export const THREAD_CODE = `
  const { workerData } = require('node:worker_threads');
  const { port } = workerData;

  // The innermost line of somebody's own code. Node's own lines begin with node:, and this code has no file.
  const placeOf = (stack) => {
    for (const line of stack.split('\\n')) {
      if (line.includes('node:') || line.includes('[worker eval]')) continue;
      const found = /([^\\/\\\\\\s(]+\\.[cm]?[jt]s):(\\d+)/.exec(line);
      if (found) return decodeURIComponent(found[1]) + ':' + found[2];
    }
    return workerData.name;
  };
  const describe = (thrown) => {
    if (!(thrown instanceof Error)) return workerData.name + ': ' + String(thrown);
    return placeOf(String(thrown.stack)) + ': ' + thrown.name + ': ' + thrown.message;
  };
  // Whoever gets the message ends this thread. A thread that ends by itself can take its last message with it.
  const sendLast = (message) => {
    port.postMessage(message);
    setTimeout(() => process.exit(1), 5_000);
  };
  process.on('uncaughtException', (error) => sendLast({ type: 'broken', text: describe(error) }));

  const asked = new Map();
  let lastCall = 0;
  const deskOf = (run) => ({
    localAPI: (action, params = {}, adminUsername) =>
      new Promise((resolve) => {
        const call = ++lastCall;
        asked.set(call, resolve);
        try {
          port.postMessage({ type: 'call', call, run, action, params, adminUsername });
        } catch (error) {
          asked.delete(call);
          resolve({ result: 'error', message: error.message });
        }
      }),
  });

  let hooks = [];
  const load = async () => {
    let { default: found } = await import(workerData.url);
    // A compiled module has its default export inside of the one that CommonJS is.
    if (found?.__esModule) found = found.default;
    hooks = (Array.isArray(found) ? found : [found]).map((hook) => {
      if (typeof hook?.run !== 'function') throw new TypeError('it must export { on, run } or a list of such by default');
      return { run: hook.run.bind(hook), on: [hook.on].flat() };
    });
    return [...new Set(hooks.flatMap(({ on }) => on.map(String)))];
  };
  const run = async ({ run, event, vars, except }) => {
    const desk = deskOf(run);
    const failures = [];
    for (const [place, hook] of hooks.entries()) {
      if (!hook.on.includes(event) || except.includes(place)) continue;
      // As in PHP, each has its own copy: what one changes, the next is told all the same.
      try {
        const returned = await hook.run(structuredClone(vars), desk);
        port.postMessage({ type: 'hookRan', run, place, returned: event === workerData.answering ? returned : null });
      } catch (error) {
        failures.push(describe(error));
      }
    }
    port.postMessage(failures.length === 0 ? { type: 'ran', run } : { type: 'failed', run, text: failures.join('; ') });
  };

  load().then(
    (events) => {
      port.on('message', (message) => {
        if (message.type === 'run') return void run(message);
        asked.get(message.call)?.(message.answer);
        asked.delete(message.call);
      });
      port.postMessage({ type: 'loaded', events });
    },
    (error) => sendLast({ type: 'unloadable', text: describe(error) }),
  );
`;
