/** `npm run import -- <folder>`: loads a company's CSV files through the bulk routes of the API. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { Listr } from 'listr2';
import type { ImportKind } from '../../shared/imports.ts';
import { keyFileOf, keyFileSchema, type KeyFile } from '../desk/keys.ts';
import { readJson, stateFolder, StateTakenError } from '../desk/state.ts';
import { PortTakenError } from '../desk/desk.ts';
import { useDesk } from '../desk/use-desk.ts';
import { chooseMapping } from './choose.ts';
import { ImportClient } from './client.ts';
import { CsvFileError } from './csv.ts';
import { ImportError } from './request.ts';
import { refusedAsCsv, reportAsText } from './report.ts';
import { ImportRun } from './run.ts';

interface Options {
  tenant: string;
  endpoint?: string;
  key?: string;
  mapping?: string;
  report?: string;
}

/** Refused rows that are shown; the report file has all of them. */
const shown = 10;
/** Milliseconds between two drawings of the progress bar. */
const redrawEvery = 100;

const program = new Command('npm run import --')
  .description(
    "Loads a company's CSV files. What is there already is left as it is, so it can be run again at any time.",
  )
  .argument('<folder>', 'the folder with the CSV files')
  .option('--tenant <name>', 'the tenant of the local desk to load into', 'demo')
  .option('--endpoint <url>', 'the API of a deployed desk; the local one where none is given')
  .option('--key <file>', "the key file of that desk's integration agent")
  .option('--mapping <file>', 'how the files become rows; found by the files themselves where none is given')
  .option('--report <file>', 'where refused rows are written as CSV; in the state folder where none is given')
  .addHelpText(
    'after',
    '\nExit code: 0 when every row was read and answered, also when some were refused (the report names each with\n' +
      'its file, line and reason); 1 when the import could not be carried out. Run it again to go on where it ended.',
  )
  .parse();

try {
  await run(resolve(program.args[0] ?? ''), program.opts<Options>());
} catch (error) {
  if (!isExpected(error)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 1;
}

async function run(folder: string, options: Options): Promise<void> {
  const mapping = await chooseMapping(folder, options.mapping);
  const desk = await findDesk(options);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    // What the runtime of a desk started here would do on its own leaves the state folder taken.
    process.removeAllListeners(signal);
    process.once(signal, () => {
      process.stderr.write('Interrupted. Run it again to go on from here.\n');
      void desk.stop().finally(() => process.exit(1));
    });
  }
  try {
    const started = Date.now();
    const importing = new ImportRun(folder, mapping, new ImportClient(desk.url, desk.key));
    process.stdout.write(`${mapping.title} from ${folder} to ${desk.url}\n`);
    await new Listr(
      [
        { title: 'reading the files', task: () => importing.readTables() },
        ...importing.kinds.map((kind) => ({
          title: kind,
          task: async (_context: unknown, task: { title: string }) => {
            let shownAt = 0;
            await importing.load(kind, (share) => {
              if (!process.stdout.isTTY || Date.now() - shownAt < redrawEvery) return;
              shownAt = Date.now();
              task.title = `${kind} ${bar(share)} ${rowsOf(importing, kind)}`;
            });
            task.title = `${kind}: ${rowsOf(importing, kind)}`;
          },
        })),
        { title: 'checking what is left', task: () => importing.finish() },
      ],
      { fallbackRenderer: 'simple', registerSignalListeners: false },
    ).run();

    const path =
      options.report === undefined
        ? join(stateFolder(), 'imports', `${mapping.source}-refused.csv`)
        : resolve(options.report);
    const refused = importing.report.sorted();
    rmSync(path, { force: true });
    if (refused.length > 0) {
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, refusedAsCsv(refused));
    }
    process.stdout.write(reportAsText(importing.report, shown, path));
    process.stdout.write(`\nDone in ${((Date.now() - started) / 1000).toFixed(1)} s.\n`);
  } finally {
    await desk.stop();
  }
}

/** The desk to load into, with the key to it. */
async function findDesk({
  endpoint,
  key,
  tenant,
}: Options): Promise<{ url: string; key: KeyFile; stop: () => Promise<void> }> {
  if (endpoint !== undefined) {
    if (key === undefined) throw new ImportError('--endpoint needs --key, the key file of its integration agent.');
    if (!URL.canParse(endpoint)) throw new ImportError(`--endpoint is ${endpoint}, which is not an address.`);
    return { url: endpoint, key: readKey(resolve(key)), stop: () => Promise.resolve() };
  }
  if (key !== undefined) throw new ImportError('--key goes with --endpoint; the local desk has keys of its own.');
  const state = stateFolder();
  const desk = await useDesk({ state, port: 0 });
  try {
    return { ...desk, key: readKey(keyFileOf(state, tenant)) };
  } catch (error) {
    await desk.stop();
    throw error;
  }
}

function readKey(path: string): KeyFile {
  const file = readJson(path, keyFileSchema);
  if (file === null) throw new ImportError(`There is no key file at ${path}.`);
  return file;
}

function rowsOf({ report }: ImportRun, kind: ImportKind): string {
  return `${report.of(kind).read.toLocaleString('en')} rows`;
}

function bar(share: number): string {
  const width = 24;
  const full = Math.round(share * width);
  return `${'█'.repeat(full)}${'░'.repeat(width - full)} ${Math.round(share * 100)} %`;
}

function isExpected(error: unknown): error is Error {
  return [ImportError, CsvFileError, StateTakenError, PortTakenError].some((kind) => error instanceof kind);
}
