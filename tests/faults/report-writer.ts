import { publishReport } from '../../src/io/publish.ts'

/** Publishes reports over each other until it is killed: every file of one begins with its version and ends with "end". */
const [folder = '', round = ''] = process.argv.slice(2)
const names = ['report.html', 'report.md', 'report.json', 'articles.csv', 'hits.csv']
for (let version = 0; ; version += 1) {
  const mark = `${round}-${version}`.padEnd(12)
  await publishReport(new Map(names.map((name) => [name, `${mark}${'x'.repeat(400_000)}end\n`])), folder)
  if (version === 0) process.send?.('ready')
}
