/** Watches every read of the reference store: damage there is told once, so that the store is made again and never stops the desk. */
import { isDamage } from '../store/driver.ts';
import type { ReferenceReader } from '../store/reference/reader.ts';

export function guardReference(reader: ReferenceReader, onDamage: () => void): ReferenceReader {
  let isTold = false;
  return new Proxy(reader, {
    get(target, name, receiver) {
      const member: unknown = Reflect.get(target, name, receiver);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        try {
          return Reflect.apply(member, target, args);
        } catch (error) {
          if (isDamage(error) && !isTold) {
            isTold = true;
            onDamage();
          }
          throw error;
        }
      };
    },
  });
}
