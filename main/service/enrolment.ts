/** Makes this desk a device of one HQ: key pair made here, one-time code given, HQ's key pinned by the code's fingerprint. */
import { readEnrolmentCode } from '../../domain/sync/enrolmentCode.ts';
import { keyFingerprint } from '../../domain/sync/keyFingerprint.ts';
import type { HqKeys } from '../../domain/sync/messages.ts';
import { fault, ok, type Result } from '../../preload/contract/result.ts';
import type { Identity } from '../store/ledger/ledger.ts';
import type { DeskState } from '../../preload/contract/views.ts';
import { fingerprintOf, makeDeviceKey, type DeviceKey } from '../sync/deviceKey.ts';
import { publicKeyOf } from '../sync/relayCrypto.ts';
import { isAllowedHqUrl } from '../sync/transport.ts';
import type { DeskPorts } from './ports.ts';

export interface EnrolmentRequest {
  readonly hqUrl: string;
  readonly code: string;
  readonly deskName: string;
  /** HQ's key when this desk has a former ledger: that one's records are for no other HQ. */
  readonly stayWith?: string;
}

export type Enrolment = ReturnType<typeof makeEnrolment>;

export function makeEnrolment(ports: Pick<DeskPorts, 'transport'>) {
  /** A code whose answer was lost is tried again with the same key: HQ knows by it that this is still the same desk. */
  const keys = new Map<string, DeviceKey>();

  return {
    /** keep: stores the identity and seals the first entry; when it throws, the desk is not enrolled. */
    async enrol(request: EnrolmentRequest, keep: (identity: Identity, hqKeys: HqKeys | undefined) => void): Promise<Result<null>> {
      if (!isAllowedHqUrl(request.hqUrl)) return fault('hq-not-trusted', { hqUrl: request.hqUrl });
      const read = readEnrolmentCode(request.code);
      if (read === null) return fault('code-not-valid');
      if (request.stayWith !== undefined && read.fingerprint !== fingerprintOf(request.stayWith)) return fault('other-hq');
      const key = keys.get(read.code) ?? makeDeviceKey();
      keys.set(read.code, key);
      const answer = await ports.transport.enrol(request.hqUrl, read.code, key.publicKey, request.deskName);
      if (!answer.ok) {
        if (answer.code === 'code-not-valid') return fault('code-not-valid');
        return answer.failure.kind === 'unreachable' ? fault('hq-unreachable') : fault('hq-refused', { why: answer.failure.kind });
      }
      // The code was given to the officer by HQ itself; whoever answers now must be that HQ.
      if (read.fingerprint !== fingerprintOf(answer.value.hqPublicKey)) return fault('hq-not-trusted');
      const { deviceId, facilityId, facilityName, hqId, hqPublicKey } = answer.value;
      const { hqUrl, deskName } = request;
      keep({ deviceId, facilityId, facilityName, deskName, hqUrl, hqId, hqPublicKey, privateKey: key.privateKey }, answer.value.hqKeys);
      return ok(null);
    },
  };
}

/** This desk as the window shows it; the key itself stays here. */
export function deviceView({ deviceId, facilityId, facilityName, deskName, hqUrl, privateKey }: Identity): NonNullable<DeskState['device']> {
  return { deviceId, facilityId, facilityName, deskName, hqUrl, keyFingerprint: keyFingerprint(Buffer.from(publicKeyOf(privateKey), 'base64')) };
}
