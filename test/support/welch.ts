/** The mean and the variance of some values. */
function momentsOf(values: readonly number[]): { mean: number; variance: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
  return { mean, variance };
}

/** Welch's t: how surely the means of two samples differ. Beyond 4.5 either way, hardly ever by chance. */
export function welch(one: readonly number[], other: readonly number[]): number {
  const [first, second] = [momentsOf(one), momentsOf(other)];
  const error = Math.sqrt(first.variance / one.length + second.variance / other.length);
  return (first.mean - second.mean) / error;
}

/** Which fastest part of all times is compared. Slow ones are noise that hides what a patient attacker finds. */
const KEPT = [1, 0.99, 0.9, 0.75, 0.5];

/**
 * Welch's t of two samples of times, as a whole and with their slowest times left out.
 *
 * @returns t by the part that was kept
 */
export function croppedWelch(one: readonly number[], other: readonly number[]): Record<number, number> {
  const all = [...one, ...other].sort((a, b) => a - b);
  return Object.fromEntries(
    KEPT.map((part) => {
      const most = all[Math.ceil(all.length * part) - 1] ?? Number.POSITIVE_INFINITY;
      const fast = (times: readonly number[]) => times.filter((time) => time <= most);
      return [part, welch(fast(one), fast(other))];
    }),
  );
}
