/** The tables of HQ's database as queries see them: the same in SQLite and PostgreSQL (migrations/). */
import type { Generated } from 'kysely';
import type { REFUSAL_REASONS } from '../../domain/sync/messages.ts';

type RefusalReason = (typeof REFUSAL_REASONS)[number];

export interface Tables {
  facility: { id: string; name: string };
  key: { name: 'signing' | 'token' | 'sealing'; secret: Buffer; created_at: string };
  device: {
    id: string; facility_id: string; public_key: string; desk_name: string; enrolled_at: string; approved_at: string | null; revoked_at: string | null;
    last_seq: Generated<number>;
  };
  enrolment_code: {
    code_hash: string; facility_id: string; desk_name: string | null; created_at: string; expires_at: string; used_at: string | null; device_id: string | null;
    /** 1: whoever enrols with it is approved by that. */
    is_approved: Generated<number>;
  };
  /** prev_hash and exam_id repeat what `text` says, for look-ups by index; exam_id only where an accepted entry is of an exam. */
  entry: {
    device_id: string; seq: number; id: string; kind: string; hash: string; prev_hash: string; exam_id: string | null; text: string;
    received_at: string; sent_by: string; verdict: 'accepted' | 'refused'; reason: RefusalReason | null; detail: string | null;
  };
  /** What was said of a refused entry before it was judged again. */
  earlier_verdict: { device_id: string; seq: number; judged_again_at: string; reason: RefusalReason; detail: string };
  misfit: {
    device_id: string; seq: number; text: string; id: string; kind: string; hash: string; received_at: string; sent_by: string; detail: string;
  };
  receipt: { device_id: string; from_seq: number; to_seq: number; head: string; refused: string; body: string };
  fork: { device_id: string; seq: number; known_hash: string; other_hash: string; seen_at: string; sent_by: string };
  /** event_id: of a hold or USPS event. exam_id: of a digest. bucket: of AED, where it comes and where it goes. All repeat what `text` says. */
  feed: { seq: number; facility_id: string | null; kind: string; text: string; event_id: string | null; exam_id: string | null; bucket: number | null; mark: string };
  /** One row: who holds it appends to the feed. */
  feed_lock: { id: number };
  aed_head: { item_id: string; posted_on: string; version: number; content_hash: string };
  /** One row: what the buckets hold at one place of the feed. */
  bucket_sums: { id: number; seq: number; aed_seq: number; sums: string };
  snapshot: { number: number; facility_id: string; body: string };
  photo: { id: string; bytes: number; device_id: string; named_by: string; named_seq: number; received_at: string };
  hold: {
    id: string; item_id: string; facility_id: string; placed_at: string; closed_at: string | null; closed_as: 'released' | 'cancelled' | null;
  };
  list_version: { list_id: string; version: number; text: string };
  roster_version: { facility_id: string; version: number; text: string };
  officer: { facility_id: string; id: string };
}
