/**
 * Imported before any schema: otherwise zod tries whether it may make functions of text, which the content security policy of page and
 * worker refuses and reports.
 */
import { config } from 'zod';

config({ jitless: true });
