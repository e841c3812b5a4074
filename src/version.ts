/** As in package.json; the check of dist compares them. */
export const version = '1.0.0';
