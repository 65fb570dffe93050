/** The words that the page says. */
export { en as say } from './en/catalogue.ts';
