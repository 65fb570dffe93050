/** `classify`: raw scans in, verdicts out, a line each, in order and as they come. */
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { classify } from '../../domain/identifier/classify.ts';

/**
 * A line ends at LF; a CR before it is part of the line end and the last line may have none. Other control characters belong to the
 * scan, and `raw` gives the line back as it came.
 */
export async function classifyLines(input: Readable, output: Writable): Promise<void> {
  let rest = '';
  input.setEncoding('utf8');
  for await (const chunk of input as AsyncIterable<string>) {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) await write(output, line);
  }
  if (rest !== '') await write(output, rest);
}

async function write(output: Writable, line: string): Promise<void> {
  const { raw, kind, id, valid, problems } = classify(line.replace(/\r$/, ''));
  const answer = `${JSON.stringify({ raw, kind, id, valid, problems })}\n`;
  if (!output.write(answer)) await once(output, 'drain');
}
