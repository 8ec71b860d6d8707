/** Made by `npm run generate` from schemas/EnableHook.json; changes belong there. */

/**
 * Let a hook run again that was disabled because it failed; running servers load its file again
 */
export interface EnableHook {
  /**
   * The name of its file, such as about.js
   */
  name: string;
}

/**
 * What EnableHook is called with
 */
export interface EnableHookCall {
  /**
   * The name of its file, such as about.js
   */
  name: string;
}

/**
 * What EnableHook answers
 */
export interface EnableHookAnswer {
  name: string;
}
