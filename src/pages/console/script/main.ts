// When Turbo shows a page that was refused, it runs the page's scripts again. The second time must do nothing.
if (customElements.get('console-keys') === undefined) void import('./start');

export {};
