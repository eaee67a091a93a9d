/** `npm run build`: the files for the CDN, which the Worker serves under `/widget/`. */
import { buildWidget } from './widget.ts';

for (const [file, { bytes, gzip, integrity }] of Object.entries(await buildWidget())) {
  console.log(`${file.padEnd(18)} ${String(bytes).padStart(7)} B  gzip ${String(gzip).padStart(6)} B  ${integrity}`);
}
