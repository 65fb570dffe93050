/** Runs the statutory clocks of a detained item: when to decide, when to give notice, when it is deemed excluded. */
import { outcomeOf, type OutcomeCode } from '../outcome/outcomes.ts';
import { addBusinessDays, businessDaysBetween } from './businessDays.ts';
import { addDays, dayOf, daysBetween } from './calendar.ts';

/**
 * decideDays: business days after presentation to decide whether to release or detain (19 U.S.C. 1499(c)(1), 19 CFR 151.16(b)).
 * noticeDays: business days after the decision, or after the failure to release in time, to give notice (1499(c)(2), 151.16(c)).
 * determineDays: calendar days after presentation; a determination that has not been made then is a decision to exclude
 * (1499(c)(5)(A)); a longer period may be authorised by law. closedDays: days that count as holidays beside the legal ones, YYYY-MM-DD.
 */
export interface DetentionPolicy {
  readonly decideDays: number;
  readonly noticeDays: number;
  readonly determineDays: number;
  readonly closedDays: readonly string[];
}

export const DEFAULT_DETENTION_POLICY: DetentionPolicy = { decideDays: 5, noticeDays: 5, determineDays: 30, closedDays: [] };

/**
 * One thing that happened to the item, in the order of the ledger. at: RFC 3339 with the facility's zone offset; its own date counts.
 * outcome: as the exam stands after its corrections; null when it was withdrawn. reason: why detained, as recorded with it, or null.
 */
export type DetentionStep =
  | { readonly step: 'presented'; readonly at: string }
  | {
    readonly step: 'examined';
    readonly at: string;
    readonly examId: string;
    readonly outcome: OutcomeCode | null;
    readonly reason: string | null;
  };

/**
 * A detention that runs. All days YYYY-MM-DD, local to the facility; a clock's last day still belongs to it.
 * examId, reason: of the exam that detained the item. presentedOn: of presentation for examination, or the day of that exam when nobody
 * recorded a presentation. decideBy: until then it is to be released or detained; isDecidedLate: it was detained after that.
 * noticeBy: the notice of detention (form 6051D) is due. determineBy: last day to decide on admissibility. deemedExcludedOn: the day
 * after it (presented on 17 March, deemed excluded on 17 April: CBP ruling HQ 962141). businessDaysLeftForNotice, daysLeft: from today
 * to noticeBy and to determineBy; 0 on the day itself, negative after it. isOverdue: deemedExcludedOn has come without a final outcome.
 *
 * 19 CFR 151.16(a) exempts what another agency decides and certain marks and copies. The clocks are shown for these too, since which
 * law an item falls under is for a person to say; the reason stands beside them.
 */
export interface Detention {
  readonly examId: string;
  readonly reason: string | null;
  readonly presentedOn: string;
  readonly detainedOn: string;
  readonly decideBy: string;
  readonly isDecidedLate: boolean;
  readonly noticeBy: string;
  readonly businessDaysLeftForNotice: number;
  readonly determineBy: string;
  readonly deemedExcludedOn: string;
  readonly daysLeft: number;
  readonly isOverdue: boolean;
}

/**
 * The detention that runs for an item, or null when none does. now: RFC 3339 with the facility's zone offset.
 *
 * The first detention starts the clocks and a second one moves nothing: the law counts from the presentation. A final outcome ends them;
 * withdrawn or corrected to a result that is not final it no longer does, and the first clocks run on as if they had never stopped.
 * Detained again after a final outcome the item starts anew, from its next presentation. An overdue item stays: it leaves by a final
 * outcome only.
 */
export function detentionOf(history: readonly DetentionStep[], policy: DetentionPolicy, now: string): Detention | null {
  const running = runningSteps(history);
  const detaining = running.find(isDetaining);
  if (detaining === undefined) return null;
  const detainedOn = dayOf(detaining.at);
  const presentedOn = running.map(({ at }) => dayOf(at)).reduce((first, day) => (day < first ? day : first), detainedOn);
  return { examId: detaining.examId, reason: detaining.reason, ...clocks(presentedOn, detainedOn, policy, dayOf(now)) };
}

type Examined = Extract<DetentionStep, { step: 'examined' }>;

/** What happened since the last final outcome, without exams that were withdrawn and searches that found nothing. */
function runningSteps(history: readonly DetentionStep[]): readonly DetentionStep[] {
  const standing = history.filter((step) => step.step === 'presented' || (step.outcome !== null && step.outcome !== 'NOT_FOUND'));
  return standing.slice(standing.findLastIndex(isFinal) + 1);
}

function isFinal(step: DetentionStep): boolean {
  return step.step === 'examined' && step.outcome !== null && outcomeOf(step.outcome)?.isFinal === true;
}

function isDetaining(step: DetentionStep): step is Examined {
  return step.step === 'examined' && step.outcome === 'DETAINED';
}

function clocks(presentedOn: string, detainedOn: string, policy: DetentionPolicy, today: string): Omit<Detention, 'examId' | 'reason'> {
  const { closedDays } = policy;
  const decideBy = addBusinessDays(presentedOn, policy.decideDays, closedDays);
  const noticeBy = addBusinessDays(detainedOn < decideBy ? detainedOn : decideBy, policy.noticeDays, closedDays);
  const determineBy = addDays(presentedOn, policy.determineDays);
  return {
    presentedOn, detainedOn, decideBy, noticeBy, determineBy,
    isDecidedLate: detainedOn > decideBy,
    businessDaysLeftForNotice: businessDaysBetween(today, noticeBy, closedDays),
    deemedExcludedOn: addDays(determineBy, 1),
    daysLeft: daysBetween(today, determineBy),
    isOverdue: today > determineBy,
  };
}
