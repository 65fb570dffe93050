/** Makes this desk a device of one HQ: key pair made here, one-time code given, HQ's key pinned by the code's fingerprint. */
import { fault, ok, type Result } from '../../preload/contract/result.ts';
import type { Identity } from '../store/ledger/ledger.ts';
import { fingerprintOf, makeDeviceKey } from '../sync/deviceKey.ts';
import { isAllowedHqUrl } from '../sync/transport.ts';
import type { DeskPorts } from './ports.ts';

export interface EnrolmentRequest {
  readonly hqUrl: string;
  /** `XXXX-XXXX-XXXX-FFFFFFFF`: the one-time code, then the fingerprint of the key of the HQ that made it. */
  readonly code: string;
  readonly deskName: string;
}

/** keep: stores the identity and seals the first entry; when it throws, the desk is not enrolled and says so. */
export async function enrolDesk(
  request: EnrolmentRequest,
  ports: Pick<DeskPorts, 'transport'>,
  keep: (identity: Identity) => void,
): Promise<Result<null>> {
  if (!isAllowedHqUrl(request.hqUrl)) return fault('hq-not-trusted', { hqUrl: request.hqUrl });
  const key = makeDeviceKey();
  const code = request.code.toUpperCase();
  const answer = await ports.transport.enrol(request.hqUrl, code, key.publicKey, request.deskName);
  if (!answer.ok) {
    if (answer.code === 'code-not-valid') return fault('code-not-valid');
    return answer.failure.kind === 'unreachable' ? fault('hq-unreachable') : fault('hq-refused', { why: answer.failure.kind });
  }
  // The code was given to the officer by HQ itself; whoever answers now must be that HQ.
  if (!code.endsWith(fingerprintOf(answer.value.hqPublicKey))) return fault('hq-not-trusted');
  const { deviceId, facilityId, facilityName, hqId, hqPublicKey } = answer.value;
  keep({ deviceId, facilityId, facilityName, deskName: request.deskName, hqUrl: request.hqUrl, hqId, hqPublicKey, privateKey: key.privateKey });
  return ok(null);
}
