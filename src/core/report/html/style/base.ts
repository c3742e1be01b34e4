/** Colours, type, page and tables; a table that goes on to a side has a shadow there. Voices have a colour and a line style each, so that colour is never the only sign. */
export const base = `
:root{color-scheme:light dark;--paper:#fdfcf9;--sheet:#fff;--ink:#1b1a17;--soft:#5a564d;--line:#dcd7cb;--faint:#f3f0e8;--link:#0b4f8a;--own:#00604c;--own-tint:#d3ece3;--quoted:#97480a;--quoted-tint:#fbe3cd;--reported:#6f3f7d;--reported-tint:#ecdff0;--unclear:#5a564d;--unclear-tint:#e7e3d9;--heat1:#e3efe9;--heat2:#b3d8c9;--heat3:#2f8a70;--heat4:#00503f;--on-heat:#fff;--halo:#fdfcf9;
--serif:"Iowan Old Style","Palatino Linotype",Palatino,"Source Serif 4","Noto Serif",Georgia,"DejaVu Serif",serif;--sans:system-ui,-apple-system,"Segoe UI","Noto Sans",sans-serif}
:lang(zh){--serif:"Songti SC","Noto Serif CJK SC","Source Han Serif SC",serif;--sans:"PingFang SC","Noto Sans CJK SC",sans-serif}
@media (prefers-color-scheme:dark){:root{--paper:#161614;--sheet:#1e1e1b;--ink:#edeae2;--soft:#b0aa9d;--line:#3a3832;--faint:#24231f;--link:#8dc3f4;--own:#6fd0b2;--own-tint:#173f34;--quoted:#f0ae72;--quoted-tint:#4a2c12;--reported:#d3a6e0;--reported-tint:#402a48;--unclear:#b0aa9d;--unclear-tint:#37352f;--heat1:#1c2f29;--heat2:#20493d;--heat3:#5bb99c;--heat4:#a4e8d1;--on-heat:#10110f;--halo:#161614}}
*{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-behavior:smooth;scroll-padding-top:1rem}
body{margin:0;background:var(--paper);color:var(--ink);font:1rem/1.55 var(--sans);overflow-wrap:anywhere}
main,footer{max-width:66rem;margin:0 auto;padding:0 1rem}
main>section{margin:3.5rem 0 0;padding-top:1.1rem;border-top:1px solid var(--ink)}
h1,h2,h3{line-height:1.15;text-wrap:balance;font-family:var(--serif);font-weight:700;margin:0}
h1{font-size:clamp(1.75rem,1.2rem + 2.9vw,3.1rem);letter-spacing:-.012em;max-width:24em}
h1:lang(zh),h2:lang(zh){letter-spacing:0}
h2{font-size:clamp(1.35rem,1.1rem + 1vw,1.8rem)}
h3{font:600 1rem/1.3 var(--sans);margin:1.8rem 0 .6rem}
h2 small,h3 small{font:400 .8125rem/1 var(--sans);color:var(--soft);letter-spacing:0;margin-inline:.25rem}
p{margin:.6rem 0;max-width:42em}
small{font-size:.8125rem;color:var(--soft)}
th small,td small,dd small{display:block;font-weight:400;line-height:1.35}
a{color:var(--link);text-underline-offset:.15em;text-decoration-thickness:1px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--link);outline-offset:2px;border-radius:2px}
code,pre{font:.875em/1.5 ui-monospace,"SFMono-Regular",Menlo,Consolas,"DejaVu Sans Mono",monospace}
pre{background:var(--faint);border:1px solid var(--line);padding:.7rem .9rem;overflow-x:auto;white-space:pre-wrap;margin:.5rem 0}
.hidden{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.skip{position:absolute;left:-99rem}.skip:focus{left:1rem;top:.5rem;background:var(--sheet);padding:.5rem .8rem;z-index:1}
.lede{font:400 1.0625rem/1.5 var(--serif);color:var(--ink);max-width:40em}
.note,.dim{color:var(--soft);font-size:.875rem}
.masthead{padding-top:1.4rem}
.kicker{display:flex;flex-wrap:wrap;justify-content:space-between;gap:.2rem 1rem;max-width:none;margin:0 0 1.6rem;padding-bottom:.5rem;border-bottom:3px solid var(--ink);font-size:.8125rem;letter-spacing:.02em}
.kicker span:first-child{font-weight:700}
.byline{margin:1rem 0 0}.counts{margin:.15rem 0 0;color:var(--soft)}.host{color:var(--soft);font-size:.875rem}
.finding{border:0!important;margin:2rem 0 0!important;padding:0!important}
.finding h2,.opening h2{font:600 .875rem/1.3 var(--sans);color:var(--soft);margin:0 0 .5rem}
.finding p{font:400 clamp(1.3rem,1.1rem + 1.1vw,1.8rem)/1.3 var(--serif);max-width:31em;margin:0;text-wrap:pretty}
.opening{margin-top:2.2rem;display:grid;gap:2rem}.opening section+section{margin-top:1.6rem}
.aside{display:grid;gap:1.6rem;align-content:start;font-size:.9375rem}
.aside p{margin:0}
@media (min-width:56rem){.opening{grid-template-columns:minmax(0,1fr) 18rem;gap:3rem}}
.strip{margin:0;border-top:1px solid var(--line)}
.strip div{display:grid;grid-template-columns:8.5rem minmax(0,1fr);gap:.6rem;padding:.45rem 0;border-bottom:1px solid var(--line)}
.strip dt{color:var(--soft)}.strip dd{margin:0;font-weight:600}
nav{margin:2.6rem 0 0;border-block:1px solid var(--line)}
nav ul{list-style:none;margin:0;padding:.35rem 0;display:flex;flex-wrap:wrap;gap:0 1.1rem;font-size:.9375rem}
nav a{display:inline-block;padding:.3rem 0;min-height:24px;color:var(--ink)}
table{border-collapse:collapse;width:100%;font-size:.9375rem;font-variant-numeric:tabular-nums}
th,td{text-align:start;vertical-align:top;padding:.5rem .9rem .5rem 0;border-bottom:1px solid var(--line);overflow-wrap:normal}
thead th{font-size:.8125rem;font-weight:600;color:var(--soft);vertical-align:bottom;line-height:1.3}
tbody th{font-weight:600;min-width:9rem}
.scroll{position:relative;overflow-x:auto;margin:1rem 0;max-width:100%;background:linear-gradient(90deg,var(--paper) 40%,transparent) left/2rem 100%,linear-gradient(270deg,var(--paper) 40%,transparent) right/2rem 100%,linear-gradient(90deg,var(--line),transparent) left/.9rem 100%,linear-gradient(270deg,var(--line),transparent) right/.9rem 100%;background-repeat:no-repeat;background-attachment:local,local,scroll,scroll}
:is(th,td) code{overflow-wrap:anywhere}.articles tbody th{min-width:13rem}
.bare{list-style:none;margin:0;padding:0}.bare li{line-height:1.45}.instead .bare small{display:inline}.day{white-space:nowrap}
summary{cursor:pointer;padding:.45rem 0;font-weight:600;min-height:24px}
summary span{color:var(--soft);font-weight:400;margin-inline-start:.3rem}
details.numbers,details.verdicts,details.more{border-top:1px solid var(--line);margin-top:.6rem;max-width:100%}
details.numbers+details.numbers{margin-top:0}details.more{border-top:0;margin-top:0}
details.verdicts ul{margin:.2rem 0 .8rem;padding-inline-start:1.1rem}
.verdict.clear{font:600 1.0625rem/1.45 var(--sans);border-inline-start:4px solid var(--own);padding-inline-start:.8rem}
.frame h2 small{display:block;margin:0 0 .35rem}
.flow{list-style:none;display:flex;flex-wrap:wrap;gap:.4rem 1.6rem;margin:1.2rem 0;padding:0;color:var(--soft)}
.flow b{color:var(--ink);font-size:1.25rem;font-variant-numeric:tabular-nums}
.flow li+li::before{content:"→" / "";margin-inline-end:1.2rem;color:var(--soft)}
.status{font-weight:600}.status::before{content:"● " / "";color:var(--own)}.s-silent::before{content:"○ " / ""}.s-unseen::before{content:"× " / "";color:var(--quoted)}
.address{font-size:.875rem;font-weight:400;overflow-wrap:anywhere}td .address{display:block;min-width:15rem}
.left-out{padding-inline-start:1.1rem}.left-out small{display:block}
.method{display:grid;gap:0 2.5rem;margin:1rem 0}
@media (min-width:46rem){.method{grid-template-columns:1fr 1fr}}
.method dt{font-weight:600;margin-top:.8rem}.method dd{margin:.2rem 0 0}
.pairs{margin:0 0 1rem}.pairs div{display:grid;grid-template-columns:11rem minmax(0,1fr);gap:.6rem;padding:.2rem 0;font-size:.875rem}.pairs dd{margin:0;word-break:break-all}
@media (max-width:30rem){.pairs div{grid-template-columns:1fr;gap:0}}
.cite{font-family:var(--serif);border-inline-start:4px solid var(--line);padding-inline-start:.9rem}
footer{margin-top:4rem;padding-block:1rem 2.5rem;border-top:3px solid var(--ink);color:var(--soft);font-size:.875rem}
@media (prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
`
