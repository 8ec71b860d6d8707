// When Turbo shows a page that was refused, it runs the page's scripts again. The second time must do nothing.
if (customElements.get('draft-keeper') === undefined) void import('./start');

export {};
