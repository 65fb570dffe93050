/** What the two letters of an S10 service indicator say about an item. */

/** Classes of 19 CFR 145.73, as an officer names them; `other` is everything outside letter post, parcel post and EMS. */
export const MAIL_CLASSES = ['letter', 'parcel', 'ems', 'other'] as const;

export type MailClass = (typeof MAIL_CLASSES)[number];

/** allocated: a service with a published meaning. bilateral: agreed between few posts only. The last two are not to be used. */
export type ServiceStatus = 'allocated' | 'bilateral' | 'reserved' | 'unallocated';

export interface Service {
  readonly words: string;
  readonly mailClass: MailClass;
  readonly status: ServiceStatus;
}

const BILATERAL: Service = { words: 'domestic or bilateral service', mailClass: 'other', status: 'bilateral' };
const RESERVED: Service = { words: 'reserved service letters', mailClass: 'other', status: 'reserved' };
const UNALLOCATED: Service = { words: 'unallocated service letters', mailClass: 'other', status: 'unallocated' };

/** By first letter (UPU S10-12, annex of service indicators; domain facts §1.3). */
const BY_FIRST_LETTER: Readonly<Record<string, Service>> = {
  A: { words: 'recorded letter', mailClass: 'letter', status: 'allocated' },
  B: BILATERAL,
  C: { words: 'parcel', mailClass: 'parcel', status: 'allocated' },
  D: BILATERAL,
  E: { words: 'EMS express item', mailClass: 'ems', status: 'allocated' },
  F: UNALLOCATED,
  G: BILATERAL,
  H: { words: 'e-commerce parcel', mailClass: 'parcel', status: 'allocated' },
  I: UNALLOCATED,
  J: RESERVED,
  K: RESERVED,
  L: { words: 'tracked letter packet', mailClass: 'letter', status: 'allocated' },
  M: { words: 'M-bag', mailClass: 'letter', status: 'allocated' },
  N: BILATERAL,
  O: UNALLOCATED,
  P: BILATERAL,
  Q: { words: 'business reply letter', mailClass: 'letter', status: 'allocated' },
  R: { words: 'registered letter', mailClass: 'letter', status: 'allocated' },
  S: RESERVED,
  T: RESERVED,
  U: { words: 'untracked letter packet', mailClass: 'letter', status: 'allocated' },
  V: { words: 'insured letter', mailClass: 'letter', status: 'allocated' },
  W: RESERVED,
  X: UNALLOCATED,
  Y: UNALLOCATED,
  Z: BILATERAL,
};

/** The service of an indicator; null unless it is two letters A-Z. AV-AZ are the bilateral end of the A range (UPU S10-12). */
export function serviceOf(indicator: string): Service | null {
  if (!/^[A-Z]{2}$/.test(indicator)) return null;
  if (/^A[V-Z]$/.test(indicator)) return BILATERAL;
  return BY_FIRST_LETTER[indicator.charAt(0)] ?? null;
}
