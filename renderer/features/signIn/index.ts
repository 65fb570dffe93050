/** What other parts of the page may use of sign-in. */
export { SignInScreen } from './SignInScreen.tsx';
export { makeSignInSlice } from './slice.ts';
