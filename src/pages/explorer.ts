import { Html, html } from './html';
import { frame, type Visit } from './layout';
import { FRAME_STYLE } from './style';

/**
 * The page of the explorer: what is around every page, and in it Swagger UI, which brings its own style. It has no inline
 * script, because its content security policy forbids that. Its links are relative, so it works behind any proxy path.
 */
export const explorerPage = (visit: Visit): string =>
  frame(
    visit,
    visit.language.texts.explorer.title,
    html`<link rel="icon" href="data:,">
<style>${new Html(FRAME_STYLE)}</style>
<link rel="stylesheet" href="docs/swagger-ui.css">
<link rel="stylesheet" href="docs/page.css">`,
    html`<main id="content">
<div id="explorer" lang="en" dir="ltr"></div>
<noscript><p class="wrap">${visit.language.texts.explorer.needsScript} <a href="openapi.json">openapi.json</a></p></noscript>
</main>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/start.js"></script>`,
  );
