import { type Html, html, when } from '../../html';
import { numberOf } from '../../times';
import type { StaffVisit } from '../layout';

/** A difference, as GetComparison says it. */
export interface ShownDifference {
  field: string;
  kind: string;
  matters: boolean;
  calls: number;
  examples: { example: { call: string; here: string; there: string }[] };
}

/** What differs in the answers of an action, with examples. @param compared how many answers were compared */
export function differenceList(visit: StaffVisit, differences: readonly ShownDifference[], compared: number): Html {
  const { comparison: texts } = visit.texts;
  const kinds: Readonly<Record<string, string>> = texts.kinds;
  const items = differences.map(
    ({
      field,
      kind,
      matters,
      calls,
      examples,
    }) => html`<li><code dir="ltr">${field}</code> <strong>${kinds[kind] ?? kind}</strong> <span class="quiet">${texts.inCalls
      .replace('{calls}', numberOf(visit, calls))
      .replace(
        '{compared}',
        numberOf(visit, compared),
      )}${when(!matters, () => html` · ${texts.minor}`)}</span>${exampleTable(visit, examples.example)}</li>
`,
  );
  return html`<ul class="differences" aria-label="${texts.differences}">${items}</ul>`;
}

function exampleTable({ texts }: StaffVisit, examples: ShownDifference['examples']['example']): Html {
  const { comparison } = texts;
  const heads = [comparison.here, comparison.there, comparison.call];
  return when(
    examples.length > 0,
    () =>
      html`<details><summary>${comparison.examples}</summary><table class="small-table"><thead><tr>${heads.map(
        (head) => html`<th scope="col">${head}</th>`,
      )}</tr></thead><tbody>${examples.map(
        ({ here, there, call }) =>
          html`<tr>${[here, there].map(
            (value) =>
              html`<td>${value === '' ? html`<span class="quiet">${comparison.missing}</span>` : html`<code dir="ltr">${value}</code>`}</td>`,
          )}<td><code dir="ltr">${call}</code></td></tr>
`,
      )}</tbody></table></details>`,
  );
}
