import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** How many bytes of request bodies may have become garbage before it is collected. */
const COLLECT_AFTER_BYTES = 24 * 1024 * 1024;

/**
 * Makes something to report finished request bodies to, which collects garbage after every few large ones.
 *
 * Uploads leave many times their size behind, outside the heap that V8 watches most; left alone it lets the process grow
 * to several times what it needs and never gives it back while idle. One collection takes some 20 ms.
 */
export function createCollector(): (finishedBytes: number) => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  let finished = 0;
  return (bytes) => {
    finished += bytes;
    if (finished < COLLECT_AFTER_BYTES) return;
    finished = 0;
    setImmediate(collect);
  };
}
