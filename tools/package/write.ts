/** `npm run package`: the npm package alone. */
import { writePackage } from './package.ts';

console.log(await writePackage());
