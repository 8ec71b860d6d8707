/** Listens to an event of Turbo, whose details have no types. */
export function onTurbo<Detail>(
  name: string,
  target: EventTarget,
  act: (event: CustomEvent<Detail>) => void,
  options?: AddEventListenerOptions,
): void {
  // Turbo's events are CustomEvents, which the DOM's types don't know by these names.
  target.addEventListener(`turbo:${name}`, (event) => act(event as CustomEvent<Detail>), options);
}

/** The details of `turbo:submit-start`. */
export interface SubmitStart {
  formSubmission: {
    formElement: HTMLFormElement;
    /** Absent if the form was sent without a button. */
    submitter?: HTMLElement | null;
  };
}

/** The details of `turbo:submit-end`. */
export interface SubmitEnd {
  success?: boolean;
  /** Absent if no answer came. */
  fetchResponse?: { clientError: boolean };
}

/** The details of `turbo:before-fetch-response`. */
export interface FetchResponse {
  fetchResponse: { serverError: boolean };
}

/** The details of `turbo:before-fetch-request`. */
export interface FetchRequest {
  resume(): void;
}

/** The details of `turbo:fetch-request-error`. */
export interface FetchError {
  request: { url: URL };
}
