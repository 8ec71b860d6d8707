import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What smaller bodies leave, V8 finds soon enough by itself: collecting it cost a fifth of a call with such a body. */
const LARGE_BODY = 524_288;

/** Collect garbage after this many bytes of finished large request bodies. */
const COLLECT_AFTER_BYTES = 24 * 1024 * 1024;

/**
 * Creates a function to report finished request bodies to. It collects garbage after every few large ones.
 *
 * Uploads leave garbage of many times their size outside the heap that V8 mainly watches. Left alone, V8 lets the
 * process grow to several times what it needs, and never returns the memory while idle. One collection takes about 20
 * ms.
 */
export function createCollector(): (finishedBytes: number) => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  let finished = 0;
  return (bytes) => {
    if (bytes < LARGE_BODY) return;
    finished += bytes;
    if (finished < COLLECT_AFTER_BYTES) return;
    finished = 0;
    setImmediate(collect);
  };
}
