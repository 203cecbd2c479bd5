import type { DeviceSettings } from "../device/device-settings.ts";
import type { Arrival } from "../forwarding/arrival.ts";
import type { MatchEntry } from "../forwarding/match-entry.ts";
import type { Scope } from "../scopes/scope.ts";
import { type ForwardedLogType, isForwardedLogType, type LogType } from "../vocabulary/log-types.ts";
import type { DestinationKind } from "../vocabulary/object-kinds.ts";
import { type Delivery, deliveryOf, panoramaArrivalOf, panoramaSendersOf } from "./delivery.ts";
import { makesDeviceLogs } from "./device-logs-made.ts";
import { LOG_STORES, type LogFlow, logFlowOf, policyOf } from "./log-flow.ts";
import type { FlowSources } from "./sources.ts";

/** What logs are made, and where each of them arrives. */
export class Flow {
  readonly #model: FlowSources;
  readonly #panoramaArrivals = new Map<Scope, Arrival>();
  readonly #logFlows = new Map<DeviceSettings, Map<ForwardedLogType, LogFlow>>();

  constructor(model: FlowSources) {
    this.#model = model;
  }

  /**
   * Whether the logs that a match list takes get anywhere: its server profiles exist and have servers, its Panorama is
   * set. `from` is the scope of the profile or of the device log settings that hold it.
   */
  delivery(entry: MatchEntry, from: Scope, kinds?: readonly DestinationKind[]): Delivery {
    const panoramaArrival = (scope: Scope) => this.panoramaArrival(scope);
    return deliveryOf({ forwarding: this.#model.forwarding, panoramaArrival }, entry, { from, kinds });
  }

  /** Whether what a scope sends to Panorama gets there, or to Strata Logging Service. */
  panoramaArrival(from: Scope): Arrival {
    const arrival = this.#panoramaArrivals.get(from) ?? panoramaArrivalOf(this.#model, from);
    this.#panoramaArrivals.set(from, arrival);
    return arrival;
  }

  /** The match lists in use on a device, template or stack that send to Panorama. */
  panoramaSenders(device: DeviceSettings): readonly MatchEntry[] {
    return panoramaSendersOf(this.#model, device);
  }

  /** Whether the file says which policy a device runs: a template or stack runs that of the groups with its firewalls. */
  isPolicyKnown({ place }: DeviceSettings): boolean {
    return policyOf(this.#model, place).groups?.length !== 0;
  }

  /** Whether a device evaluates policy rules of one of these scopes. */
  runsPolicyOf({ place }: DeviceSettings, scopes: ReadonlySet<Scope>): boolean {
    const own = policyOf(this.#model, place).scopes;
    return [...scopes].some((scope) => own.has(scope));
  }

  /** Whether some decryption rule of a device's policy logs what it decrypts, and not only what fails. */
  logsDecryptedSessions({ place }: DeviceSettings): boolean {
    const { scopes } = policyOf(this.#model, place);
    const rules = this.#model.policies.otherRules("decryption");
    return rules.some(
      ({ enabled, scope, tlsLogging }) => enabled && scopes.has(scope) && tlsLogging?.logSuccess.value === true,
    );
  }

  /** What becomes of the logs of one type that a device's policy makes; none where no device group is known to it. */
  logFlow(device: DeviceSettings, type: ForwardedLogType): LogFlow {
    const flows = this.#logFlows.get(device) ?? new Map<ForwardedLogType, LogFlow>();
    this.#logFlows.set(device, flows);
    const deliver = this.delivery.bind(this);
    const flow = flows.get(type) ?? logFlowOf(this.#model, deliver, { device: device.place, type });
    flows.set(type, flow);
    return flow;
  }

  /** Whether it is certain that every log of a type is kept elsewhere, too; only policy makes logs of a forwarded type. */
  keepsElsewhere(device: DeviceSettings, type: LogType): boolean {
    if (isForwardedLogType(type)) return this.logFlow(device, type).leaves === "all";
    const settings = this.#model.devices.logSettingsOf(device);
    const forwarding = settings?.forwards(type, LOG_STORES);
    if (settings === undefined || forwarding?.coverage !== "all") return false;
    return forwarding.entries.every((entry) => this.delivery(entry, settings.scope, LOG_STORES).arrives === "yes");
  }

  /** Whether a device's policy makes logs of a type, or the device writes them by itself, as far as the file says. */
  makesLogs(device: DeviceSettings, type: LogType): boolean {
    return isForwardedLogType(type)
      ? this.logFlow(device, type).made
      : makesDeviceLogs(this.#model, device.place, type);
  }
}
