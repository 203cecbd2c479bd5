import type { LookUp, Scope } from "../scopes/scope.ts";
import type { ServerKind } from "../vocabulary/object-kinds.ts";
import type { ServerProfile } from "./server-profiles.ts";

/** Whether logs that are sent get anywhere; `perhaps` where the file does not tell. */
export type Arrival = "yes" | "no" | "perhaps";

/** Answers which server profile a name means in a scope. */
export interface ServerProfileLookup {
  serverProfile(kind: ServerKind, name: string, from: Scope): LookUp<ServerProfile>;
}

/** Whether what is sent to a server profile has a server to go to. */
export function serverArrivalOf(answer: LookUp<ServerProfile>): Arrival {
  if (answer.state === "unknown") return "perhaps";
  return answer.state === "found" && answer.value?.hasServer === true ? "yes" : "no";
}
