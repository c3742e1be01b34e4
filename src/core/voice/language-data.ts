import { z } from 'zod'
import { expandForms } from './expand-forms.ts'

const forms = z
  .array(z.string().trim().min(1).max(300))
  .default([])
  .transform((entries): readonly string[] => [...new Set(entries.flatMap(expandForms))])

const factors = z
  .record(z.string().trim().min(1), z.number().min(0).max(5))
  .default({})
  .transform((entries): ReadonlyMap<string, number> => new Map(Object.entries(entries)))

const quotePair = z
  .strictObject({
    open: z.string().length(1).describe('Opening mark.'),
    close: z.string().length(1).describe('Closing mark; the same as `open` for straight marks.'),
    use: z.enum(['speech', 'title']).default('speech').describe('`title`: names of works, never speech.'),
  })
  .readonly()

const verbs = z
  .strictObject({
    report: forms.describe('Take a clause or a quotation and may follow it: say, report, insist.'),
    tell: forms.describe('Take the person addressed, then a clause: tell, assure.'),
    think: forms.describe('Take a clause with or without a conjunction: think, believe, hope.'),
    know: forms.describe('Take a clause, but also plain objects, so that the clause must show itself: find, show, feel, fear.'),
    name: forms.describe('Take an object and what it is called: call, brand, label.'),
    view: forms.describe('Take an object, a word for "as", and what it is seen as: describe, see, regard.'),
    compare: forms.describe('Take an object and, behind a preposition, what it is likened to: compare, liken.'),
    mention: forms.describe('Take only what is said: speak of, complain of.'),
    speakOf: forms.describe('Take "of" or "about" and what is said, and a person addressed in between: speak, complain.'),
    accuse: forms.describe('Take a person and a charge: accuse, blame, criticise.'),
    demand: forms.describe('Take what shall happen: urge, promise, call for.'),
    ask: forms.describe('Take a question: ask, wonder.'),
    deny: forms.describe('Take a clause or an object and say that it is not so: deny, reject.'),
    quote: forms.describe('Take a source, then what it said: quote, cite.'),
    alsoNouns: forms.describe('Forms of the lists above that are nouns as well: claims, reports.'),
  })
  .prefault({})
  .readonly()
  .describe('Verbs that bring in the voice of someone else, with all their forms.')

const nouns = z
  .strictObject({
    claim: forms.describe('Nouns followed by what someone says or feels, as a clause or after "of": accusation, sense, fear.'),
    clauseOnly: forms.describe('Nouns that bring in a voice only with a clause: statement, view.'),
    intent: forms.describe('Nouns of an owner followed by an infinitive: call, promise, threat.'),
    copular: forms.describe('Nouns of an owner whose words follow a verb of being: "the Kremlin’s line is that".'),
    support: forms.describe('Verbs whose subject is the source of such a noun: make, express, voice.'),
    links: forms.describe('What joins such a noun to its content: of, about.'),
    origins: forms.describe('What joins it to its source: by, from, among.'),
  })
  .prefault({})
  .readonly()
  .describe('Nouns that bring in the voice of someone else.')

const phrases = z
  .strictObject({
    according: forms.describe('`*` stands for the source: "according to *", "in the eyes of *", "* zufolge".'),
    citing: forms.describe('The source of the source: "citing *".'),
    relay: forms.describe('To whom it was said; a link of the chain when that is a news outlet: "in an interview with *".'),
    perspective: forms.describe('A source only in front of a clause that judges: "for *".'),
    notCues: forms.describe('Phrases that look like a cue and are none: "that said".'),
  })
  .prefault({})
  .readonly()
  .describe('Phrases that bring in the voice of someone else.')

