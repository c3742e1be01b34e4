/** Sentences, marks, chains, chips and the filter. */
export const evidenceStyle = `
.evidence{margin:0;padding:1rem 0;border-bottom:1px solid var(--line)}
.evidence blockquote{margin:.35rem 0 .5rem;font:400 1.125rem/1.5 var(--serif);max-width:40em;unicode-bidi:isolate}
.evidence blockquote:lang(zh),.evidence blockquote:lang(ja){line-height:1.7}
.card:first-of-type{border-top:1px solid var(--line)}
.card blockquote{font-size:clamp(1.15rem,1.05rem + .5vw,1.375rem);line-height:1.42;margin:.5rem 0 .65rem}
figcaption{display:flex;flex-wrap:wrap;gap:.25rem .9rem;align-items:baseline;font-size:.875rem;color:var(--soft)}
mark{color:inherit;background:var(--unclear-tint);padding:.05em .12em;text-decoration:underline 2px solid;text-underline-offset:.16em;text-decoration-skip-ink:none}
.v-outlet mark{background:var(--own-tint);text-decoration-color:var(--own)}
.v-quoted mark{background:var(--quoted-tint);text-decoration-color:var(--quoted);text-decoration-style:double;text-decoration-thickness:1px}
.v-reported mark{background:var(--reported-tint);text-decoration-color:var(--reported);text-decoration-style:dashed}
.v-unclear mark{text-decoration-color:var(--unclear);text-decoration-style:dotted}
b.v-outlet,.pair .v-outlet{color:var(--own)}b.v-quoted,.pair .v-quoted{color:var(--quoted)}
.chip{font-weight:600}.chip.v-outlet{color:var(--own)}.chip.v-quoted{color:var(--quoted)}.chip.v-reported{color:var(--reported)}.chip.v-unclear{color:var(--unclear)}
.chip.v-outlet::before{content:"■ " / ""}.chip.v-quoted::before{content:"“ ” " / ""}.chip.v-reported::before{content:"▷ " / ""}.chip.v-unclear::before{content:"? " / ""}
.tag.strong{color:var(--ink);font-weight:600}
.chain{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.15rem 0;align-items:baseline;font-size:.9375rem}
.chain li+li::before{content:"›" / "said by";color:var(--soft);font-weight:700;margin:0 .55rem}
.chain .who{border-bottom:2px solid var(--line)}.chain .outlet{font-weight:700;border-color:var(--own)}
.v-quoted .chain li:last-child:not(:first-child) .who{border-bottom:3px double var(--quoted)}.v-reported .chain li:last-child:not(:first-child) .who{border-bottom:2px dashed var(--reported)}.v-unclear .chain li:last-child .who{border-bottom:2px dotted var(--unclear)}
.cue{color:var(--soft);font-size:.8125rem}
.bearing{color:var(--soft);font-size:.75rem;border:1px solid var(--line);border-radius:.25rem;padding:0 .3rem;white-space:nowrap}
.filter{border:0;margin:2.4rem 0 -1.6rem;padding:0;display:flex;flex-wrap:wrap;gap:.2rem 1.1rem;font-size:.9375rem}
.filter legend{float:left;margin-inline-end:1rem;padding:.2rem 0;color:var(--soft)}
.filter label{display:inline-flex;align-items:center;gap:.35rem;min-height:28px;cursor:pointer}.filter input{accent-color:var(--own);width:1rem;height:1rem;margin:0}
body:has(#show-outlet:checked) .row:not(.v-outlet),body:has(#show-quoted:checked) .row:not(.v-quoted),body:has(#show-reported:checked) .row:not(.v-reported),body:has(#show-unclear:checked) .row:not(.v-unclear){display:none}
.claim{border-bottom:1px solid var(--line);padding-bottom:.8rem}.claim .evidence{border:0;padding-bottom:.2rem}
.check{margin:.2rem 0 0;padding:.5rem .8rem;background:var(--faint);font-size:.9375rem}
.shared ul{margin:.4rem 0;padding-inline-start:1.1rem}.shared li{margin:.3rem 0}
.translated{margin:.2rem 0 .6rem;padding-inline-start:.9rem;border-inline-start:3px solid var(--line)}.translated blockquote{margin:0;color:var(--soft)}
@media (min-width:46rem){.evidence:has(.translated){display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:0 2rem}.evidence:has(.translated)>:is(.speaks,figcaption){grid-column:1/-1}.translated{margin-top:.35rem}}
.page code{font-size:.8125rem}
`
