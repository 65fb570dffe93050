/** Takes in what HQ says of keys, when HQ's pinned key signed it: they serve to seal files for HQ and to prove whose files they are. */
import { canonicalText } from '../../domain/ledger/entry.ts';
import { isCertificateOf } from '../../domain/relay/file.ts';
import type { HqKeys, SealingKey } from '../../domain/sync/messages.ts';
import type { HqKeyStore } from '../store/ledger/hqKeys.ts';
import type { Identity } from '../store/ledger/ledger.ts';
import { isSignedBy } from '../sync/deviceKey.ts';
import { isSealingKey, publicKeyOf } from '../sync/relayCrypto.ts';

/** False: not HQ's word, not for this desk, or older than what is here; nothing was changed. */
export function takeHqKeys(keys: HqKeys, identity: Identity, store: HqKeyStore): boolean {
  const known = store.read();
  if (known !== null && canonicalText(known) === canonicalText(keys)) return true;
  if (!isForThisDesk(keys, identity) || !isSealingKeyOf(keys.sealingKey, identity)) return false;
  // An older key that somebody held back must not come into force again.
  if (known !== null && keys.sealingKey.body.version < known.sealingKey.body.version) return false;
  store.put(keys);
  return true;
}

function isForThisDesk({ certificate }: HqKeys, identity: Identity): boolean {
  return isCertificateOf(certificate, identity, identity.hqPublicKey, isSignedBy) && certificate.body.publicKey === publicKeyOf(identity.privateKey);
}

function isSealingKeyOf({ body, signature }: SealingKey, { hqId, hqPublicKey }: Identity): boolean {
  return body.hqId === hqId && isSignedBy(hqPublicKey, canonicalText(body), signature) && isSealingKey(body.publicKey);
}
