/** The payload of an `aed.linked` entry: AED that arrived for an item which was examined without it. */
import { z } from 'zod';

/**
 * The exam stays as it was sealed (it says truly that no AED was shown); the link is a fact of its own. itemKey: as in the exam.
 * postedOn: YYYY-MM-DD, '' when the post sent none. version: the newest of that posting when the link was made.
 */
export const aedLinkedSchema = z.object({
  examId: z.uuid(),
  itemKey: z.string().min(1).max(200),
  postedOn: z.string().regex(/^(\d{4}-\d{2}-\d{2})?$/),
  version: z.int().min(1),
});

export type AedLinked = Readonly<z.infer<typeof aedLinkedSchema>>;