const grammar = z
  .strictObject({
    complementizers: forms.describe('Open a reported clause: that, whether.'),
    questionWords: forms.describe('Open an indirect question or a free relative clause: what, why.'),
    relatives: forms.describe('Open a relative clause: who, which.'),
    subordinators: forms.describe('Open another dependent clause: because, when.'),
    coordinators: forms.describe('Join equals: and, or.'),
    determiners: forms.describe('Open a noun phrase: the, a, his.'),
    articles: forms.describe('Determiners that never stand alone: the, a.'),
    prepositions: forms.describe('Open a prepositional phrase.'),
    genitives: forms.describe('Prepositions that stay inside a name or title: of.'),
    possessives: forms.describe("Endings or words between owner and owned: 's."),
    auxiliaries: forms.describe('Finite helping verbs: is, has, would.'),
    passiveAuxiliaries: forms.describe('Make the next participle passive: be, was.'),
    copulas: forms.describe('Say what something is: is, was, means.'),
    presents: forms.describe('Present-tense helping verbs, with which an outlet comments on what was said: is, has.'),
    passiveBy: forms.describe('Names the agent of a passive: by.'),
    as: forms.describe('Between an object and what it is seen as: as.'),
    quotedAs: forms.describe('Between a quoted source and what it said: as saying.'),
    objectMarkers: forms.describe('Stand in front of an object that comes before its verb: 把.'),
    infinitives: forms.describe('Open an infinitive: to.'),
    addressees: forms.describe('Open the person addressed: to.'),
    adverbs: forms.describe('May stand between subject and verb: also, later.'),
    adverbEndings: forms.describe('Endings of adverbs: ly.'),
    times: forms.describe('Time words that are no part of a name: Tuesday, yesterday.'),
    dateUnits: forms.describe('Follow the number of a date: 日.'),
    openers: forms.describe('Open a sentence and are no part of the speaker: even, meanwhile.'),
    stops: forms.describe('End reported content when a comma stands before them: while, referring.'),
    gerundEndings: forms.describe('Endings of verb forms that borrow the subject of another verb: ing.'),
    finiteVerbs: forms.describe('Common past forms without such an ending: left, took.'),
    demonstratives: forms.describe('Point at a thing that is taken to exist, so that a negator denies something else: this.'),
    occasions: forms.describe('Where something is said, in the case it takes behind a preposition: брифинге, эфире.'),
    circumstances: forms.describe('Prepositions whose phrase never belongs to the noun in front: after, в ходе.'),
    backward: forms.describe('Opens a sentence that tells who says the sentence in front of it: об этом.'),
    manner: forms.describe('Points back at the words in front: так.'),
    comparisons: forms.describe('Between a thing and what it is likened to: with, с.'),
    possessedEndings: forms.describe('Endings of a noun that belongs to the noun before it: Turkic -сы.'),
    infinitiveEndings: forms.describe('Endings of infinitives that no word opens: ть.'),
    passiveVerbs: forms.describe('Passive forms of naming verbs, whose subject is what is named: аталды.'),
    objectEndings: forms.describe('Endings of a direct object, by which it is told from the subject: Kazakh -ны, -ді.'),
    judgementEndings: forms.describe('Endings of what something is called, where that may open the sentence: Russian instrumentals.'),
    relativeEndings: forms.describe('Endings of verb forms that stand in front of their noun: Kazakh -ған.'),
    participleEndings: forms.describe('Endings of active participles, which stand behind the comma of their noun: Russian вший, ющий.'),
    participles: forms.describe('Passive participles that stand in front of a noun: аталған.'),
    clauseEndings: forms.describe('Endings of verb forms that make a reported clause without a conjunction: Turkic -ғанын.'),
    impersonalEndings: forms.describe(
      'Endings of verbs without a subject, whose source stands behind a preposition: заявили в …, говорится в ….',
    ),
    subjectlessEndings: forms.describe('Endings of verbs that never have a subject who speaks: сообщалось, утверждается.'),
    places: forms.describe('In front of the place where something is said by a verb without a subject: в Кремле считают.'),
    placeEndings: forms.describe('Endings of the name of such a place, in languages without prepositions: Кремльде.'),
    placeAdjectives: forms.describe('Endings of an adjective behind such a word, whose noun is still to come: на Смоленской площади.'),
    genitiveEndings: forms.describe('Endings of what belongs to the noun before it: в министерстве обороны.'),
    refutations: forms.describe('Call a claim untrue: baseless, absurd.'),
    denials: forms.describe('Deny what they speak of, for voices only: "wrong to call".'),
    denialsAfter: forms.describe('The same behind it: "говорить о предательстве неверно".'),
    denialEndings: forms.describe('Endings of verbs that deny what stands before them: жасамағанын.'),
    adjunctClosers: forms.describe('End a circumstance that a preposition opens, between subject and verb: 在…时.'),
    nobody: forms.describe('Negative pronouns, which deny the verb they stand behind: betrayed nobody.'),
    passedOn: forms.describe('Between a source and whoever passes it on, in front of the word for "by": quoted, seen.'),
    pastEndings: forms.describe('Endings and whole forms of verbs in the past: ed, said.'),
    presentEndings: forms.describe('Endings of verbs in the present, for tags behind a quotation: Russian ет, ют.'),
    charges: forms.describe('Between the accused and the charge: of, for.'),
    caseEndings: forms.describe('Endings cut off the name of a speaker: Turkic genitives.'),
    citedEndings: forms.describe('Endings cut off the name of a source that is cited: Kazakh datives.'),
    nominativeEndings: forms.describe(
      'Endings of adjectives that begin a subject, so that a source in another case ends in front of them: Russian ая, ый.',
    ),
    toldEndings: forms.describe('Endings of the name of an outlet that is told, in front of the verb: Russian datives.'),
    partitives: forms.describe('Between a number and those it is taken from: один из присяжных.'),
    elisions: forms.describe("Short words written together with the next: l', qu'."),
    conditionals: forms.describe('Make everything in the sentence conditional: if, unless.'),
    negatorsAfter: forms.describe('Deny what stands before them: емес, değil.'),
    alternatives: forms.describe('Leave open whether it is so: whether.'),
    titling: forms.describe('In front of a name in quotation marks, which is no speech: titled, film.'),
    affirming: forms.describe('Phrases with a negator that deny nothing: not only.'),
    clauseMarks: forms.describe('Punctuation between clauses.'),
    questionMarks: forms.describe('Punctuation that ends a question, or words that make one.'),
  })
  .prefault({})
  .readonly()
  .describe('Small words and endings by which clauses and noun phrases are told apart.')

