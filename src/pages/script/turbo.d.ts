/** What we use of Turbo, whose package has no types. */
declare module '@hotwired/turbo' {
  export const config: { forms: { mode: 'on' | 'off' | 'optin' } };
  export const cache: { clear(): void };
  /** Handles the visit that is under way. */
  export const navigator: { currentVisit?: { fail(): void } };
  export function visit(location: string, options?: { action: 'replace' }): void;
  /** Changes an element into another, node by node. What the callback refuses stays as it is. */
  export function morphElements(
    current: Element,
    next: Element,
    options: { callbacks: { beforeNodeMorphed(node: Node): boolean } },
  ): void;
}
