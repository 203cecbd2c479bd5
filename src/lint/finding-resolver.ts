import type { Config } from "../panos/config.ts";
import type { PolicyRule } from "../panos/policies/policy-rule.ts";
import { policyRuleTitle, rulebaseTitle } from "../panos/policies/policy-rule-title.ts";
import { canBeTyped } from "../panos/scopes/command.ts";
import type { RulebaseOf } from "../panos/scopes/rulebase.ts";
import { elementOf } from "../panos/settings/setting.ts";
import type { Finding, RelatedPlace, Severity } from "../rule.ts";
import type { Source } from "../source/source.ts";
import { excerptOf, regionOf } from "./excerpt.ts";
import { Identities } from "./identity.ts";
import type { ActiveRule, LintOptions } from "./options.ts";
import type { ReportedFinding, ReportedPlace, ReportedPolicyRule } from "./report.ts";

/** Turns what a rule reports into what a reporter needs: places in lines, identities, texts instead of the model. */
export class FindingResolver {
  readonly #source: Source;
  readonly #config: Config;
  readonly #options: LintOptions;
  readonly #identities = new Identities();
  readonly #lists = new Map<RulebaseOf<string>, RulebaseWords>();

  constructor(source: Source, config: Config, options: LintOptions) {
    this.#source = source;
    this.#config = config;
    this.#options = options;
  }

  resolve(active: ActiveRule, finding: Finding): ReportedFinding {
    const source = this.#source;
    const rule = active.rule.id;
    const element = elementOf(finding.at);
    const policyRule = finding.policyRule && this.#describe(finding.policyRule);
    const path = finding.policyRule?.path ?? finding.path ?? "";
    const setting = finding.at.name;
    const about =
      finding.subject === undefined ? { subject: path, setting } : { subject: finding.subject, setting: "" };
    const commands = finding.commands?.every(canBeTyped) ? finding.commands : NONE;
    const withoutCommands = (finding.commands?.length ?? 0) > commands.length;
    return {
      rule,
      severity: severityOf(active, finding),
      message: finding.message,
      help: withoutCommands ? `${finding.help ?? ""} ${CANNOT_BE_TYPED}`.trim() : finding.help,
      commands,
      file: source.name,
      uri: source.uri,
      region: regionOf(source, element),
      excerpt: this.#options.excerpts ? excerptOf(source, element) : undefined,
      path,
      setting,
      identity: this.#identities.next({ rule, uri: source.uri, uuid: policyRule?.uuid, ...about }),
      policyRule,
      related: finding.related?.map((place) => this.#placeOf(place)) ?? NONE,
      ...(finding.includes === undefined
        ? {}
        : { absorbed: finding.includes.map((each) => this.resolve(active, each)) }),
    };
  }

  /** A related place may stand in another file of the run. */
  #placeOf({ at, message }: RelatedPlace): ReportedPlace {
    const holder = this.#config.holderOf(at).file.document.source;
    const source = holder === this.#config.file.document.source ? this.#source : holder;
    return { file: source.name, uri: source.uri, region: regionOf(source, at), message };
  }

  #describe(rule: PolicyRule): ReportedPolicyRule {
    const { rulebase, name, uuid } = rule;
    const words = this.#lists.get(rulebase) ?? wordsFor(rulebase);
    this.#lists.set(rulebase, words);
    return {
      kind: words.kind,
      name,
      uuid,
      rulebase: words.rulebase,
      scope: words.scope,
      owner: rule.pushedFrom,
      title: policyRuleTitle(rule, words.title),
    };
  }
}

/** What the policy rules of one list have in common in a report. */
interface RulebaseWords {
  readonly kind: string;
  readonly rulebase: string;
  readonly scope: string;
  readonly title: string;
}

function wordsFor(rulebase: RulebaseOf<string>): RulebaseWords {
  const { kind, position, scope } = rulebase;
  return { kind, rulebase: position, scope: scope.path, title: rulebaseTitle(rulebase) };
}

/** Said instead of commands. */
const CANNOT_BE_TYPED = "There is no command for it here: Panorama pushed it, or a name in it cannot be typed.";

const NONE: readonly never[] = [];

const RANK: Readonly<Record<Severity, number>> = { note: 0, warning: 1, error: 2 };

/**
 * A severity that the user chose replaces the rule's own. Findings that the rule reports in a lower voice (because the
 * file cannot be sure, or the case is mild) are never raised by it; one for which a rule says "note" itself is such a
 * finding, though the rule has nothing lower to say it with. A preset grades the rule: what the rule raises, because the
 * case is worse than usual, is not lowered by it.
 */
function severityOf(active: ActiveRule, finding: Finding): Severity {
  const own = finding.severity ?? active.rule.severity;
  const chosen = active.severity;
  if (chosen === undefined) return own;
  const raised = RANK[own] > RANK[active.rule.severity];
  if (active.byPreset === true && raised && RANK[own] > RANK[chosen]) return own;
  const lowered = finding.severity === "note" || RANK[own] < RANK[active.rule.severity];
  return lowered && RANK[own] < RANK[chosen] ? own : chosen;
}