const people = z
  .strictObject({
    self: forms.describe('First person: I, we.'),
    masculine: forms.describe('Pronouns and titles of a man: he, Mr.'),
    feminine: forms.describe('Pronouns and titles of a woman: she, Mrs.'),
    plural: forms.describe('Pronouns of several: they.'),
    pluralEndings: forms.describe('Endings by which a role word shows that it means several: s.'),
    pronouns: forms.describe('All third-person pronouns that stand for a person or group.'),
    anyone: forms.describe('Words for nobody in particular, who say nothing: anyone, whoever.'),
    roles: forms.describe('Nouns for people and bodies that speak: minister, critics, opposition.'),
    turns: forms.describe('Labels of question and answer in a printed talk: Q, A.'),
    genitives: forms.describe('Role words in the genitive of the singular: полиции, телеканала.'),
    addressed: forms.describe('Those who are told, in their case: журналистам.'),
    media: forms.describe('Words found in names of news outlets: Times, news, agency, Reuters.'),
  })
  .prefault({})
  .readonly()
  .describe('Words by which a speaker is recognised.')

const speakers = z
  .strictObject({
    state: forms.describe('Offices, bodies and capitals of states: minister, ministry, Kremlin.'),
    party: forms.describe('Parties and those who speak for one: opposition, senator.'),
    expert: forms.describe('People who know a field: analyst, professor.'),
    media: forms.describe('People of the press, besides the outlets of `people.media`: columnist.'),
    anonymous: forms.describe('Words that say that somebody is not named: source, unnamed.'),
    public: forms.describe('People and groups without an office: residents, union, critics.'),
  })
  .prefault({})
  .readonly()
  .describe('Kinds of speakers, by words in any form: they are compared by stem.')

const stances = z
  .strictObject({
    endorses: forms.describe('Cues that take a claim for true: reveal, confirm.'),
    distances: forms.describe('Cues that hold a claim at arm’s length: claim, allege.'),
  })
  .prefault({})
  .readonly()
  .describe('How whoever passes a claim on stands to it, by words in any form.')

/**
 * What the voice rules, the tone rules and the sentence splitter know about one language. All of it is data: a language is added by
 * adding a file to `config/languages/`. Word lists are lower case and hold every inflected form; `{a,b}` in an entry means either.
 */
export const languageDataSchema = z
  .strictObject({
    code: z
      .string()
      .regex(/^[a-z]{2,3}$/, 'expected a BCP 47 primary subtag such as "en"')
      .describe('BCP 47 primary subtag.'),
    name: z.string().trim().min(1).describe('English name of the language.'),
    spaced: z.boolean().default(true).describe('Words are separated by spaces. `false`: cues are matched on characters.'),
    capitalTimes: z.boolean().default(false).describe('Days and months have a capital; else one inside a sentence is a name: Марта.'),
    clauseAfterComma: z.boolean().default(false).describe('A comma stands between the reporting verb and the reported clause.'),
    contentBeforeVerb: z
      .boolean()
      .default(false)
      .describe('Reported content stands between the speaker and the reporting verb, as in Turkish and Kazakh.'),
    headLast: z
      .boolean()
      .default(false)
      .describe('A noun phrase ends with its main noun ("union leaders"); else what belongs to the noun follows it.'),
    abbreviations: forms.describe('Words whose full stop ends no sentence, with the full stop.'),
    quotes: z.array(quotePair).default([]).readonly().describe('Quotation marks in use.'),
    verbs,
    nouns,
    phrases,
    grammar,
    people,
    speakers,
    stances,
    distancing: forms.describe("Words by which an outlet holds a term at arm's length: so-called."),

    negators: forms.describe('Words that deny what follows in the clause.'),
    hedges: forms.describe('Words that weaken a claim to a possibility or a hearsay.'),
    intensifiers: factors.describe('Words that strengthen the next word, and by what factor.'),
    diminishers: factors.describe('Words that weaken the next word, and by what factor.'),
    contrast: forms.describe('Words after which the weightier clause begins: but, however.'),
    concession: forms.describe('Words that begin the lighter clause: although, despite.'),
  })
  .readonly()

export type LanguageData = z.infer<typeof languageDataSchema>
