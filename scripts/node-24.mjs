// Loaded in front of every script (`node --import`). Plain JavaScript, because older versions of Node cannot read TypeScript.
const [major] = process.versions.node.split('.').map(Number)
if (major < 24) {
  process.stderr.write(
    `Frameshift needs Node 24 or newer and found ${process.versions.node}. Run "npm ci" with install scripts allowed (it brings Node 24 along), or install Node 24.\n`,
  )
  process.exit(2)
}

// What was compiled once is kept beside the packages: the command line starts in a fraction of the time.
const { enableCompileCache } = await import('node:module')
const { fileURLToPath } = await import('node:url')
enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)))
