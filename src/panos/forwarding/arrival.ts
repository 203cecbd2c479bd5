import type { LookUp } from "../scopes/scope.ts";
import type { ServerProfile } from "./server-profiles.ts";

/** Whether logs that are sent get anywhere; `perhaps` where the file does not tell. */
export type Arrival = "yes" | "no" | "perhaps";

/** Whether what is sent to a server profile has a server to go to. */
export function serverArrivalOf(answer: LookUp<ServerProfile>): Arrival {
  if (answer.state === "unknown") return "perhaps";
  return answer.state === "found" && answer.value?.hasServer === true ? "yes" : "no";
}
