import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/**
 * What keeps people with disabilities from using a page, as axe-core finds it; empty if it finds nothing. Each finding
 * is a line: the rule, the element, and what is wrong.
 */
export async function barriersOn(page: Page): Promise<string[]> {
  // In frames of their own, pages would need a second window. Ours have no frames.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      ({ target, failureSummary = '' }) => `${id}: ${target.join(' ')}: ${failureSummary.replace(/\s+/g, ' ')}`,
    ),
  );
}
