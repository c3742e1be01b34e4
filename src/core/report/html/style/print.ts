/** Paper: everything open, link targets printed, no row or sentence torn apart, and no word, save in tables too wide for a page. */
export const printStyle = `
@media print{:root{--paper:#fff;--sheet:#fff;--ink:#000;--soft:#444;--line:#bbb;--faint:#f4f4f4;--link:#000;--own:#00604c;--own-tint:#d3ece3;--quoted:#97480a;--quoted-tint:#fbe3cd;--reported:#6f3f7d;--reported-tint:#ecdff0;--unclear:#444;--unclear-tint:#eee;--heat1:#e3efe9;--heat2:#b3d8c9;--heat3:#2f8a70;--heat4:#00503f;--on-heat:#fff;--halo:#fff}
@page{margin:16mm 14mm}html{font-size:12.5px}body{font-size:1rem}main,footer{max-width:none;padding:0}nav,.skip,.filter{display:none}
main>section{margin-top:1.6rem}h2,h3,.lede,.key{break-after:avoid}.evidence,tr,.picture,.shared,.claim,.method div{break-inside:avoid}
.row.row.row{display:block}.opening{grid-template-columns:minmax(0,1fr)}.aside{grid-template-columns:minmax(0,2fr) minmax(0,3fr);break-inside:avoid}.only-wide{display:block}.plot.wide{display:block}.plot.narrow{display:none}
details::details-content{content-visibility:visible;display:block;block-size:auto}summary{list-style:none}
.scroll{overflow:visible;background:none}table,thead th{font-size:.75rem}:is(th,td) small,td :is(.address,.dim){font-size:.6875rem}th,td{overflow-wrap:break-word;padding:.35rem .6rem .35rem 0!important}th,td,td .address{min-width:0!important}.articles tbody th{width:30%}
td bdi[lang],table:has(thead th:nth-child(11)) :is(th,td){overflow-wrap:anywhere}
.source a::after,.byline a::after{content:" (" attr(href) ")";font-size:.85em;word-break:break-all}}
`
