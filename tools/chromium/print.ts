/** `npm run chromium`: prints the path of a Chromium, installing one where it can; progress goes to standard error. */
import { findChromium, NoChromiumError } from './find.ts';

try {
  console.log(findChromium((line) => console.error(line)));
} catch (error) {
  if (!(error instanceof NoChromiumError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
