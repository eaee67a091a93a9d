import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** A browser was not found and could not be installed; the message says the one command that helps. */
export class NoChromiumError extends Error {}

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome'];
const PLACES = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  String.raw`C:\Program Files\Google\Chrome\Application\chrome.exe`,
  String.raw`C:\Program Files (x86)\Google\Chrome\Application\chrome.exe`,
];
/** Chromium and one plain set of fonts, without which every letter is drawn as a box. */
const PACKAGES = ['chromium', 'fonts-dejavu-core', 'fonts-liberation'];

/**
 * The path of a Chromium that starts: `CHROME_PATH`, else the usual names and places, else one installed with apt
 * (root on Debian or its kin). `say` is told what is going on.
 *
 * @throws NoChromiumError when there is none and none can be installed.
 */
export function findChromium(say: (line: string) => void = () => {}): string {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined && named !== '') {
    if (starts(named)) return named;
    throw new NoChromiumError(`CHROME_PATH names '${named}', which does not start as a browser.`);
  }
  const found = installed();
  if (found !== undefined) return found;
  if (!canInstall()) throw new NoChromiumError(`No Chromium here. ${oneCommand()}`);
  say(`Installing Chromium with apt (${PACKAGES.join(', ')}); this takes a minute or two`);
  apt(['update'], say);
  apt(['install', '-y', '--no-install-recommends', ...PACKAGES], say);
  const fresh = installed();
  if (fresh === undefined) throw new NoChromiumError(`apt installed no Chromium that starts. ${oneCommand()}`);
  return fresh;
}

function installed(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const candidates = [...NAMES.flatMap((name) => folders.map((folder) => join(folder, name))), ...PLACES];
  return candidates.find((path) => existsSync(path) && starts(path));
}

/** A file of that name may be a stub (Ubuntu's leads to a snap), so it has to answer. */
function starts(path: string): boolean {
  const { status, stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 30_000 });
  return status === 0 && /chrom(e|ium)/i.test(stdout);
}

function canInstall(): boolean {
  return process.getuid?.() === 0 && isDebian() && existsSync('/usr/bin/apt-get');
}

function isDebian(): boolean {
  return existsSync('/etc/os-release') && /^ID(_LIKE)?=.*debian/m.test(readFileSync('/etc/os-release', 'utf8'));
}

function oneCommand(): string {
  if (isDebian()) return `Install it: sudo apt-get update && sudo apt-get install -y ${PACKAGES.join(' ')}`;
  if (process.platform === 'darwin') return 'Install it: brew install --cask google-chrome';
  return 'Install Chromium or Chrome, or say where it is: CHROME_PATH=/path/to/chrome npm test';
}

function apt(args: readonly string[], say: (line: string) => void): void {
  say(`apt-get ${args.join(' ')}`);
  try {
    execFileSync('apt-get', ['-q', ...args], {
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: ['ignore', 'pipe', 'pipe'],
      maxBuffer: 64 * 1024 * 1024,
    });
  } catch (error) {
    // A stale or unreachable list need not matter: the install says whether it does.
    if (args[0] === 'update') {
      say('apt-get update did not succeed; trying with the lists at hand');
      return;
    }
    const said = error instanceof Error && 'stderr' in error && error.stderr !== undefined ? error.stderr : error;
    throw new NoChromiumError(`apt-get could not install Chromium. ${oneCommand()}\n${String(said).trim()}`);
  }
}
