/** What can go wrong outside of us. A crash of our own is never one of these. */

/** Details every {@link UserError} may carry. */
export interface UserErrorDetails {
  /** What to do about it, one sentence. */
  readonly hint?: string | undefined;
}

/** The user's input is wrong. Told once, as a sentence with a hint, never with a stack trace. */
export class UserError extends Error {
  readonly hint: string | undefined;

  constructor(message: string, details: UserErrorDetails = {}) {
    super(message);
    this.name = new.target.name;
    this.hint = details.hint;
  }
}

/** A wrong command line or a wrong panlint configuration: exit code 2. */
export class UsageError extends UserError {}

/** An input that cannot be read or understood: exit code 3. `offset` is a byte offset into the decoded source. */
export class InputError extends UserError {
  readonly offset: number | undefined;

  constructor(message: string, details: UserErrorDetails & { readonly offset?: number | undefined } = {}) {
    super(message, details);
    this.offset = details.offset;
  }
}
