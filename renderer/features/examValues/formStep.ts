/** What a key does inside a part of the form: the same answers for every part, so that whoever takes the keys handles them alike. */

/**
 * changed: the part as it stands now. field: the text field that typing goes to from here on, by the name it carries. done: one step back
 * leaves the part. nothing: the key has no meaning here.
 */
export type FormStep<State> =
  | { readonly kind: 'changed'; readonly state: State }
  | { readonly kind: 'field'; readonly field: string }
  | { readonly kind: 'done' }
  | { readonly kind: 'nothing' };

export const DONE = { kind: 'done' } as const;
export const NOTHING = { kind: 'nothing' } as const;

export function changed<State>(state: State): FormStep<State> {
  return { kind: 'changed', state };
}

/**
 * Longest text and longest number that a field takes, as the contract does: both are longer than anything that may be sealed, so what is
 * too long is seen and refused by name, and never cut to something that looks right.
 */
export const LONGEST_TYPED = 20_000;
export const LONGEST_NUMBER_TYPED = 40;
