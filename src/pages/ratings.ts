import { whatWasWritten } from './errors';
import { Html, html, NONE, when } from './html';
import type { Visit } from './layout';
import type { Way } from './ticket-address';
import { form } from './ticket-forms';

/** What pages/GetTicket answers about the rating of the ticket. */
export interface ShownRating {
  /** Empty for none. */
  value: '' | Verdict;
  comment: string;
  may_change: boolean;
}

type Verdict = 'good' | 'okay' | 'bad';

const VERDICTS: readonly Verdict[] = ['good', 'okay', 'bad'];
const STARS = [1, 2, 3, 4, 5];

const CHECKED = new Html(' checked');
const OPEN = new Html(' open');

/** What a form had that was refused. */
export interface Entered {
  rating: string;
  comment: string;
}

/**
 * The rating of a ticket: the form, or what was said with the form folded away. A comment that came too late to be taken
 * is shown to be copied.
 *
 * @param rating undefined while the ticket cannot be rated
 */
export function ticketRating(
  visit: Visit,
  way: Way,
  rating: ShownRating | undefined,
  entered: Entered | undefined,
): Html {
  const comment = rating?.may_change ? '' : (entered?.comment ?? '');
  return html`${rating === undefined ? NONE : ratingCard(visit, way, rating, entered)}
${when(comment.trim() !== '', () => html`<div class="card">${whatWasWritten(visit, [comment])}</div>`)}`;
}

function ratingCard(visit: Visit, way: Way, rating: ShownRating, entered: Entered | undefined): Html {
  const { requester: texts } = visit.language.texts;
  const filled = entered ?? { rating: rating.value, comment: rating.comment };
  if (rating.value === '')
    return rating.may_change ? html`<div class="card unprinted">${verdicts(visit, way, filled)}</div>` : NONE;
  return html`<div class="card"><p class="said"><strong>${texts.yourRating} ${texts.verdicts[rating.value]}</strong></p>
${when(rating.comment !== '', () => html`<p class="text said lines" dir="auto">${rating.comment}</p>`)}
${when(
  rating.may_change,
  () => html`<details${entered === undefined ? NONE : OPEN}><summary>${texts.changeRating}</summary>
${verdicts(visit, way, filled)}</details>`,
)}</div>`;
}

function verdicts(visit: Visit, way: Way, filled: Entered): Html {
  const { requester: texts } = visit.language.texts;
  const choices = VERDICTS.map(
    (verdict) =>
      html`<label class="tick"><input type="radio" name="rating" value="${verdict}" required${filled.rating === verdict ? CHECKED : NONE}> ${texts.verdicts[verdict]}</label>`,
  );
  return form(
    visit,
    way,
    'rate',
    html`<fieldset class="field"><legend>${texts.question}</legend><div class="row choices">${choices}</div></fieldset>
<p class="field"><label for="comment">${texts.comment}</label>
<textarea class="short" id="comment" name="comment" dir="auto" maxlength="2000">
${filled.comment}</textarea></p><button class="second">${texts.rate}</button>`,
  );
}

/** What pages/GetTicket answers about the rating of an answer of staff. */
export interface ShownStars {
  /** 0 for none. */
  count: number;
  may_change: boolean;
}

/** The stars of one answer of staff, folded away so that they leave the conversation its calm. */
export function replyStars(visit: Visit, way: Way, id: number, stars: ShownStars): Html {
  const { requester: texts } = visit.language.texts;
  const { count } = stars;
  const given = html`<span aria-hidden="true">${'★'.repeat(count)}${'☆'.repeat(5 - count)}</span> ${texts.yourRating} ${texts.ofFive(count)}`;
  if (!stars.may_change) return count === 0 ? NONE : html`<p class="hint said">${given}</p>`;
  const choices = STARS.map(
    (star) =>
      html`<label><input type="radio" name="rating" value="${star}" required${star === count ? CHECKED : NONE}><span aria-hidden="true">★</span><span class="unseen">${texts.stars(star)}</span></label>`,
  );
  return html`<details class="unprinted rate"><summary>${count === 0 ? texts.rateReply : given}</summary>
${form(
  visit,
  way,
  'ratereply',
  html`<input type="hidden" name="replyid" value="${id}"><fieldset class="row"><legend class="unseen">${texts.rateReply}</legend>
<div class="stars">${choices}</div><button class="second">${texts.saveStars}</button></fieldset>`,
)}</details>`;
}
