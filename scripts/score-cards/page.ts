import type { ScoreCard } from '../../src/core/sentiment/score-card.ts'
import { languageName } from '../../src/core/report/wording.ts'

/** `docs/score-cards.md`. */
export function scoreCardPage(cards: readonly ScoreCard[], unmeasured: readonly string[]): string {
  return `# Score cards of the sentiment models

How good each model is that comes with Frameshift, by language and labelled set. Made by \`npm run score-cards\`, which writes this page and \`config/models/score-cards.json\`;
every report cites the rows of its models and languages. To repeat it, put the sets under \`sentiment/\` of the folder that \`FRAMESHIFT_BENCH_DATA\` names: NewsMTSC
(Hamborg & Donnay 2021, MIT) and RuSentNE (Golubev et al. 2023, MIT), one JSON object a line with \`text\`, \`target\`, \`label\`. They are not part of this repository.

| model | language | set | rows | split | macro F1 (95 %) | F1 of negative and positive | accuracy | answered | calibration error | surer half right |
| --- | --- | --- | --- | --- | --- | --- | --- | --- | --- | --- |
${cards.map(row).join('\n')}

**Split.** *held out*: the model never saw these rows, and nothing was chosen on them. *cross-validated*: each row was judged by a model fitted on the other folds (five folds
by document); temperature, label weights and settings were chosen on the same folds, so the figure is a little optimistic. *in-sample*: the model was fitted on these very
rows; the figure says nothing about other text and stands here only so that nobody takes it for one that does.

**Figures.** Three tones; a row without an answer counts as wrong. Intervals resample rows 1,000 times. Calibration error: how far the probability of an answer is from the
share of such answers that are right, over ten bins; on a few hundred rows about 0.03 of it is chance. Surer half: of the rows with the more probable answers.

**What is not known.** ${unmeasured.length === 0 ? 'Every language that a model knows has been measured.' : `No labelled news was at hand for ${unmeasured.join('; ')}: their answers are given, and nobody knows how good they are.`} All sets ask for
the tone towards a person or body. In reports, \`afinn\` and \`valence\` are asked about the sentence round a framing term, and \`target\` about the one named next to it, without
the words of the term: that is another question than the one measured here. Models that a user brings have no card.

**Training.** \`node scripts/train-target.ts\` makes \`config/models/target-*.bin\` (int8, 384 KiB each) with a card of data, licence, settings and SHA-256 beside it. English: the training
part of NewsMTSC alone. Russian: the development part of RuSentNE, with our own Russian word list (\`config/valence/ru.yaml\`) and stems.
`
}

const splitWords: Readonly<Record<ScoreCard['split'], string>> = {
  'held-out': 'held out',
  'cross-validated': 'cross-validated',
  'in-sample': '*in-sample*',
}

function row(card: ScoreCard): string {
  const { model, language, set, rows, split, macroF1, macroF1Low: low, macroF1High: high } = card
  const interval = low === null || high === null ? '' : ` (${low.toFixed(3)} to ${high.toFixed(3)})`
  const cells = [
    model,
    languageName(language),
    set,
    rows.toLocaleString('en-US'),
    splitWords[split],
    `${macroF1.toFixed(3)}${interval}`,
    card.f1PosNeg.toFixed(3),
    card.accuracy.toFixed(3),
    `${Math.round(100 * card.answered)} %`,
    card.calibrationError?.toFixed(3) ?? '',
    card.surerHalfAccuracy?.toFixed(3) ?? '',
  ]
  return `| ${cells.join(' | ')} |`
}
