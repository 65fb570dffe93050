/** What has the focus, and how characters that were held back get into it. */

type TextField = HTMLInputElement | HTMLTextAreaElement;

const TEXT_TYPES = new Set(['text', 'password', 'search', 'tel', 'url']);

/** The text field that typing goes to, or null. */
export function textFieldInFocus(): TextField | null {
  const element = document.activeElement;
  if (element instanceof HTMLTextAreaElement) return element;
  return element instanceof HTMLInputElement && TEXT_TYPES.has(element.type) ? element : null;
}

/** The field that takes typing on a screen where nothing has the focus (sign-in), or null. */
export function defaultField(): TextField | null {
  const element = document.querySelector('[data-takes-typing="true"]');
  return element instanceof HTMLInputElement ? element : null;
}

/** Puts a character where the caret is, as the browser would, and lets React notice. */
export function typeInto(field: TextField, character: string): void {
  if (field.readOnly || field.disabled) return;
  const start = field.selectionStart ?? field.value.length;
  const end = field.selectionEnd ?? start;
  if (field.maxLength >= 0 && field.value.length - (end - start) + character.length > field.maxLength) return;
  const typing = { bubbles: true, inputType: 'insertText', data: character };
  field.dispatchEvent(new InputEvent('beforeinput', typing));
  field.setRangeText(character, start, end, 'end');
  field.dispatchEvent(new InputEvent('input', typing));
}

/** The space bar presses the button in focus; Enter never does, because scanners send it. */
export function pressButtonInFocus(): boolean {
  const element = document.activeElement;
  if (!(element instanceof HTMLButtonElement)) return false;
  element.click();
  return true;
}

export function leaveField(): boolean {
  const field = textFieldInFocus();
  field?.blur();
  return field !== null;
}

/** Moves what scrolls on the screen in front by most of its height; panels side by side move together. */
export function scrollFront(direction: 1 | -1): true {
  for (const element of document.querySelectorAll('[data-scrolls="true"]')) element.scrollBy({ top: direction * element.clientHeight * 0.8 });
  return true;
}

/** Moves the focus to a field by the name it carries. */
export function focusField(name: string): void {
  const element = document.querySelector(`[data-field="${name}"]`);
  if (element instanceof HTMLInputElement) element.focus();
}
