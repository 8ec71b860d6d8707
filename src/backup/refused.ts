/** A backup or restore that cannot be done like this. The message is for the operator, and says what to do. */
export class BackupRefused extends Error {
  override name = 'BackupRefused';
}
