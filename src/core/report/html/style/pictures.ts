/** The table of frames and the drawn pictures: two drawings of each, one shown by the width of the page. */
export const pictureStyle = `
.matrix td{min-width:5.5rem;padding-inline-end:1.2rem}.matrix .none{color:var(--soft)}.matrix .blind{color:var(--soft);font-size:.875rem}
.pair{display:flex;gap:.4rem;align-items:baseline}.pair b{font-size:1.125rem}.pair span{font-size:.875rem}
.key{display:flex;flex-wrap:wrap;gap:.2rem 1.2rem;font-size:.875rem;color:var(--soft)}.key svg{width:.8rem;height:.8rem;vertical-align:-.06rem}
.key .v-outlet svg{fill:var(--own)}.key .v-quoted svg{fill:var(--paper);stroke:var(--quoted);stroke-width:1.8}
.picture{margin:.4rem 0 .6rem}.plot{display:block;font-variant-numeric:tabular-nums;stroke-linecap:round;stroke-linejoin:round;width:100%;height:auto;max-width:760px;font-family:var(--sans)}
.plot.narrow{display:none;max-width:30rem}
@media (max-width:44rem){.plot.wide{display:none}.plot.narrow{display:block}}
.plot text{white-space:pre;fill:var(--ink);stroke:none;font-size:13px}.plot .note text,.plot text.note{fill:var(--soft);font-size:12px}.plot .axis text{fill:var(--soft);font-size:12px}
.plot .label,.plot .note{fill:var(--ink)}.plot .note{fill:var(--soft)}
.plot.narrow text{font-size:12px}.plot.narrow .note text{font-size:11px}
.plot .grid{stroke:var(--line);stroke-opacity:1}.plot .zero{stroke:var(--soft)}.plot .grid,.plot .zero,.plot .base{stroke-width:1}
.plot .limits,.plot .arrow{fill:none;stroke-width:2}.plot .first.limits,.plot .first.arrow{stroke:var(--own)}.plot .second.limits,.plot .second.arrow{stroke:var(--quoted);stroke-dasharray:none}
.plot .first.point{fill:var(--own);stroke:var(--paper);stroke-width:1}.plot .second.point{fill:var(--paper);stroke:var(--quoted);stroke-width:1.8}
.plot .third.point{fill:var(--reported);stroke:var(--paper);stroke-width:1}.plot .fourth.point{fill:var(--paper);stroke:var(--own);stroke-width:1.8}.plot .fifth.point{fill:var(--quoted);stroke:var(--paper);stroke-width:1}
.plot .between{fill:none;stroke:var(--soft);stroke-width:1.5}
.key .m-third svg{fill:var(--reported)}.key .m-fourth svg{fill:var(--paper);stroke:var(--own);stroke-width:1.8}.key .m-fifth svg{fill:var(--quoted)}
.models{--own:var(--ink);--quoted:var(--link)}
.plot .label text,.plot text.label{font-size:13px}
.plot .bar{stroke:none}.plot .bar.up{fill:var(--own)}.plot .bar.down{fill:var(--quoted)}.plot .bar.total{fill:var(--soft)}
.timeline .limits{stroke-opacity:.5}.timeline .arrow{stroke-width:1.2;stroke-opacity:.7}.plot .base{stroke:var(--soft)}.plot .smooth{fill:none;stroke:var(--own);stroke-width:1.5;stroke-opacity:.6}.plot .point.nil{fill:var(--paper);stroke:var(--own);stroke-width:1.5}
.plot .heat{stroke:var(--line);stroke-width:1}.plot .h0{fill:var(--paper)}.plot .h1{fill:var(--heat1)}.plot .h2{fill:var(--heat2)}.plot .h3{fill:var(--heat3)}.plot .h4{fill:var(--heat4)}
.plot .hatch{stroke:var(--soft);stroke-opacity:.45;fill:none}.plot .value text,.plot text.value{font-size:13px;font-weight:600;paint-order:stroke;stroke:var(--halo);stroke-width:3px}.plot .on-dark text,.plot text.on-dark{fill:var(--on-heat);stroke:none}
.plot .mark{stroke-width:1.6}.plot .covered{fill:var(--own);stroke:var(--own)}.plot .copy{fill:var(--paper);stroke:var(--own)}.plot .silent{fill:var(--paper);stroke:var(--soft)}.plot .unseen{fill:none;stroke:var(--quoted);stroke-width:2}.plot .mark.anchor{fill:var(--link);stroke:var(--paper);stroke-width:1}
.key .k-covered svg{fill:var(--own)}.key .k-copy svg{fill:none;stroke:var(--own);stroke-width:1.6}.key .k-silent svg{fill:none;stroke:var(--soft);stroke-width:1.6}.key .k-unseen svg{fill:none;stroke:var(--quoted);stroke-width:2}.key .k-anchor svg{fill:var(--link)}
.words{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:.1rem 1rem}.words small{display:inline}
.also-clear{padding-inline-start:1.1rem;margin:.4rem 0}.also-clear li{margin:.35rem 0}
@media (max-width:44rem){.only-wide{display:none}}
.dumbbell .plot .second.point{fill:none}
.prisma{list-style:none;margin:.6rem 0 1.4rem;padding:0;max-width:44rem}
.prisma>li{display:grid;grid-template-columns:minmax(0,15rem) minmax(0,1fr);gap:0 1.4rem;align-items:start}
.prisma>li+li::before{content:"↓" / "";grid-column:1/-1;color:var(--soft);padding-inline-start:1.2rem;line-height:1.4}
.prisma p{margin:0;padding:.35rem .8rem;border:1px solid var(--ink);border-radius:2px}.prisma b{font-size:1.125rem;font-variant-numeric:tabular-nums;margin-inline-end:.25rem}
.prisma ul{margin:.3rem 0;padding-inline-start:1.1rem;font-size:.875rem;color:var(--soft);border-inline-start:2px solid var(--line)}
@media (max-width:30rem){.prisma>li{grid-template-columns:minmax(0,1fr)}}
a.pair{color:inherit;text-decoration:none}a.pair:hover b{text-decoration:underline}
`
