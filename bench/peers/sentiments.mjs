// Plain JavaScript: these packages, and so their types, are there only after the bench has installed them.

/** By name: loads a package and gives `sentence => number`, from the printed sentence, as its own documentation uses it. */
export const sentiments = new Map([
  [
    'natural',
    async () => {
      const { SentimentAnalyzer } = await import('natural/lib/natural/sentiment/index.js')
      // Without a stemmer: quicker, and better on news.
      const analyzer = new SentimentAnalyzer('English', undefined, 'afinn')
      return (sentence) => analyzer.getSentiment(sentence.toLowerCase().match(/[a-z']+/g) ?? [])
    },
  ],
  [
    'vader-sentiment',
    async () => {
      const { default: vader } = await import('vader-sentiment')
      return (sentence) => vader.SentimentIntensityAnalyzer.polarity_scores(sentence).compound
    },
  ],
  [
    'wink-sentiment',
    async () => {
      const { default: wink } = await import('wink-sentiment')
      return (sentence) => wink(sentence).normalizedScore
    },
  ],
])
