/** Enrols a desk anew whose ledger is an older copy: new key, new device, and a next ledger that carries what HQ does not have. */
import { fault, ok, type Result } from '../../preload/contract/result.ts';
import type { CopiedView } from '../../preload/contract/views.ts';
import type { Identity, Ledger, Stamp } from '../store/ledger/ledger.ts';
import { countToCarry } from '../store/ledger/successor.ts';
import type { Enrolment, EnrolmentRequest } from './enrolment.ts';
import type { LeaveNextLedger } from './ports.ts';

export interface SuccessionPorts {
  readonly ledger: Ledger;
  readonly enrolment: Enrolment;
  readonly newId: () => string;
  readonly stamp: () => Stamp;
  readonly leaveNextLedger: LeaveNextLedger;
  /** The next ledger is on disk: what happens in the former one from now on reaches nobody. */
  readonly onLeft: () => void;
}

export type Succession = ReturnType<typeof makeSuccession>;

export function makeSuccession(ports: SuccessionPorts) {
  const { ledger } = ports;
  let isLeft = false;

  function leave(former: Identity, identity: Identity): Result<null> {
    // Another key is another device; an HQ that says otherwise would let two ledgers go on under one name.
    if (identity.deviceId === former.deviceId) return fault('hq-refused', { why: 'same device' });
    ports.leaveNextLedger(ledger, { identity, stamp: ports.stamp(), newId: ports.newId });
    isLeft = true;
    ports.onLeft();
    return ok(null);
  }

  return {
    /** null: the ledger is none that turned out to be a copy. */
    view(): CopiedView | null {
      const mark = ledger.copied();
      if (mark === null) return null;
      const { noticedAt, by, hqSeq } = mark;
      return { noticedAt, by, hqSeq, toCarry: countToCarry(ledger), isEnrolledAnew: isLeft };
    },

    async enrolAnew(request: EnrolmentRequest): Promise<Result<null>> {
      const former = ledger.identity();
      if (former === null || ledger.copied() === null) return fault('invalid', { why: 'not a copy' });
      if (isLeft) return ok(null);
      let left: Result<null> = ok(null);
      const enrolled = await ports.enrolment.enrol({ ...request, stayWith: former.hqPublicKey }, (identity) => (left = leave(former, identity)));
      return enrolled.ok ? left : enrolled;
    },
  };
}
