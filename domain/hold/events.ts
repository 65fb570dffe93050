/** The closed list of things that happen to a hold; a hold's state is never stored, only derived from these. */
import { z } from 'zod';

/**
 * OIG-23-56: holds are placed in ATS, sent to USPS, presented (or not), examined, released. Events may come in any order and late,
 * because the desk, HQ and USPS learn of them at different times. retracted takes one earlier event back: see `retraction.ts`.
 */
export const HOLD_EVENT_KINDS = ['placed', 'sent', 'presented', 'notPresented', 'examined', 'released', 'cancelled', 'retracted'] as const;

export type HoldEventKind = (typeof HOLD_EVENT_KINDS)[number];

export const holdEventSchema = z.object({
  eventId: z.string().min(1).max(64),
  holdId: z.string().min(1).max(64),
  itemId: z.string().min(1).max(64),
  kind: z.enum(HOLD_EVENT_KINDS),
  /** RFC 3339, UTC. */
  at: z.iso.datetime(),
  /** IMF that the hold belongs to, e.g. "JFK"; a held item may arrive at another one and is a hold there too. */
  facilityId: z.string().min(1).max(16),
  /** Who placed or moved it, e.g. "NTC", "JFK". */
  by: z.string().max(80),
  reason: z.string().max(500).nullable(),
});

export type HoldEvent = Readonly<z.infer<typeof holdEventSchema>>;
