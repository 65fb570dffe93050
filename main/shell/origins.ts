/** Where our page lives, and how any address is compared with it. */

export const APP_SCHEME = 'app';
export const APP_ORIGIN = 'app://desk';

/** `app://desk` for our page; schemes that WHATWG gives no origin get scheme and host. */
export function originOf(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const url = new URL(address);
  return `${url.protocol}//${url.host}`;
}
