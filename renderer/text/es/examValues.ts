/** Spanish words of an exam's values: why it was made, what was found, and what an outcome asks for. */
import { legalBasis, type OutcomeField } from '../../../domain/outcome/fields.ts';
import { outcomeOf } from '../../../domain/outcome/outcomes.ts';
import type { FindingForm } from '../../../preload/contract/examForm.ts';
import type { Catalogue } from '../widened.ts';
import { listWords } from './lists.ts';

const { finding: inList } = listWords;

export const examValuesWords: Catalogue['examValues'] = {
  reasons: 'Por qué se examina',
  reasonsWords: (reasons) => reasons.map(listWords.reason).join(', ') || 'no se dijo',
  methodsWords: (methods) => methods.map(listWords.method).join(', '),
  findings: 'Hallazgos',
  findingsWords: (findings) => findings.map(findingWords).join('; ') || 'ninguno',
  findingWords,
  noFinding: 'Ninguno todavía.',
  addFinding: 'Añadir uno',
  removeFinding: 'Quitarlo',
  previousFinding: 'uno arriba',
  nextFinding: 'uno abajo',
  commodityClass: 'Clase',
  classWords: ({ commodityClass }) => inList.class(commodityClass),
  quantity: 'Cantidad',
  unit: 'Unidad',
  unitWords: ({ unit }) => (unit === null ? 'no se dijo' : inList.unit(unit)),
  weight: 'Peso bruto en gramos',
  fieldTest: 'Prueba de campo',
  testWords: (finding) => testWords(finding) || 'no se hizo',
  note: 'Nota',
  ask: {
    newClass: 'Hallazgo nuevo: ¿qué es?',
    class: '¿Qué es?',
    unit: '¿Qué cuenta la cantidad?',
    testKind: '¿Qué prueba de campo?',
    testResult: '¿Qué dijo la prueba?',
  },
  none: 'ninguno',
  details: 'Lo que pide el resultado',
  detailName: (outcome, name) => listWords.field({ name, words: fieldOf(outcome, name)?.words ?? name }),
  detailWords,
  detailsWords: (outcome, fields) =>
    Object.entries(fields).flatMap(([name, value]) => (value.trim() === '' ? [] : [detailWords(outcome, name, value)])).join('; ') || 'no se dijo nada',
};

/** "estupefacientes 12.5 g, 40 g brutos, tira reactiva: positivo" */
function findingWords(finding: FindingForm): string {
  const { commodityClass, quantity, unit, weightGrams, note } = finding;
  const amount = [quantity, unit === null ? '' : inList.unit(unit)].filter((part) => part !== '').join(' ');
  const parts = [
    [inList.class(commodityClass), amount].filter((part) => part !== '').join(' '),
    weightGrams === '' ? '' : `${weightGrams} g brutos`,
    testWords(finding),
    note,
  ];
  return parts.filter((part) => part !== '').join(', ');
}

function fieldOf(outcome: string, name: string): OutcomeField | null {
  return [...(outcomeOf(outcome)?.fields ?? []), legalBasis()].find((field) => field.name === name) ?? null;
}

/** The words of a choice, or the text itself. */
function detailWords(outcome: string, name: string, value: string): string {
  const choice = fieldOf(outcome, name)?.choices?.find((one) => one.value === value);
  return choice === undefined ? value : listWords.choice(name, choice);
}

function testWords({ testKind, testResult }: FindingForm): string {
  return [testKind === null ? '' : inList.testKind(testKind), testResult === null ? '' : inList.testResult(testResult)].filter((part) => part !== '').join(': ');
}
