/** The other half of the seeds of every run, in a file of its own: files run beside each other. */
import { playChunks } from './chunks.ts';

playChunks(1_001, 1_000);
