/** `npm run build`: the Worker, the files for the CDN, which it serves under `/widget/`, and the npm package. */
import { writePackage } from '../package/package.ts';
import { buildWidget } from './widget.ts';
import { buildWorker } from './worker.ts';

for (const [file, { bytes, gzip, integrity }] of Object.entries(await buildWidget())) {
  console.log(`${file.padEnd(18)} ${String(bytes).padStart(7)} B  gzip ${String(gzip).padStart(6)} B  ${integrity}`);
}
console.log(`worker ${' '.repeat(22)}gzip ${String(await buildWorker()).padStart(6)} B`);
console.log(await writePackage());
