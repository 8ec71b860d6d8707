import { ApiError, type FormProblem, FormRefused } from '../../errors';

/** Collects what is wrong in a form. */
export class Problems {
  private readonly found: FormProblem[] = [];

  /** @param details what the page's words for this kind of problem mention */
  add(field: string, code: string, message: string, ...details: (string | number)[]): void {
    this.found.push({ field, code, message, details: details.map(String) });
  }

  /**
   * Does what refuses a wrong value, and goes on without it.
   *
   * @param codeOf the kind of problem that a refusal is
   * @returns undefined if the value was refused
   * @throws whatever is no refusal of a value
   */
  async check<T>(
    field: string,
    codeOf: (message: string) => [code: string, ...details: (string | number)[]],
    work: () => T | Promise<T>,
  ): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ApiError) || error.kind !== 'invalid') throw error;
      const [code, ...details] = codeOf(error.message);
      this.add(field, code, error.message, ...details);
      return undefined;
    }
  }

  /** @throws FormRefused if anything is wrong */
  refuse(): void {
    if (this.found.length > 0) throw new FormRefused(this.found);
  }
}
