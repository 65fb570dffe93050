/** The platform's part in sealing snapshot chunks (domain/snapshot/seal.ts). */
import { createCipheriv } from 'node:crypto';
import type { Encrypt } from '../../domain/snapshot/seal.ts';

export const encrypt: Encrypt = (key, nonce, plain, bound) => {
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(bound);
  return Buffer.concat([cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
};
