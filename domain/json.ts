/** JSON from outside, before its schema is asked. */

/** undefined: not JSON (JSON itself has no undefined). Nothing is told of why: the words of JSON.parse quote the text, which may hold a PIN or a name. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
