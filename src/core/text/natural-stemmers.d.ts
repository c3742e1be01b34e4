/** The stemmer files of `natural`, which its own types do not describe one by one. The package's root is not imported: it prints when it is loaded. */
declare module 'natural/lib/natural/stemmers/*' {
  const stemmer: { stem(word: string): string }
  export default stemmer
}
