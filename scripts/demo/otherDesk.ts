/** What the desk beside the demo's desk has examined: one detention, so that its item is found examined already. */
import type { ExamDigest } from '../../domain/exam/digest.ts';
import { daysBefore, EXAMINED_ELSEWHERE_DAYS_AGO, STORY_ITEMS } from './storyItems.ts';

/** now: the seeding. Only the digest: HQ holds no entry of that desk, so a count of the entries at HQ is one of the demo's desk alone. */
export function demoExamDigest(facilityId: string, now: Date): ExamDigest {
  return {
    examId: '00000000-0000-4000-8000-000000000301', deviceId: `${facilityId}-03-DEMO`, facilityId,
    itemKey: STORY_ITEMS.examinedElsewhere, postedOn: daysBefore(now.toISOString().slice(0, 10), EXAMINED_ELSEWHERE_DAYS_AGO),
    outcome: 'DETAINED', band: 'CLEAR', recordedAt: new Date(now.getTime() - 20 * 3_600_000).toISOString(), isWithdrawn: false,
  };
}
