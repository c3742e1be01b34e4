import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { resolve } from 'node:path'

/** `npm run setup:test`: installs what the full test suite needs with the system's package manager, and leaves alone what is there. */

interface Need {
  readonly what: string
  /** One of these answers to `--version`. */
  readonly commands: readonly string[]
  readonly packages: Readonly<Record<ManagerName, readonly string[]>>
}

type ManagerName = 'apt-get' | 'dnf' | 'pacman' | 'brew'

interface Manager {
  readonly name: ManagerName
  /** Before the first install. */
  readonly refresh: readonly string[] | undefined
  readonly install: readonly string[]
  readonly asRoot: boolean
}

const managers: readonly Manager[] = [
  { name: 'apt-get', refresh: ['update', '-q'], install: ['install', '-y', '-q', '--no-install-recommends'], asRoot: true },
  { name: 'dnf', refresh: undefined, install: ['install', '-y', '-q'], asRoot: true },
  { name: 'pacman', refresh: ['-Sy', '--noconfirm'], install: ['-S', '--needed', '--noconfirm'], asRoot: true },
  { name: 'brew', refresh: undefined, install: ['install'], asRoot: false },
]

const needs: readonly Need[] = [
  {
    what: 'Redis',
    commands: ['redis-server'],
    packages: { 'apt-get': ['redis-server'], dnf: ['redis'], pacman: ['redis'], brew: ['redis'] },
  },
  {
    what: 'Chromium and a Chinese font',
    commands: ['chromium', 'chromium-browser', 'google-chrome'],
    packages: {
      'apt-get': ['chromium', 'fonts-noto-cjk'],
      dnf: ['chromium', 'google-noto-sans-cjk-fonts'],
      pacman: ['chromium', 'noto-fonts-cjk'],
      brew: ['chromium', 'font-noto-sans-cjk'],
    },
  },
  {
    what: 'PostgreSQL',
    commands: ['postgres', 'psql'],
    packages: { 'apt-get': ['postgresql'], dnf: ['postgresql-server'], pacman: ['postgresql'], brew: ['postgresql@17'] },
  },
]

/** WebAssembly alone: it needs no install script. It is 140 MB, and only users of the sentiment model `onnx` have one. */
const onnxRuntime = 'onnxruntime-web@1.30.0'
const onnxFolder = '.tmp/onnx'

process.exitCode = Math.max(setUp(), setUpOnnx())

function setUp(): number {
  const missing = needs.filter(({ what, commands }) => {
    const found = commands.find(answers)
    console.log(found === undefined ? `${what}: missing` : `${what}: there (${found})`)
    return found === undefined
  })
  if (missing.length === 0) return 0
  const manager = managers.find(({ name }) => answers(name))
  if (!manager) {
    const names = managers.map(({ name }) => name).join(', ')
    return fail(`Cannot install ${missing.map(({ what }) => what).join(', ')}: found none of ${names}; install them by hand`)
  }
  if (manager.refresh && !run(manager, manager.refresh)) {
    return fail(`Cannot install: "${manager.name} ${manager.refresh.join(' ')}" failed (its words stand above)`)
  }
  for (const { what, packages } of missing) {
    const names = packages[manager.name]
    if (!run(manager, [...manager.install, ...names]))
      return fail(`Cannot install ${what}: ${manager.name} did not install ${names.join(' ')}`)
  }
  const still = missing.filter(({ commands }) => !commands.some(answers))
  if (still.length === 0) return 0
  return fail(`Installed, and yet not found on PATH: ${still.map(({ commands }) => commands[0]).join(', ')}`)
}

/**
 * In a folder of its own, with a link to it: npm takes an optional peer that is not in the lock file for one that is there, and installs nothing.
 */
function setUpOnnx(): number {
  if (['onnxruntime-node', 'onnxruntime-web'].some((name) => existsSync(`node_modules/${name}/package.json`))) {
    console.log('ONNX runtime: there')
    return 0
  }
  const parameters = ['install', '--prefix', onnxFolder, '--ignore-scripts', '--no-audit', '--no-fund', onnxRuntime]
  console.log(`ONNX runtime: missing\n$ npm ${parameters.join(' ')}`)
  mkdirSync(onnxFolder, { recursive: true })
  if (spawnSync('npm', parameters, { stdio: 'inherit' }).status !== 0)
    return fail(`Cannot install ${onnxRuntime}: npm failed (its words stand above)`)
  rmSync('node_modules/onnxruntime-web', { recursive: true, force: true })
  symlinkSync(resolve(onnxFolder, 'node_modules/onnxruntime-web'), 'node_modules/onnxruntime-web')
  return 0
}

/** Says what it does, and does it; with sudo where root is needed and this is not root. */
function run({ name, asRoot }: Manager, parameters: readonly string[]): boolean {
  const needsSudo = asRoot && process.getuid?.() !== 0
  const [command = name, ...rest] = needsSudo ? ['sudo', name, ...parameters] : [name, ...parameters]
  console.log(`$ ${[command, ...rest].join(' ')}`)
  return spawnSync(command, rest, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }).status === 0
}

function answers(command: string): boolean {
  return spawnSync(command, ['--version'], { stdio: 'ignore' }).status === 0
}

function fail(message: string): number {
  console.error(message)
  return 2
}
