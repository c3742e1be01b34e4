/**
 * Paper: what one hands out. Link targets are printed, no row or sentence is torn apart, no heading stands alone at the end of a page, and no
 * word is split, save in tables too wide for a page. One sentence of each outlet and frame stands for the others, and tones are given as numbers
 * without their pictures: a line says where the rest is.
 */
export const printStyle = `
.on-paper{display:none}
@media print{:root{--paper:#fff;--sheet:#fff;--ink:#000;--soft:#444;--line:#bbb;--faint:#f4f4f4;--link:#000;--own:#00604c;--own-tint:#d3ece3;--quoted:#97480a;--quoted-tint:#fbe3cd;--reported:#6f3f7d;--reported-tint:#ecdff0;--unclear:#444;--unclear-tint:#eee;--heat1:#e3efe9;--heat2:#b3d8c9;--heat3:#2f8a70;--heat4:#00503f;--on-heat:#fff;--halo:#fff}
@page{margin:15mm 14mm}html{font-size:11.5px}body{font-size:.9375rem;line-height:1.4}main,footer{max-width:none;padding:0}nav,.skip,.filter{display:none}.on-paper.on-paper{display:inline;margin:0}
h1{font-size:2rem}h2{font-size:1.3rem}h3{margin:.9rem 0 .3rem}p,.note{margin:.35rem 0;max-width:none}.note,.dim{font-size:.75rem}.lede{font-size:.9375rem;line-height:1.4;max-width:none}.finding p{font-size:1.25rem;max-width:none}
main>section{margin-top:1.2rem;padding-top:.6rem}footer{margin-top:1.5rem;padding-bottom:0}h2,h3,.lede,.key,.grades,summary,.lede+.note{break-after:avoid}.together,h2,h3,.lede,.key,.grades,summary,.evidence,tr,.picture,.shared,.claim,.method div,.verdicts li{break-inside:avoid}p,li{orphans:3;widows:3}thead{display:table-header-group}
.row.row.row{display:block}.opening{grid-template-columns:minmax(0,1fr);gap:1rem;margin-top:1rem}.aside{grid-template-columns:minmax(0,2fr) minmax(0,3fr);break-inside:avoid}.only-wide{display:block}.plot.wide{display:block}.plot.narrow{display:none}
details::details-content{content-visibility:visible;display:block;block-size:auto}summary{list-style:none;padding:.2rem 0}
.evidence{padding:.35rem 0}.evidence blockquote{font-size:.9375rem;line-height:1.35;margin:.1rem 0;max-width:none}.card blockquote{font-size:1.0625rem}.evidence blockquote:lang(zh){line-height:1.5}figcaption,.chain{font-size:.75rem;gap:.05rem .6rem}.chain{gap:0}.cue,.bearing,.page code{font-size:.6875rem}.row .heard{display:none}.check{padding:.2rem .5rem;font-size:.8125rem}.traced{padding:.4rem 0;gap:.1rem}.traced blockquote{margin:.05rem 0;font-size:.9375rem;line-height:1.35}.traced .why{margin-top:.1rem;font-size:.75rem}.traced :is(.who,.grade){font-size:.8125rem}
details.rest::details-content{display:none}details.more .evidence~.evidence,details.more .note{display:none}details.verdicts ul{font-size:.8125rem;line-height:1.35;margin:0 0 .4rem}
.picture{max-width:78%;margin-inline:auto}.picture.models,.key.models{display:none}details.numbers:not(:has(tbody tr:nth-child(13))){break-inside:avoid}
.scroll{overflow:visible;background:none;margin:.4rem 0}table,thead th{font-size:.6875rem;line-height:1.3}:is(th,td) small,td :is(.address,.dim){font-size:.625rem;line-height:1.25}th,td{overflow-wrap:break-word;padding:.15rem .5rem .15rem 0!important}th,td,td .address{min-width:0!important}.articles tbody th{width:30%}
td bdi[lang],table:has(thead th:nth-child(11)) :is(th,td){overflow-wrap:anywhere}
.method{display:block;columns:2;column-gap:1.5rem;font-size:.8125rem;margin:.4rem 0}.method dt{margin-top:.4rem}.pairs{columns:2;column-gap:1.5rem}.pairs div{grid-template-columns:7.5rem minmax(0,1fr);gap:.4rem;padding:.05rem 0;font-size:.6875rem;line-height:1.3;break-inside:avoid}pre{font-size:.625rem;padding:.3rem .5rem}.prisma{max-width:none}.prisma p{padding:.15rem .6rem}.prisma>li+li::before{line-height:1}.prisma ul{margin:.1rem 0}
.source a::after,.byline a::after{content:" (" attr(href) ")";font-size:.85em;word-break:break-all}}
`
