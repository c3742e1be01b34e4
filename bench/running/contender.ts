import { benchNamed } from '../benches.ts'

/** The process of one contender in one round: `contender.ts SCALE BENCH CONTENDER`. Its figures go to the parent as a message. */
const [scale, name, contender = ''] = process.argv.slice(2)
const bench = await benchNamed(name, scale === 'quick' ? 'quick' : 'whole')
if (!bench || !process.send) throw new Error(`Cannot measure ${name}: expected a bench of benches.ts, and a parent that listens`)
// Stops with the run that started it.
process.on('disconnect', () => process.exit(130))
const figures = await bench.measure(contender)
// Some peers keep timers or sockets open.
process.send(figures, () => process.exit(0))
