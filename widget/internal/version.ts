/** The version of these elements; the build refuses to run when package.json says another. */
export const version = '0.1.0';
