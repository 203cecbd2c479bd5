/** What a policy rule can do with a session. Everything but `allow` blocks. */
export const ACTIONS = ["allow", "deny", "drop", "reset-client", "reset-server", "reset-both"] as const;
export type Action = (typeof ACTIONS)[number];

/** An action by its name; undefined for what PAN-OS does not know. */
export function actionOf(text: string | undefined): Action | undefined {
  return ACTIONS.find((action) => action === text);
}
