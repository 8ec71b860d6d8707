/** What the page says about itself to the script. */
export interface Source {
  /** The address of the stream. */
  events: string;
  /** The address to which presence is sent. */
  to: string;
  staff: number;
  proof: string;
  here: string;
  writing: string;
  lost: string;
  ended: string;
  /** Where to say that the connection is lost. */
  box: HTMLElement;
}

/** Reads it; undefined on pages for nobody in particular. Turbo may show another page at any time. */
export function source(): Source | undefined {
  const box = document.getElementById('live');
  if (box === null) return undefined;
  const { events = '', to = '', staff = '', proof = '', here = '', writing = '', lost = '', ended = '' } = box.dataset;
  const address = (link: string) => new URL(link, document.baseURI).href;
  return {
    ...{ events: address(events), to: address(to), staff: Number(staff), proof },
    ...{ here, writing, lost, ended, box },
  };
}
