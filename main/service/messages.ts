/** What the main process and the desk service say to each other (not the page): typed once, parsed on arrival. */
import { z } from 'zod';

export const openMessageSchema = z.object({
  kind: z.literal('open'),
  storeFolder: z.string(),
  /** Raw 256-bit key, base64; lives in memory only. */
  key: z.string(),
  keyProtection: z.enum(['os', 'demo']),
  sqliteBinding: z.string().nullable(),
  loaderFile: z.string(),
  appVersion: z.string(),
  demo: z
    .object({
      hqUrl: z.string(),
      enrolmentCode: z.string(),
      deskName: z.string(),
      officers: z.array(z.object({ badge: z.string(), name: z.string(), role: z.string(), pin: z.string() })),
    })
    .nullable(),
  /** The session that was open when the service before this one stopped: a restart does not sign the officer out. */
  resume: z
    .object({ sessionId: z.string(), officerId: z.string(), name: z.string(), role: z.enum(['officer', 'supervisor']) })
    .nullable(),
});

export const toServiceSchema = z.discriminatedUnion('kind', [
  openMessageSchema,
  /** Comes with a port: one window's plane 2. */
  z.object({ kind: z.literal('window') }),
  z.object({ kind: z.literal('chosenFile'), token: z.string(), path: z.string() }),
  z.object({ kind: z.literal('wake'), by: z.enum(['resume', 'network']) }),
  z.object({ kind: z.literal('lock') }),
  z.object({ kind: z.literal('ping') }),
  /** Stop sync, close the databases, answer `closed`. */
  z.object({ kind: z.literal('close') }),
]);

export const fromServiceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('ready') }),
  z.object({ kind: z.literal('pong') }),
  z.object({ kind: z.literal('session'), session: openMessageSchema.shape.resume }),
  z.object({ kind: z.literal('failed'), fault: z.enum(['ledger-damaged', 'newer-store', 'store-unusable']) }),
  z.object({ kind: z.literal('closed') }),
]);

export type OpenMessage = Readonly<z.infer<typeof openMessageSchema>>;
export type ToService = Readonly<z.infer<typeof toServiceSchema>>;
export type FromService = Readonly<z.infer<typeof fromServiceSchema>>;
export type ResumedSession = NonNullable<OpenMessage['resume']>;
