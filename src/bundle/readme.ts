/** `bundle/README.md`: for whoever opens the folder without knowing Frameshift. */
export const bundleReadme = `# What this report was made of

\`frameshift report verify ..\` makes the report again from the files here, without a network, and compares every byte.

| file | holds |
| --- | --- |
| \`pages.warc.gz\` | every page, feed and sitemap that was read, as it came (WARC 1.1, one record packed by itself, SHA-256 digests) |
| \`pages.json\` | the same as a list: address, where redirects led, headers that were kept, time of the fetch, place in the archive |
| \`record.jsonl\` | what the network answered: which addresses were found where, what was refused and why, what was given up |
| \`plan.json\` | what was asked for |
| \`lexicon.yaml\` | the words that were looked for |
| \`config/\` | outlets, settings, and the word lists for voices and sentiment |
| \`versions.json\` | versions of Frameshift, Node and ICU, SHA-256 of code and data, the seed |
| \`checked-hits.json\` | what people had said of hits of this report: whether they mean their frame |
| \`first-seen.json\` | when the lexicon in this form, and each text, first came into the store |
| \`run.json\` | which run it was, and when it began |
| \`manifest.json\` | SHA-256 and size of every file of the report and of the bundle |

What the sentiment models answered stands with every hit in \`report.json\`. They answer again: their word lists are in \`config/\`, and trained
weights come with Frameshift, as part of the code whose SHA-256 is in \`versions.json\`. The full texts of the articles belong to their
publishers. Pass a report on without them: \`frameshift report export FOLDER --without-pages\`.
`
