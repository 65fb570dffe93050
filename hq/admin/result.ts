/** What an admin function answers: its value, or why it did nothing; a closed list. */
export const ADMIN_FAULTS = [
  'unknown-facility', 'unknown-device', 'unknown-hold', 'hold-closed', 'invalid', 'file-unreadable', 'pin-missing',
] as const;

export interface AdminFault {
  readonly kind: (typeof ADMIN_FAULTS)[number];
  readonly message: string;
}

export type AdminResult<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly fault: AdminFault };

export function did<T>(value: T): AdminResult<T> {
  return { ok: true, value };
}

export function didNot(kind: AdminFault['kind'], message: string): { readonly ok: false; readonly fault: AdminFault } {
  return { ok: false, fault: { kind, message } };
}
