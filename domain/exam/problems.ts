/** The closed list of what can be wrong with an exam or an amendment before it is sealed, with words for the officer. */

/** Never a reason to lose what was typed: the draft stays as it is until the officer mends it. */
export const EXAM_PROBLEMS = {
  REQUIRED: 'this is needed',
  NO_METHOD: 'say how the item was examined',
  UNKNOWN_OUTCOME: 'this desk does not know the outcome',
  UNKNOWN_FIELD: 'this is not asked for here',
  NOT_A_CHOICE: 'this is not on the list',
  TWICE: 'this is said twice',
  TOO_MANY: 'these are too many for one exam',
  TOO_LONG: 'this text is too long; nothing was cut off',
  NOT_ONE_LINE: 'a number stands on one line',
  CONTROL_CHARACTER: 'this text holds a character that cannot be typed or printed',
  NOT_WELL_FORMED: 'this text holds half a character',
  NOT_A_COUNTRY_CODE: 'a country is two letters',
  NOT_A_QUANTITY: 'a quantity is a number above zero, with a point and without a unit',
  UNIT_MISSING: 'say what the quantity counts',
  QUANTITY_MISSING: 'say how much it is',
  NOT_WHOLE_GRAMS: 'a weight is whole grams, up to a tonne',
  NOT_AN_ID: 'this photo has no number',
  NOT_KEPT: 'this photo is not on this desk any more; take it again',
  WITHDRAWN: 'this exam was taken back; examine the item anew instead',
} as const;

export type ExamProblemCode = keyof typeof EXAM_PROBLEMS;

/** field: where, e.g. `methods`, `findings.0.unit`, or the name of an outcome's field. */
export interface ExamProblem {
  readonly field: string;
  readonly problem: ExamProblemCode;
}
