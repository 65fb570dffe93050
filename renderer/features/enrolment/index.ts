/** What other parts of the page may use of enrolment. */
export { EnrolmentScreen } from './EnrolmentScreen.tsx';
export { makeEnrolmentSlice } from './slice.ts';
