/** The claim chain: what the anchor says at the left, what the source prints at the right, the grade between them. */
export const claimStyle = `
.grades{list-style:none;margin:1rem 0;padding:0;display:flex;flex-wrap:wrap;gap:.3rem 1.4rem}.grades b{font-size:1.25rem;font-variant-numeric:tabular-nums}
.grades li::before,.grade b::before{font-weight:700;margin-inline-end:.35rem}
.g-verbatim::before,.traced.g-verbatim .grade b::before{content:"=" / ""}.g-paraphrase::before,.traced.g-paraphrase .grade b::before{content:"≈" / ""}.g-stronger::before,.traced.g-stronger .grade b::before{content:"▲" / ""}.g-weaker::before,.traced.g-weaker .grade b::before{content:"▽" / ""}.g-not-found::before,.traced.g-not-found .grade b::before{content:"?" / ""}.g-not-fetched::before,.traced.g-not-fetched .grade b::before{content:"×" / ""}
.traced::before{content:none!important}
.claims{list-style:none;margin:0;padding:0;border-top:1px solid var(--line)}
.traced{display:grid;gap:.3rem 1.6rem;padding:.9rem 0;border-bottom:1px solid var(--line)}
.traced p{margin:0;max-width:none}.traced .who{font-size:.875rem}.traced .who b{font-weight:600}.traced .arrow{color:var(--soft);margin:0 .15rem}
.traced blockquote{margin:.25rem 0 0;font:400 1.0625rem/1.45 var(--serif);unicode-bidi:isolate;color:var(--soft)}
.traced blockquote mark{color:var(--ink);background:var(--faint);text-decoration:none}.traced .printed blockquote{color:var(--ink)}.traced blockquote:lang(zh){line-height:1.65}
.traced .grade{font-size:.9375rem}.traced .why{margin-top:.35rem;font-size:.875rem}.traced .why small{display:block}
.traced.g-stronger .grade{color:var(--quoted)}.traced.g-weaker .grade{color:var(--reported)}.traced.g-verbatim .grade,.traced.g-paraphrase .grade{color:var(--own)}.traced.g-not-found .grade,.traced.g-not-fetched .grade{color:var(--soft)}
.visually{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
@media (min-width:56rem){.traced{grid-template-columns:minmax(0,1fr) 8.5rem minmax(0,1fr)}.traced .grade{padding-top:.1rem}}
@media print{.traced{break-inside:avoid}}
`
